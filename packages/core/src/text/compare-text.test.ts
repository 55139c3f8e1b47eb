import { describe, expect, it } from 'vitest'
import { comparePaths, compareText } from './compare-text.js'

describe('compareText', () => {
  it.each([
    ['a', 'b', -1],
    ['b', 'a', 1],
    ['a', 'a', 0],
    ['', 'a', -1],
    // Not as a dictionary would: capitals first, accents last.
    ['Z', 'a', -1],
    ['é', 'z', 1],
  ])('%j before %j → %i', (a, b, expected) => {
    expect(compareText(a, b)).toBe(expected)
    expect(comparePaths({ path: a }, { path: b })).toBe(expected)
  })
})
