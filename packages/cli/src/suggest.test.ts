import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, suggest } from './suggest.js'

describe('suggest', () => {
  const known = ['search', 'similar', 'index', 'status', 'clean', 'help', 'limit', 'files-only']
  it.each([
    ['serach', 'search'],
    ['indx', 'index'],
    ['statsu', 'status'],
    ['stat', 'status'],
    ['file-only', 'files-only'],
    ['foo', undefined],
    ['x', undefined],
    ['authentication', undefined],
  ])('%s → %s', (typed, expected) => {
    expect(suggest(typed, known)).toBe(expected)
  })
})

describe('editDistance', () => {
  it('agrees with the definition by recursion', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
    fc.assert(fc.property(word, word, (from, to) => editDistance(from, to) === slowDistance(from, to)))
  })
})

/** Optimal string alignment straight from its recurrence. */
function slowDistance(from: string, to: string): number {
  if (from === '' || to === '') return from.length + to.length
  const isSame = from.at(-1) === to.at(-1)
  const isSwap = from.length > 1 && to.length > 1 && from.at(-1) === to.at(-2) && from.at(-2) === to.at(-1)
  return Math.min(
    slowDistance(from.slice(0, -1), to) + 1,
    slowDistance(from, to.slice(0, -1)) + 1,
    slowDistance(from.slice(0, -1), to.slice(0, -1)) + (isSame ? 0 : 1),
    isSwap ? slowDistance(from.slice(0, -2), to.slice(0, -2)) + 1 : Number.POSITIVE_INFINITY,
  )
}
