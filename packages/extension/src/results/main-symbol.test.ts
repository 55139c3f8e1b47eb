import { expect, it } from 'vitest'
import { mainSymbolOf, placeToOpen } from './main-symbol.js'
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
