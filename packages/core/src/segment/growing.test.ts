import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GrowingUint32, offsetsOf } from './growing.js'

const uint32 = fc.integer({ min: 0, max: 0xffffffff })

describe('GrowingUint32', () => {
  it('is a list, whatever room it starts with', () => {
    fc.assert(
      fc.property(fc.array(uint32), fc.integer({ min: 1, max: 4 }), (values, capacity) => {
        const list = new GrowingUint32(capacity)
        for (const value of values) list.push(value)
        expect(list.length).toBe(values.length)
        expect([...list.view()]).toEqual(values)
        expect(list.toArray()).toEqual(Uint32Array.from(values))
        for (const [idx, value] of values.entries()) expect(list.at(idx)).toBe(value)
      }),
    )
  })
})

describe('offsetsOf', () => {
  it.each([
    [[], [0]],
    [[3], [0, 3]],
    [
      [2, 0, 5],
      [0, 2, 2, 7],
    ],
  ])('%j → %j', (counts, offsets) => {
    expect([...offsetsOf(Uint32Array.from(counts))]).toEqual(offsets)
  })
})
