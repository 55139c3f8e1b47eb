import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPairTable } from './pair-table.js'

describe('createPairTable', () => {
  it('numbers pairs as a Map would, and keeps what they were', () => {
    const number = fc.integer({ min: 0, max: 300 })
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number)), (pairs) => {
        const table = createPairTable()
        const oracle = new Map<string, number>()
        for (const [a, b] of pairs) {
          const known = oracle.get(`${a} ${b}`) ?? oracle.size
          oracle.set(`${a} ${b}`, known)
          const id = table.add(a, b)
          expect(id).toBe(known)
          expect([table.first(id), table.second(id)]).toEqual([a, b])
        }
        expect(table.size).toBe(oracle.size)
      }),
    )
  })

  it('grows', () => {
    const table = createPairTable()
    const ids = new Set<number>()
    for (let a = 0; a < 300; a++) for (let b = 0; b < 300; b++) ids.add(table.add(a, b))
    expect(ids.size).toBe(90_000)
    expect(table.add(299, 299)).toBe(89_999)
    expect(table.add(0, 1)).toBe(1)
  })
})
