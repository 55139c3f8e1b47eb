import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CercaError } from '../errors.js'
import type { Embedder } from '../types.js'
import { createFlatIndex, requireSameModel } from './flat-index.js'

const DIMENSIONS = 7

describe('createFlatIndex', () => {
  it('finds what a full sort finds', () => {
    const component = fc.integer({ min: -3, max: 3 })
    const vector = fc.array(component, { minLength: DIMENSIONS, maxLength: DIMENSIONS }).map(unit)
    fc.assert(
      fc.property(fc.array(vector, { maxLength: 30 }), vector, fc.nat({ max: 12 }), (rows, query, k) => {
        const index = createFlatIndex({
          fingerprint: 'f',
          dimensions: DIMENSIONS,
          values: Float32Array.from(rows.flat()),
        })
        const scores = rows.map((row) =>
          row.reduce((sum, value, at) => sum + Math.fround(value) * Math.fround(query[at]), 0),
        )
        const found = index.search(Float32Array.from(query), k)
        expect(found).toHaveLength(Math.min(k, rows.length))
        const expected = [...scores].sort((a, b) => b - a).slice(0, k)
        for (const [rank, { row, score }] of found.entries()) {
          expect(score).toBeCloseTo(scores[row], 5)
          expect(score).toBeCloseTo(expected[rank], 5)
        }
      }),
    )
  })

  it('orders equal scores by row', () => {
    const values = Float32Array.from([1, 0, 0, 1, 1, 0])
    const index = createFlatIndex({ fingerprint: 'f', dimensions: 2, values })
    expect(index.search(Float32Array.of(1, 0), 3).map(({ row }) => row)).toEqual([0, 2, 1])
  })

  it('refuses what is no row', () => {
    const values = new Float32Array(5)
    expect(() => createFlatIndex({ fingerprint: 'f', dimensions: 2, values })).toThrow(RangeError)
    const index = createFlatIndex({ fingerprint: 'f', dimensions: 5, values })
    expect(() => index.search(new Float32Array(4), 1)).toThrow(RangeError)
  })

  it('answers for an embedder of its own model only', async () => {
    const embedder = letterEmbedder()
    const values = await embedder.embed(['abba', 'zzz', 'baba'], 'document')
    const index = createFlatIndex({ fingerprint: embedder.fingerprint, dimensions: 26, values })
    requireSameModel(index, embedder)
    const [first, second] = index.search(await embedder.embed(['ab'], 'query'), 2)
    expect([first.row, second.row]).toEqual([0, 2])
    expect(() => requireSameModel(index, { fingerprint: 'other' })).toThrow(CercaError)
  })
})

/** A real embedder in small: how often each letter occurs. */
function letterEmbedder(): Embedder {
  return {
    fingerprint: 'letters-26',
    dimensions: 26,
    embed: async (texts) =>
      Float32Array.from(
        texts.flatMap((text) => {
          const counts = new Array<number>(26).fill(0)
          for (const letter of text) counts[letter.charCodeAt(0) - 97]++
          return unit(counts)
        }),
      ),
  }
}

function unit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector)
  return vector.map((value) => (length > 0 ? value / length : 0))
}
