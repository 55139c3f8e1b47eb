import { beforeAll, describe, expect, it } from 'vitest'
import type { LanguageId } from '../types.js'
import { createSyntaxParser } from './syntax-parser.js'
import type { SyntaxRuntime } from './syntax-runtime.js'
import { openTestParser, readGrammar, startTestRuntime } from './testing/test-parser.js'

let runtime: SyntaxRuntime

beforeAll(async () => {
  runtime = await startTestRuntime()
})

describe('createSyntaxParser', () => {
  it('gives up on a text that takes far more work than its length, and goes on with the next', async () => {
    const parser = await openTestParser(['typescript'], runtime)
    const typeOf = (text: string) => parser.withTree('typescript', text, ({ tree }) => tree.rootNode.type)
    // Quotes that never pair up send the error recovery back again and again.
    expect(typeOf('"'.repeat(20_000))).toBeUndefined()
    expect(typeOf('function a() {}')).toBe('program')
  })

  it.each<[what: string, language: LanguageId, unit: string, isParsed: boolean]>([
    // Each error goes through all errors before it, inside of one step.
    ['markup for Haskell', 'haskell', '<div>\n', false],
    ['heredocs for Haskell', 'haskell', '<<EOF\n', false],
    ['arrows for JavaScript', 'javascript', `${'->'.repeat(150)}\n`, false],
    // Each looks ahead to the end of the text.
    ['comments without an end', 'go', '/*\n', false],
    ['words that are no Lua', 'lua', 'a b c d\n', false],
    ['dense code', 'haskell', 'f x = x\n', true],
    ['many small errors', 'c', 'int f(void) { return 1; }\n)\n', true],
  ])('bounds its work by the length of the text: %s', async (_, language, unit, isParsed) => {
    const parser = await openTestParser([language], runtime)
    const text = unit.repeat(30_000 / unit.length)
    expect(parser.withTree(language, text, () => true)).toBe(isParsed ? true : undefined)
  })

  it('loads a grammar once, however often it is asked for, and parses once it is ready', async () => {
    const loads: string[] = []
    const parser = createSyntaxParser({
      runtime,
      loadGrammar: async (grammar) => {
        loads.push(grammar)
        return readGrammar(grammar)
      },
    })
    const firstType = () =>
      parser.withTree('csharp', 'class A {}', ({ tree }) => tree.rootNode.namedChild(0)?.type)
    expect(parser.isReady('csharp')).toBe(false)
    expect(firstType()).toBeUndefined()
    expect(await Promise.all([parser.prepare('csharp'), parser.prepare('csharp')])).toEqual([true, true])
    expect(await parser.prepare('csharp')).toBe(true)
    expect(loads).toEqual(['c_sharp'])
    expect(firstType()).toBe('class_declaration')
  })

  it('is not ready for a language without a grammar, or when its grammar does not load', async () => {
    const parser = createSyntaxParser({ runtime, loadGrammar: async () => new Uint8Array([1, 2, 3]) })
    expect(await parser.prepare('markdown')).toBe(false)
    expect(await parser.prepare('go')).toBe(false)
    expect(parser.isReady('go')).toBe(false)
  })
})
