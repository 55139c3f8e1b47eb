import { expect, it } from 'vitest'
import { mainSymbolOf, nameRangeOf, placeToOpen, rangeToShow } from './main-symbol.js'
import { sampleHit } from './sample.js'

const symbol = (name: string, first: number, last: number) => ({
  name,
  kind: 'function',
  range: sampleHit('', first, last).range,
})

it.each([
  [
    'the first',
    sampleHit('a.ts', 1, 30, { symbols: [symbol('read', 10, 14), symbol('A', 2, 3)] }),
    'read',
    9,
  ],
  ['without definitions none', sampleHit('a.ts', 4, 9), undefined, 3],
  [
    'a definition that begins before the hit',
    sampleHit('a.ts', 8, 9, { symbols: [symbol('Reader', 5, 30)] }),
    'Reader',
    7,
  ],
])('is %s', (_what, hit, name, opened) => {
  expect([mainSymbolOf(hit)?.name, placeToOpen(hit).line]).toEqual([name, opened])
})

it.each([
  ['on its line', 'read', '// read\nfunction read() {', '9:9-13'],
  ['below what stands before it', 'read', '// a\n@once\nread() {', '10:0-4'],
  ['nowhere when the preview does not have it', 'read', '// read\n', undefined],
  ['nowhere without a name', '', 'x', undefined],
])('finds the name %s', (_what, name, text, expected) => {
  const preview = { line: 8, text, matches: [] }
  const range = nameRangeOf(sampleHit('a.ts', 8, 30, { symbols: [symbol(name, 10, 14)], preview }))
  const shown = range && `${range.start.line}:${range.start.character}-${range.end.character}`
  expect(shown).toBe(expected)
})

it.each([
  ['the definition', [symbol('read', 10, 14)], 11, '9-13'],
  ['the definition and the comment above it', [symbol('read', 10, 14)], 8, '7-13'],
  ['all where nothing is defined', [], 8, '4-29'],
  ['all where the definition begins before', [symbol('Reader', 2, 40)], 8, '4-29'],
])('shows %s', (_what, symbols, matchLine, expected) => {
  const start = { line: 0, character: 0 }
  const preview = { line: matchLine - 1, text: '', matches: [{ start, end: start }] }
  const { start: first, end: last } = rangeToShow(sampleHit('a.ts', 5, 30, { symbols, preview }))
  expect(`${first.line}-${last.line}`).toBe(expected)
})
