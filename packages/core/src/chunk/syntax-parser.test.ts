import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { createSyntaxParser } from './syntax-parser.js'

const require = createRequire(import.meta.url)

const loadGrammar = async (grammar: string): Promise<Uint8Array> =>
  readFileSync(require.resolve(`@cursorless/tree-sitter-wasms/out/tree-sitter-${grammar}.wasm`))

describe('createSyntaxParser', () => {
  it('gives up on a text that takes far more work than its length, and goes on with the next', async () => {
    const parser = await createSyntaxParser({ runtimeWasm: undefined, loadGrammar })
    await parser.prepare('typescript')
    // Quotes that never pair up send the error recovery back again and again.
    expect(parser.parse('typescript', '"'.repeat(20_000))).toBeUndefined()
    expect(parser.isBroken()).toBe(false)
    const parsed = parser.parse('typescript', 'function a() {}')
    expect(parsed?.tree.rootNode.hasError).toBe(false)
    parsed?.tree.delete()
    parser.delete()
  })

  it('loads a grammar once, however often it is asked for, and parses once it is ready', async () => {
    const loads: string[] = []
    const parser = await createSyntaxParser({
      runtimeWasm: undefined,
      loadGrammar: async (grammar) => {
        loads.push(grammar)
        return loadGrammar(grammar)
      },
    })
    expect(parser.isReady('csharp')).toBe(false)
    expect(parser.parse('csharp', 'class A {}')).toBeUndefined()
    expect(await Promise.all([parser.prepare('csharp'), parser.prepare('csharp')])).toEqual([true, true])
    expect(await parser.prepare('csharp')).toBe(true)
    expect(loads).toEqual(['c_sharp'])
    const parsed = parser.parse('csharp', 'class A {}')
    expect(parsed?.tree.rootNode.namedChild(0)?.type).toBe('class_declaration')
    parsed?.tree.delete()
    parser.delete()
  })

  it('is not ready for a language without a grammar, or when its grammar does not load', async () => {
    const parser = await createSyntaxParser({
      runtimeWasm: undefined,
      loadGrammar: async () => new Uint8Array([1, 2, 3]),
    })
    expect(await parser.prepare('markdown')).toBe(false)
    expect(await parser.prepare('go')).toBe(false)
    expect(parser.isReady('go')).toBe(false)
    parser.delete()
  })
})
