import { beforeAll, describe, expect, it } from 'vitest'
import { Language } from 'web-tree-sitter'
import type { LanguageId } from '../types.js'
import type { SyntaxParser } from './syntax-parser.js'
import { type SyntaxRuntime, startSyntaxRuntime } from './syntax-runtime.js'
import { openTestParser, readGrammar, readRuntime, startTestRuntime } from './testing/test-parser.js'

/** Texts whose trees show when anything is left of what was parsed before. */
const PROBES: readonly (readonly [LanguageId, string])[] = [
  ['go', 'package a\n\nfunc f() { g("x") }\n'],
  ['python', 'def f(a):\n    return """x"""\n'],
  ['haskell', 'module A where\nf x = do\n  y <- g x\n  pure y\n'],
  ['bash', 'f() {\n  cat <<EOF\nx\nEOF\n}\n'],
  ['php', '<?php\nfunction f() { return <<<A\nx\nA; }\n'],
  ['ruby', 'def f\n  "a#{b}"\nend\n'],
]

let runtime: SyntaxRuntime
let parser: SyntaxParser
let haskell: Language

beforeAll(async () => {
  runtime = await startTestRuntime()
  haskell = await runtime.keep(async () => Language.load(await readGrammar('haskell')))
  parser = await openTestParser(['kotlin', ...PROBES.map(([language]) => language)], runtime)
})

/** The tree as nested names; `undefined` when there is none. */
function treeOf(language: LanguageId, text: string): string | undefined {
  return parser.withTree(language, text, ({ tree }) => tree.rootNode.toString())
}

/** Lines short enough for a file that is parsed. */
function repeated(text: string, count: number): string {
  const perLine = Math.floor(2000 / text.length)
  return Array.from({ length: Math.ceil(count / perLine) }, () => text.repeat(perLine)).join('\n')
}

describe('startSyntaxRuntime', () => {
  it.each<[what: string, language: LanguageId, text: string, isParsed: boolean]>([
    // Its scanner writes 2 bytes past its buffer, and the parser sees an end but no error.
    ['more heredocs than a scanner can note', 'bash', `${'('.repeat(500)}${'<<EOF\n'.repeat(146)}`, true],
    // The parser calls itself once for each, here with 96 KB of stack.
    ['more open ends than its first stack holds', 'go', repeated('{-', 3000), false],
    ['more open ends than V8 has stack for in a main thread', 'go', repeated('%w(', 100_000), false],
    ['what makes a scanner call a function that nobody has', 'kotlin', repeated('"${', 3000), false],
  ])('is as new after %s', (_, language, text, isParsed) => {
    const before = PROBES.map(([probe, code]) => treeOf(probe, code))
    expect(parser.withTree(language, text, () => true)).toBe(isParsed ? true : undefined)
    expect(PROBES.map(([probe, code]) => treeOf(probe, code))).toEqual(before)
    expect(before).not.toContain(undefined)
  })

  it('loads a grammar after a text that did damage', async () => {
    parser.withTree('bash', `${'('.repeat(500)}${'<<EOF\n'.repeat(146)}`, () => true)
    const late = await openTestParser(['lua', 'bash'], runtime)
    expect(late.withTree('lua', 'x = 1\n', ({ tree }) => tree.rootNode.hasError)).toBe(false)
    expect(late.withTree('bash', 'f() { ls; }\n', ({ tree }) => tree.rootNode.hasError)).toBe(false)
  })

  it('parses while grammars are being loaded', async () => {
    const loading = openTestParser(['scala', 'zig'], runtime)
    // Between its steps, of which one takes memory and a later one fills it.
    for (let turn = 0; turn < 50; turn++) {
      expect(treeOf('go', 'package a\n')).toBe('(source_file (package_clause (package_identifier)))')
      expect(treeOf('go', 'package (\n')).toContain('ERROR')
      await undefined
    }
    const late = await loading
    const read = (language: LanguageId, text: string) =>
      late.withTree(language, text, ({ tree }) => tree.rootNode.toString())
    for (let turn = 0; turn < 3; turn++) {
      expect(read('scala', 'object A\n')).toBe('(compilation_unit (object_definition name: (identifier)))')
      expect(read('zig', 'const a = 1;\n')).toBe(
        '(source_file (variable_declaration (identifier) (integer)))',
      )
    }
  })

  it('counts calls for each text alone, more where each error looks at all before it', () => {
    const nCallsFor = (text: string) => {
      let counted = 0
      runtime.isolate(
        (own, nCalls) => {
          const tree = own.setLanguage(haskell).parse(text)
          counted = nCalls()
          return tree ?? undefined
        },
        () => {},
      )
      return counted
    }
    const text = 'module A where\nf x = x\n'
    const expected = nCallsFor(text)
    expect(expected).toBeGreaterThan(0)
    const [few, many] = [nCallsFor('<div>\n'.repeat(100)), nCallsFor('<div>\n'.repeat(1000))]
    expect(many).toBeGreaterThan(few * 50)
    expect(nCallsFor(text)).toBe(expected)
  })

  it('throws what reading a tree throws, and goes on', () => {
    const before = treeOf('go', 'package a\n')
    expect(() =>
      parser.withTree('go', 'package a\n', () => {
        throw new Error('no such rule')
      }),
    ).toThrow('no such rule')
    expect(treeOf('go', 'package a\n')).toBe(before)
  })

  it('is started once in a thread', async () => {
    await expect(startSyntaxRuntime(readRuntime())).rejects.toThrow('started already')
  })
})
