import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.js'
import { makeBatches } from './batches.js'

describe('makeBatches', () => {
  it('uses every pair at most once, whole batches only, most of them from one source', () => {
    const source = fc.nat({ max: 3 })
    fc.assert(
      fc.property(
        fc.array(source, { maxLength: 80 }),
        fc.integer({ min: 2, max: 9 }),
        fc.nat(),
        (sources, batchSize, seed) => {
          const share = { batchSize, sameSourceShare: 1 }
          const batches = makeBatches(sources, share, createRandom(seed))
          const used = batches.flatMap((batch) => [...batch])
          expect(new Set(used).size).toBe(used.length)
          if (sources.length >= batchSize) {
            for (const batch of batches) expect(batch).toHaveLength(batchSize)
            expect(used.length).toBeGreaterThan(sources.length - batchSize)
          }
          const pure = batches.filter((batch) => new Set([...batch].map((pair) => sources[pair])).size === 1)
          const most = [0, 1, 2, 3].map((wanted) => sources.filter((other) => other === wanted).length)
          expect(pure.length).toBeGreaterThanOrEqual(
            most.reduce((sum, n) => sum + Math.floor(n / batchSize), 0),
          )
        },
      ),
    )
  })
})
