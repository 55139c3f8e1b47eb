import { expect, it } from 'vitest'
import { comparableText, comparedName } from './compare-text.js'

it.each([
  [['a', '  b'], 'a\n  b\n'],
  [['    a', '', '      b', '    '], 'a\n\n  b\n\n'],
  [['\ta', '\t\tb'], 'a\n\tb\n'],
  [[], '\n'],
])('%j', (lines, expected) => {
  expect(comparableText(lines)).toBe(expected)
})

it.each([
  ['src/parse.ts', 'parse 3–9.ts'],
  ['a/b.test.ts', 'b.test 3–9.ts'],
  ['Makefile', 'Makefile 3–9'],
  ['.profile', '.profile 3–9'],
])('%s becomes %s', (path, name) => {
  expect(comparedName(path, 3, 9)).toBe(name)
})
