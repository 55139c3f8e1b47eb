import { expect, it } from 'vitest'
import { mainSymbolOf, placeToOpen } from './main-symbol.js'
import { sampleHit } from './sample.js'

const symbol = (name: string, first: number, last: number) => ({
  name,
  kind: 'function',
  range: sampleHit('', first, last).range,
})

const symbols = [
  symbol('LIMIT', 3, 3),
  symbol('Reader', 5, 30),
  symbol('read', 10, 14),
  symbol('write', 18, 22),
]

const hitWithMatchAt = (line: number) =>
  sampleHit('a.ts', 1, 30, {
    symbols,
    preview: {
      line: line - 2,
      text: '',
      matches: [{ start: { line: 1, character: 0 }, end: { line: 1, character: 4 } }],
    },
  })

it.each([
  ['inside a method', 12, 'read', 9],
  ['between methods', 16, 'Reader', 4],
  ['in the comment above', 4, 'Reader', 4],
  ['among the imports', 1, 'LIMIT', 2],
  ['below everything', 40, 'LIMIT', 2],
])('with a match %s', (_what, line, name, opened) => {
  const hit = hitWithMatchAt(line)
  expect([mainSymbolOf(hit)?.name, placeToOpen(hit).line]).toEqual([name, opened])
})

it.each([
  ['without a match the first', sampleHit('a.ts', 1, 30, { symbols }), 'LIMIT', 2],
  ['without definitions none', sampleHit('a.ts', 4, 9), undefined, 3],
  [
    'a definition that begins before the hit',
    sampleHit('a.ts', 8, 9, { symbols: [symbols[1]!] }),
    'Reader',
    7,
  ],
])('%s', (_what, hit, name, opened) => {
  expect([mainSymbolOf(hit)?.name, placeToOpen(hit).line]).toEqual([name, opened])
})
