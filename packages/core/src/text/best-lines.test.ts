import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestLines, chooseWindow } from './best-lines.js'

describe('chooseWindow', () => {
  it.each<[string, number[], number, [number, number]]>([
    ['nothing', [], 3, [0, 0]],
    ['all when it fits', [0, 1], 3, [0, 2]],
    ['the beginning without matches', [0, 0, 0, 0, 0], 3, [0, 3]],
    ['one match in the middle of the window', [0, 0, 0, 0, 1, 0, 0, 0], 3, [3, 6]],
    ['one match at the end', [0, 0, 0, 0, 0, 0, 0, 1], 3, [5, 8]],
    ['where most matches are', [1, 0, 0, 0, 0, 1, 0, 1], 3, [5, 8]],
    ['the first of equals', [0, 1, 0, 0, 0, 0, 1, 0], 3, [0, 3]],
  ])('%s', (_, weights, size, [start, end]) => {
    expect(chooseWindow(weights, size)).toEqual({ start, end })
  })

  it('has the greatest sum of all windows', () => {
    const weights = fc.array(fc.nat(3), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 10 }), (values, size) => {
        const sum = (start: number, end: number) => values.slice(start, end).reduce((a, b) => a + b, 0)
        const { start, end } = chooseWindow(values, size)
        expect(end - start).toBe(Math.min(size, values.length))
        const sums = values.map((_, i) => sum(i, i + size))
        expect(sum(start, end)).toBe(Math.max(...sums))
      }),
    )
  })
})

describe('bestLines', () => {
  it('counts different words, not matches', () => {
    const lines = ['a a a', 'a b', 'c']
    const matches = lines.map((line) =>
      [...line.matchAll(/\w/g)].map(({ index }) => ({ start: index, end: index + 1 })),
    )
    expect(bestLines(lines, matches, 1)).toEqual({ start: 1, end: 2 })
    expect(bestLines(lines, [[], [], []], 2)).toEqual({ start: 0, end: 2 })
  })
})
