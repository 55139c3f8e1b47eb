import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.js'
import { shuffledOrder } from './shuffled-order.js'

describe('shuffledOrder', () => {
  it.each([0, 1, 5, 1000])('has each of %i once', (n) => {
    expect([...shuffledOrder(n, createRandom(3))].sort((a, b) => a - b)).toEqual(
      Array.from({ length: n }, (_, k) => k),
    )
  })

  it('makes all orders equally likely', () => {
    const random = createRandom(5)
    const counts = new Map<string, number>()
    for (let n = 0; n < 6000; n++) {
      const order = shuffledOrder(3, random).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    // Six standard deviations of a binomial with 6,000 draws and probability 1/6.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(6 * 29)
  })
})
