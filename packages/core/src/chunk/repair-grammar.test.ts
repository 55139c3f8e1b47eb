import { expect, it } from 'vitest'
import { repairGrammar } from './repair-grammar.js'
import { openTestParser, readGrammar } from './testing/test-parser.js'

it('changes one byte of the grammar of Swift, and none of others', async () => {
  const swift = await readGrammar('swift')
  const repaired = repairGrammar('swift', swift)
  expect(repaired.filter((byte, idx) => byte !== swift[idx])).toEqual(Uint8Array.of(1))
  expect(repairGrammar('swift', repaired)).toBe(repaired)
  const go = await readGrammar('go')
  expect(repairGrammar('go', go)).toBe(go)
})

it('lets Swift understand raw strings, whatever was parsed before', async () => {
  const parser = await openTestParser(['swift'])
  for (const text of [
    'let a = 1\n',
    'let b = #"a "raw" text"#\n',
    'let c = "c"\n',
    'let d = ##"a "# "##\n',
  ]) {
    expect(parser.withTree('swift', text, ({ tree }) => tree.rootNode.hasError)).toBe(false)
  }
})
