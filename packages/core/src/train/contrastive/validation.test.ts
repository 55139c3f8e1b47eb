import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.js'
import { DEFAULT_VALIDATION } from './options.js'
import { splitPairs } from './validation.js'

describe('splitPairs', () => {
  it('puts every pair on one side, the same one for the same seed, and not too many aside', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 300 }), fc.nat(), (sources, seed) => {
        const options = { ...DEFAULT_VALIDATION, share: 0.2, maxPairs: 30 }
        const { training, heldOut } = splitPairs(sources, options, createRandom(seed))
        expect([...training, ...heldOut].sort((a, b) => a - b)).toEqual([...sources.keys()])
        expect(heldOut.length).toBeLessThanOrEqual(2 * 30)
        expect(splitPairs(sources, options, createRandom(seed)).heldOut).toEqual(heldOut)
      }),
    )
  })

  it('holds out exactly the share of few sources, and whole sources of many', () => {
    const options = { ...DEFAULT_VALIDATION, share: 0.1 }
    const few = splitPairs(new Array<number>(200).fill(7), options, createRandom(1))
    expect(few.heldOut).toHaveLength(20)
    const sources = Array.from({ length: 200 }, (_, idx) => idx % 20)
    const { training, heldOut } = splitPairs(sources, options, createRandom(1))
    expect(heldOut).toHaveLength(20)
    const aside = new Set([...heldOut].map((pair) => sources[pair]))
    expect(aside.size).toBe(2)
    expect([...training].some((pair) => aside.has(sources[pair]))).toBe(false)
  })

  it('holds nothing out where nothing could be compared', () => {
    for (const share of [0, 0.05, 1]) {
      expect(splitPairs([1, 1, 1], { ...DEFAULT_VALIDATION, share }, createRandom(1)).heldOut).toHaveLength(0)
    }
  })
})
