import { expect, it } from 'vitest'
import { withMainSymbolFirst } from './main-symbol.js'

const symbol = (name: string, first: number, last: number) => ({
  name,
  lines: { start: first - 1, end: last },
})

const SYMBOLS = [
  symbol('LIMIT', 3, 3),
  symbol('Reader', 5, 30),
  symbol('read', 10, 14),
  symbol('write', 18, 22),
]

it.each([
  ['inside a method', 12, 'read,LIMIT,Reader,write'],
  ['between methods', 16, 'Reader,LIMIT,read,write'],
  ['in the comment above', 4, 'Reader,LIMIT,read,write'],
  ['among the imports', 1, 'LIMIT,Reader,read,write'],
  ['below everything', 40, 'LIMIT,Reader,read,write'],
])('with a match %s', (_what, line, expected) => {
  const preview = { line: line - 2, matches: [{ line: 1, start: 0, end: 4 }] }
  expect(
    withMainSymbolFirst(SYMBOLS, preview)
      .map(({ name }) => name)
      .join(),
  ).toBe(expected)
})

it('leaves them as they are without a match', () => {
  expect(withMainSymbolFirst(SYMBOLS, { line: 0, matches: [] })).toEqual(SYMBOLS)
})
