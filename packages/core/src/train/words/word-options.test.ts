import { describe, expect, it } from 'vitest'
import { epochsFor } from './word-options.js'

describe('epochsFor', () => {
  it.each([
    [0, 20],
    [100_000, 20],
    [111_355, 18],
    [250_000, 8],
    [400_000, 5],
    [1_000_000_000, 5],
  ])('%i words', (nWords, epochs) => expect(epochsFor(nWords)).toBe(epochs))
})
