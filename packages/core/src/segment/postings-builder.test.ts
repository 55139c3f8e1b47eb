import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PostingsBuilder } from './postings-builder.js'
import type { Postings } from './segment.js'

const N_TERMS = 5

/** One document: the terms that occur in it, in order. Position is the place in the list. */
type Occurrences = readonly number[]

describe('PostingsBuilder', () => {
  it('inverts documents as a loop over all terms and documents does', () => {
    const document = fc.array(fc.nat(N_TERMS - 1), { maxLength: 12 })
    fc.assert(
      fc.property(fc.array(document, { maxLength: 8 }), fc.boolean(), (documents, hasPositions) => {
        const postings = invert(documents, hasPositions)
        expect(read(postings, hasPositions)).toEqual(slowInversion(documents, hasPositions))
        expect([...postings.lengths]).toEqual(documents.map((terms) => terms.length))
      }),
    )
  })

  it('counts to 255 and keeps as many positions', () => {
    const postings = invert([new Array(300).fill(1), [1]], true)
    expect([...postings.docs]).toEqual([0, 1])
    expect([...postings.frequencies]).toEqual([255, 1])
    expect([...postings.positions]).toEqual([...new Array(255).keys(), 0])
    expect([...postings.lengths]).toEqual([300, 1])
  })

  it('keeps a position past the last one as the last one', () => {
    const builder = new PostingsBuilder({ hasPositions: true })
    for (const position of [65_534, 65_535, 65_536, 200_000]) builder.add(0, position)
    builder.endDocument(4)
    expect([...builder.finish(1).positions]).toEqual([65_534, 65_535, 65_535, 65_535])
  })

  it('has room for terms without occurrences and for nothing at all', () => {
    expect(new PostingsBuilder({ hasPositions: true }).finish(3)).toEqual({
      offsets: Uint32Array.of(0, 0, 0, 0),
      docs: new Uint32Array(0),
      frequencies: new Uint8Array(0),
      lengths: new Uint32Array(0),
      positionOffsets: Uint32Array.of(0, 0, 0, 0),
      positions: new Uint16Array(0),
    })
  })
})

function invert(documents: readonly Occurrences[], hasPositions: boolean): Postings {
  const builder = new PostingsBuilder({ hasPositions })
  for (const terms of documents) {
    for (const [position, term] of terms.entries()) builder.add(term, position)
    builder.endDocument(terms.length)
  }
  return builder.finish(N_TERMS)
}

/** Term → its documents with their positions, or with a frequency where there are none. */
function read(postings: Postings, hasPositions: boolean): unknown[] {
  return Array.from({ length: N_TERMS }, (_, term) => {
    let position = postings.positionOffsets[term] ?? 0
    const found: unknown[] = []
    for (let at = postings.offsets[term]; at < postings.offsets[term + 1]; at++) {
      const frequency = postings.frequencies[at]
      const positions = [...postings.positions.slice(position, position + frequency)]
      found.push([postings.docs[at], hasPositions ? positions : frequency])
      position += frequency
    }
    return found
  })
}

function slowInversion(documents: readonly Occurrences[], hasPositions: boolean): unknown[] {
  return Array.from({ length: N_TERMS }, (_, term) =>
    documents.flatMap((terms, doc) => {
      const positions = [...terms.keys()].filter((position) => terms[position] === term)
      return positions.length === 0 ? [] : [[doc, hasPositions ? positions : positions.length]]
    }),
  )
}
