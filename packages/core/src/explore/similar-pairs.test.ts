import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resemblanceOfBags } from './resemblance.js'
import { bagOf } from './shingles.js'
import { type PairOptions, type SimilarPair, similarPairs } from './similar-pairs.js'

const ALL: PairOptions = { minSimilarity: 0.7, isPair: () => true, onProgress: () => {} }

function sorted(pairs: readonly SimilarPair[]): SimilarPair[] {
  return [...pairs].sort((x, y) => x.a - y.a || x.b - y.b)
}

describe('similarPairs', () => {
  it('finds what comparing every bag with every other finds', async () => {
    const bags = fc.array(fc.array(fc.nat(30), { minLength: 1, maxLength: 20 }), { maxLength: 20 })
    const threshold = fc.constantFrom(0.2, 0.5, 0.7, 0.9, 1)
    await fc.assert(
      fc.asyncProperty(bags, threshold, async (lists, minSimilarity) => {
        const inputs = lists.map((list) => bagOf(Uint32Array.from(list)))
        const expected: SimilarPair[] = []
        for (let a = 0; a < inputs.length; a++) {
          for (let b = a + 1; b < inputs.length; b++) {
            const similarity = resemblanceOfBags(inputs[a], inputs[b])
            if (similarity >= minSimilarity) expected.push({ a, b, similarity })
          }
        }
        expect(sorted(await similarPairs(inputs, { ...ALL, minSimilarity }))).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  it('asks whether two bags are to be a pair', async () => {
    const bags = [1, 2, 3].map(() => bagOf(Uint32Array.of(1, 2, 3, 4)))
    const isPair = (a: number, b: number) => a + b === 2
    expect(await similarPairs(bags, { ...ALL, isPair })).toEqual([{ a: 0, b: 2, similarity: 1 }])
  })

  it('compares the members of a huge family with the same few only', async () => {
    const family = Array.from({ length: 1000 }, (_, member) =>
      bagOf(Uint32Array.from({ length: 40 }, (__, at) => (at === 0 ? 1_000_000 + member : at * 97))),
    )
    const pairs = await similarPairs(family, ALL)
    expect(pairs.length).toBeLessThan(1000 * 65)
    // Everyone is linked with the first.
    expect(new Set(pairs.filter(({ a }) => a === 0).map(({ b }) => b)).size).toBe(999)
  })

  it('ends with what the progress throws', async () => {
    const onProgress = () => {
      throw new Error('enough')
    }
    await expect(similarPairs([Uint32Array.of(1)], { ...ALL, onProgress })).rejects.toThrow('enough')
  })
})
