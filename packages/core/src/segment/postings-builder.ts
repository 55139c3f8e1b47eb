/** Occurrences in document order → postings in term order. */
import { bytesOfBits, newBits, setBit } from './bits.js'
import { GrowingUint32, offsetsOf } from './growing.js'
import { type FieldTraits, MAX_FREQUENCY, MAX_POSITION, type Postings } from './segment.js'

/** Collects the occurrences of one field. Documents must be added in ascending order. */
export class PostingsBuilder {
  readonly #hasPositions: boolean
  readonly #hasParts: boolean
  readonly #terms = new GrowingUint32()
  /** Twice the document, and 1 for a part. */
  readonly #docs = new GrowingUint32()
  readonly #positions = new GrowingUint32()
  readonly #lengths = new GrowingUint32(64)

  constructor({ hasPositions, hasParts }: Pick<FieldTraits, 'hasPositions' | 'hasParts'>) {
    this.#hasPositions = hasPositions
    this.#hasParts = hasParts
  }

  /** Notes one occurrence of a part of a word in the document that the next `endDocument` closes. */
  addPart(term: number, position: number): void {
    this.#add(term, this.#lengths.length * 2 + 1, position)
  }

  /** The same of parts joined. */
  addJoined(term: number, position: number): void {
    this.#add(term, this.#lengths.length * 2, position)
  }

  /** Closes the current document; `length` is what BM25 takes for its length. */
  endDocument(length: number): void {
    this.#lengths.push(length)
  }

  #add(term: number, doc: number, position: number): void {
    this.#terms.push(term)
    this.#docs.push(doc)
    if (this.#hasPositions) this.#positions.push(position)
  }

  /** Stable counting sort by term, then equal documents folded into one posting. */
  finish(nTerms: number): Postings {
    const terms = this.#terms.view()
    const counts = new Uint32Array(nTerms)
    for (let idx = 0; idx < terms.length; idx++) counts[terms[idx]]++
    const starts = offsetsOf(counts)
    const order = new Uint32Array(terms.length)
    const cursor = starts.slice(0, nTerms)
    for (let idx = 0; idx < terms.length; idx++) order[cursor[terms[idx]]++] = idx
    return this.#fold(order, starts, nTerms)
  }

  #fold(order: Uint32Array, starts: Uint32Array, nTerms: number): Postings {
    const occurrenceDocs = this.#docs.view()
    const occurrencePositions = this.#positions.view()
    const offsets = new Uint32Array(nTerms + 1)
    const positionOffsets = new Uint32Array(this.#hasPositions ? nTerms + 1 : 0)
    const docs = new Uint32Array(order.length)
    const frequencies = new Uint8Array(order.length)
    const positions = new Uint16Array(this.#hasPositions ? order.length : 0)
    const parts = newBits(this.#hasParts ? order.length : 0)
    let nPostings = 0
    let nPositions = 0
    for (let term = 0; term < nTerms; term++) {
      for (let at = starts[term]; at < starts[term + 1]; at++) {
        const occurrence = occurrenceDocs[order[at]]
        const doc = occurrence >>> 1
        if (nPostings === offsets[term] || docs[nPostings - 1] !== doc) docs[nPostings++] = doc
        if (this.#hasParts && occurrence & 1) setBit(parts, nPostings - 1)
        if (frequencies[nPostings - 1] === MAX_FREQUENCY) continue
        frequencies[nPostings - 1]++
        if (this.#hasPositions) {
          positions[nPositions++] = Math.min(occurrencePositions[order[at]], MAX_POSITION)
        }
      }
      offsets[term + 1] = nPostings
      if (this.#hasPositions) positionOffsets[term + 1] = nPositions
    }
    return {
      offsets,
      docs: docs.slice(0, nPostings),
      frequencies: frequencies.slice(0, nPostings),
      lengths: this.#lengths.toArray(),
      positionOffsets,
      positions: positions.slice(0, nPositions),
      parts: parts.slice(0, bytesOfBits(this.#hasParts ? nPostings : 0)),
    }
  }
}
