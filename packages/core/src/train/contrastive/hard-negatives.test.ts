import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EmbeddingTable } from '../../embed/embedding-table.js'
import { createRandom } from '../random.js'
import type { TokenBag, TrainingPair } from './examples.js'
import { type HardNegativeOptions, mineHardNegatives } from './hard-negatives.js'
import { createWasmKernel } from './wasm-kernel.js'

/** One row a text, each at an angle in degrees; the other two dimensions are for the kernel, which takes four. */
function angles(...degrees: number[]): EmbeddingTable {
  const radians = degrees.map((degree) => (degree / 180) * Math.PI)
  return {
    dimensions: 4,
    vectors: Float32Array.from(radians.flatMap((angle) => [Math.cos(angle), Math.sin(angle), 0, 0])),
    queryWeights: new Float32Array(degrees.length).fill(1),
    documentWeights: new Float32Array(degrees.length).fill(1),
  }
}

const bag = (id: number): TokenBag => ({ ids: [id], coefficients: [1] })
const pair = (query: number, document: number, source = 0): TrainingPair => ({
  query: bag(query),
  document: bag(document),
  source,
})

function mine(pairs: readonly TrainingPair[], table: EmbeddingTable, some: Partial<HardNegativeOptions>) {
  const options: HardNegativeOptions = {
    nNegatives: 2,
    nSkipped: 0,
    maxShareOfOwn: 1,
    poolSize: 100,
    sameSourceShare: 0,
    random: createRandom(1),
    signal: undefined,
    ...some,
  }
  return mineHardNegatives(pairs, table, options, createWasmKernel).map(({ negatives }) =>
    negatives?.map(({ ids }) => ids[0]),
  )
}

describe('mineHardNegatives', () => {
  // Queries 0 and 1 at 0 and 90 degrees; documents 2 to 5 at 10, 20, 40 and 80.
  const table = angles(0, 90, 10, 20, 40, 80)
  const pairs = [pair(0, 2), pair(1, 5), pair(0, 3), pair(1, 4)]

  const cases: readonly (readonly [string, Partial<HardNegativeOptions>, (number[] | undefined)[]])[] = [
    // 2 and 3 both answer query 0, so neither is wrong for it.
    [
      'the nearest that are not right',
      {},
      [
        [4, 5],
        [3, 2],
        [4, 5],
        [3, 2],
      ],
    ],
    ['fewer where fewer are wanted', { nNegatives: 1 }, [[4], [3], [4], [3]]],
    ['without the nearest', { nSkipped: 1 }, [[5], [2], [5], [2]]],
    // cos 40 = 0.77 and cos 80 = 0.17 beside 0.98 and 0.94 of the own; cos 70 = 0.34 and 0.17 beside 0.98 and 0.64.
    ['not too like the own', { maxShareOfOwn: 0.5 }, [[5], [3, 2], [5], [2]]],
    ['what is too like counts as skipped', { maxShareOfOwn: 0.5, nSkipped: 1 }, [[5], [2], [5], [2]]],
  ]
  for (const [name, some, expected] of cases) {
    it(`finds ${name}`, () => expect(mine(pairs, table, some)).toEqual(expected))
  }

  it('stays in one source when asked to', () => {
    const apart = [pair(0, 2, 1), pair(0, 3, 2), pair(1, 4, 1), pair(1, 5, 2)]
    expect(mine(apart, table, { poolSize: 2, sameSourceShare: 1 })).toEqual([[4], [5], [2], [3]])
  })

  it('leaves pairs as they are when it is told to stop', () => {
    expect(mine(pairs, table, { signal: AbortSignal.abort() })).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  it('asks every query, and never calls right what is wrong, whatever the pools', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 5 }), fc.integer({ min: 6, max: 11 })), {
          minLength: 2,
          maxLength: 30,
        }),
        fc.integer({ min: 2, max: 12 }),
        fc.nat(),
        (ids, poolSize, seed) => {
          const random = createRandom(seed)
          const some = ids.map(([query, document], idx) => pair(query, document, idx % 2))
          const places = angles(...Array.from({ length: 12 }, () => random.next() * 360))
          const mined = mine(some, places, { poolSize, sameSourceShare: 0.5, random, nNegatives: 3 })
          for (const [idx, negatives] of mined.entries()) {
            const right = ids.filter(([query]) => query === ids[idx][0]).map(([, document]) => document)
            expect(negatives).toBeDefined()
            expect(new Set(negatives).size).toBe(negatives?.length)
            for (const negative of negatives ?? []) expect(right).not.toContain(negative)
          }
        },
      ),
    )
  })
})
