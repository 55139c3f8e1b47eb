import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHUNK_TRAITS, CONTENT_KINDS, SYMBOL_KINDS, traitBits, traitsOfBits } from './codes.js'

describe('the vocabularies of a segment', () => {
  it('keep the order that stored bytes depend on', () => {
    expect(CONTENT_KINDS.join(' ')).toMatch(/^code prose data/)
    expect(CHUNK_TRAITS.join(' ')).toMatch(/^test generated example declaration legacy/)
    expect(SYMBOL_KINDS.join(' ')).toMatch(
      /^function method class interface type enum module constant variable field macro section test/,
    )
  })

  it('fit the bytes they are stored in', () => {
    expect(CHUNK_TRAITS.length).toBeLessThanOrEqual(8)
    expect(SYMBOL_KINDS.length).toBeLessThanOrEqual(256)
  })
})

describe('traitBits and traitsOfBits', () => {
  it('are each other backwards', () => {
    fc.assert(
      fc.property(fc.subarray([...CHUNK_TRAITS]), (traits) => {
        expect(traitsOfBits(traitBits(traits))).toEqual(traits)
        expect(traitBits([...traits, ...traits].reverse())).toBe(traitBits(traits))
      }),
    )
  })
})
