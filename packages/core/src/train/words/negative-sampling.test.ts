import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildAliasTable, keepThresholds } from './negative-sampling.js'

const counts = fc.uint32Array({ min: 1, max: 1_000_000, minLength: 1, maxLength: 200 })

describe('buildAliasTable', () => {
  it('gives each word its share of all draws', () => {
    fc.assert(
      fc.property(counts, (counts) => {
        const n = counts.length
        const table = buildAliasTable(counts)
        const shares = new Float64Array(n)
        for (let column = 0; column < n; column++) {
          const own = table[2 * column] / 2 ** 32
          shares[column] += own / n
          shares[table[2 * column + 1]] += (1 - own) / n
        }
        const total = counts.reduce((sum, count) => sum + count ** 0.75, 0)
        for (const [word, share] of shares.entries()) {
          expect(Math.abs(share - counts[word] ** 0.75 / total)).toBeLessThan(1e-8)
        }
      }),
    )
  })
})

describe('keepThresholds', () => {
  it.each([
    // A word that is half of the text, t = 1/1000: sqrt(1/500) + 1/500.
    ['frequent', [500, 500], 1e-3, 0.04672],
    ['rare', [1, 99_999], 1e-3, 1],
    ['all kept', [500, 500], 0, 1],
  ])('%s', (_, counts, sample, expected) => {
    expect(keepThresholds(Uint32Array.from(counts), sample)[0] / 2 ** 32).toBeCloseTo(expected, 5)
  })
})
