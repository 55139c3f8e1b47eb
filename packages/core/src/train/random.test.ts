import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom, nextUint32, randomState } from './random.js'

describe('createRandom', () => {
  it('says the same again when its state is put back', () => {
    const random = createRandom(3)
    random.nextGaussian()
    const kept = random.state.slice()
    const said = [random.next(), random.nextInt(9)]
    random.state.set(kept)
    expect([random.next(), random.nextInt(9)]).toEqual(said)
  })

  it('gives the same numbers for the same seed, and others for another', () => {
    const draw = (seed: number) => Array.from({ length: 8 }, createRandom(seed).next)
    fc.assert(
      fc.property(fc.maxSafeInteger(), (seed) => {
        expect(draw(seed)).toEqual(draw(seed))
        expect(draw(seed)).not.toEqual(draw(seed + 1))
      }),
    )
  })

  it('follows the published generator', () => {
    // From state 1, 2, 3, 4: computed with the reference C code.
    const state = Uint32Array.of(1, 2, 3, 4)
    expect(Array.from({ length: 4 }, () => nextUint32(state))).toEqual([11520, 0, 5927040, 70819200])
  })

  it('has no all-zero state', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (seed) => {
        expect(randomState(seed).some((word) => word !== 0)).toBe(true)
      }),
    )
  })

  it('draws integers evenly', () => {
    const random = createRandom(7)
    const counts = new Array<number>(6).fill(0)
    for (let n = 0; n < 60_000; n++) counts[random.nextInt(6)]++
    // Six standard deviations of a binomial with 60,000 draws and probability 1/6.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(6 * 92)
  })

  it('draws Gaussians with mean 0, variance 1 and the right tails', () => {
    const random = createRandom(11)
    const values = Array.from({ length: 40_000 }, random.nextGaussian)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    expect(Math.abs(mean)).toBeLessThan(0.03)
    expect(Math.abs(variance - 1)).toBeLessThan(0.05)
    const beyondTwo = values.filter((value) => Math.abs(value) > 2).length / values.length
    expect(Math.abs(beyondTwo - 0.0455)).toBeLessThan(0.006)
  })
})
