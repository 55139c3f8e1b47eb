import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { repairGrammar } from './repair-grammar.js'
import { createSyntaxParser } from './syntax-parser.js'

const require = createRequire(import.meta.url)

const loadGrammar = async (grammar: string): Promise<Uint8Array> =>
  readFileSync(require.resolve(`@cursorless/tree-sitter-wasms/out/tree-sitter-${grammar}.wasm`))

it('changes one byte of the grammar of Swift, and none of others', async () => {
  const swift = await loadGrammar('swift')
  const repaired = repairGrammar('swift', swift)
  expect(repaired.filter((byte, idx) => byte !== swift[idx])).toEqual(Uint8Array.of(1))
  expect(repairGrammar('swift', repaired)).toBe(repaired)
  const go = await loadGrammar('go')
  expect(repairGrammar('go', go)).toBe(go)
})

it('lets Swift understand raw strings, whatever was parsed before', async () => {
  const parser = await createSyntaxParser({ runtimeWasm: undefined, loadGrammar })
  await parser.prepare('swift')
  for (const text of [
    'let a = 1\n',
    'let b = #"a "raw" text"#\n',
    'let c = "c"\n',
    'let d = ##"a "# "##\n',
  ]) {
    const parsed = parser.parse('swift', text)
    expect(parsed?.tree.rootNode.hasError).toBe(false)
    parsed?.tree.delete()
  }
  parser.delete()
})
