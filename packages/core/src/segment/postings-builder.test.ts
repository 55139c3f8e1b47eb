import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasBit } from './bits.js'
import { PostingsBuilder } from './postings-builder.js'
import type { FieldTraits, Postings } from './segment.js'

const N_TERMS = 5

/** One document: the terms that occur in it, in order, and whether as a part. Position is the place in the list. */
type Occurrences = readonly { readonly term: number; readonly isPart: boolean }[]

describe('PostingsBuilder', () => {
  it('inverts documents as a loop over all terms and documents does', () => {
    const occurrence = fc.record({ term: fc.nat(N_TERMS - 1), isPart: fc.boolean() })
    const document = fc.array(occurrence, { maxLength: 12 })
    const traits = fc.record({ hasPositions: fc.boolean(), hasParts: fc.boolean() })
    fc.assert(
      fc.property(fc.array(document, { maxLength: 8 }), traits, (documents, field) => {
        const postings = invert(documents, field)
        expect(read(postings, field)).toEqual(slowInversion(documents, field))
        expect([...postings.lengths]).toEqual(documents.map((terms) => terms.length))
      }),
    )
  })

  it('counts to 255 and keeps as many positions', () => {
    const repeated = { term: 1, isPart: false }
    const documents = [[...new Array(300).fill(repeated), { term: 1, isPart: true }], [repeated]]
    const postings = invert(documents, { hasPositions: true, hasParts: true })
    expect([...postings.docs]).toEqual([0, 1])
    expect([...postings.frequencies]).toEqual([255, 1])
    expect([...postings.positions]).toEqual([...new Array(255).keys(), 0])
    expect([...postings.parts]).toEqual([0b01])
    expect([...postings.lengths]).toEqual([301, 1])
  })

  it('keeps a position past the last one as the last one', () => {
    const builder = new PostingsBuilder({ hasPositions: true, hasParts: false })
    for (const position of [65_534, 65_535, 65_536, 200_000]) builder.addPart(0, position)
    builder.endDocument(4)
    expect([...builder.finish(1).positions]).toEqual([65_534, 65_535, 65_535, 65_535])
  })

  it('has room for terms without occurrences and for nothing at all', () => {
    expect(new PostingsBuilder({ hasPositions: true, hasParts: true }).finish(3)).toEqual({
      offsets: Uint32Array.of(0, 0, 0, 0),
      docs: new Uint32Array(0),
      frequencies: new Uint8Array(0),
      lengths: new Uint32Array(0),
      positionOffsets: Uint32Array.of(0, 0, 0, 0),
      positions: new Uint16Array(0),
      parts: new Uint8Array(0),
    })
  })
})

type Field = Pick<FieldTraits, 'hasPositions' | 'hasParts'>

function invert(documents: readonly Occurrences[], field: Field): Postings {
  const builder = new PostingsBuilder(field)
  for (const terms of documents) {
    for (const [position, { term, isPart }] of terms.entries()) {
      if (isPart) builder.addPart(term, position)
      else builder.addJoined(term, position)
    }
    builder.endDocument(terms.length)
  }
  return builder.finish(N_TERMS)
}

/** Term → its documents with their positions or frequency, and whether it is a part there. */
function read(postings: Postings, { hasPositions, hasParts }: Field): unknown[] {
  return Array.from({ length: N_TERMS }, (_, term) => {
    let position = postings.positionOffsets[term] ?? 0
    const found: unknown[] = []
    for (let at = postings.offsets[term]; at < postings.offsets[term + 1]; at++) {
      const frequency = postings.frequencies[at]
      const positions = [...postings.positions.slice(position, position + frequency)]
      found.push([
        postings.docs[at],
        hasPositions ? positions : frequency,
        hasParts && hasBit(postings.parts, at),
      ])
      position += frequency
    }
    return found
  })
}

function slowInversion(documents: readonly Occurrences[], { hasPositions, hasParts }: Field): unknown[] {
  return Array.from({ length: N_TERMS }, (_, term) =>
    documents.flatMap((terms, doc) => {
      const positions = [...terms.keys()].filter((position) => terms[position].term === term)
      const isPart = hasParts && positions.some((position) => terms[position].isPart)
      return positions.length === 0 ? [] : [[doc, hasPositions ? positions : positions.length, isPart]]
    }),
  )
}
