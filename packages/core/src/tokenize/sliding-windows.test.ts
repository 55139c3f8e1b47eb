import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slidingWindows } from './sliding-windows.js'

const upTo = (n: number) => Uint32Array.from({ length: n }, (_, id) => id)

describe('slidingWindows', () => {
  it.each<[number, number, number, [number[], number[]][]]>([
    [
      6,
      4,
      1,
      [
        [
          [0, 1, 2, 3],
          [1, 2, 3, 4],
        ],
        [
          [1, 2, 3, 4],
          [2, 3, 4, 5],
        ],
      ],
    ],
    [
      9,
      4,
      4,
      [
        [
          [0, 1, 2, 3],
          [1, 2, 3, 4],
        ],
        [
          [4, 5, 6, 7],
          [5, 6, 7, 8],
        ],
      ],
    ],
    [
      8,
      4,
      4,
      [
        [
          [0, 1, 2, 3],
          [1, 2, 3, 4],
        ],
      ],
    ],
    [
      7,
      2,
      3,
      [
        [
          [0, 1],
          [1, 2],
        ],
        [
          [3, 4],
          [4, 5],
        ],
      ],
    ],
    [4, 4, 1, []],
    [0, 1, 1, []],
  ])('%i ids in windows of %i at every %i', (n, length, stride, expected) => {
    const windows = slidingWindows(upTo(n), length, stride)
    expect(windows.count).toBe(expected.length)
    const actual = expected.map((_, idx) => [[...windows.input(idx)], [...windows.target(idx)]])
    expect(actual).toEqual(expected)
  })

  it('are at 0, stride, … below n - length, full, and shifted by one', () => {
    const size = fc.integer({ min: 1, max: 12 })
    fc.assert(
      fc.property(fc.nat(60), size, size, (n, length, stride) => {
        const positions: number[] = []
        for (let at = 0; at < n - length; at += stride) positions.push(at)
        const windows = slidingWindows(upTo(n), length, stride)
        expect(Array.from({ length: windows.count }, (_, idx) => windows.position(idx))).toEqual(positions)
        for (const [idx, at] of positions.entries()) {
          expect([...windows.input(idx)]).toEqual(Array.from({ length }, (_, i) => at + i))
          expect([...windows.target(idx)]).toEqual(Array.from({ length }, (_, i) => at + i + 1))
        }
      }),
    )
  })

  it.each([
    [0, 1],
    [1, 0],
    [1.5, 1],
    [4, Number.NaN],
  ])('refuses windows of %d at every %d', (length, stride) => {
    expect(() => slidingWindows(upTo(9), length, stride)).toThrow(
      expect.objectContaining({ code: 'batch-shape' }),
    )
  })
})
