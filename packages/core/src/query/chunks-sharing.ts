/** Which chunks of an index share enough terms with a piece of code to hold something like it. */

import { partOfChunk, type Snapshot, type SnapshotPart } from '../segment/snapshot.js'
import { lowerBound } from '../vector/lower-bound.js'
import type { TermBook, TermIds } from './term-book.js'

/** A sparse vector of weighted terms, each by its number in a book. */
export interface PieceVector {
  readonly terms: Uint32Array
  readonly weights: Float64Array
  readonly norm: number
}

/** Chunks of one file, as ids of the snapshot, half-open. */
export interface ChunkRange {
  readonly start: number
  readonly end: number
}

/** Vectors are numbered by the book that the finder was made with. */
export interface ChunkFinder {
  /** The chunks with so many of the terms that something in them may have this cosine with the vector. */
  chunksSharing(body: PieceVector, leastCosine: number): readonly number[]
  /** Whether terms that make this share of the square of the vector's length, or more, stand in some of the chunks. */
  hasShare(body: PieceVector, chunks: ChunkRange, leastShare: number): boolean
  /** Whether a chunk defines a name with any of the terms. */
  defines(symbols: PieceVector, chunk: number): boolean
}

/** Terms are looked up from the rarest on until so little is left of the square of the length. */
const LOOKED_UP_SHARE = 0.95

/** With little to ask for, nearly every chunk would be looked into. */
const MOST_CHUNKS = 30

/** Looking for one chunk among the postings of a term takes as long as reading so many of them. */
const POSTINGS_A_LOOK = 16

/**
 * What has a cosine c with the piece shares terms with it that make at least c² of the square of its length, by Cauchy
 * and Schwarz; so does every chunk that holds it. Only the terms that weigh most are looked up (prefix filtering:
 * Chaudhuri, Ganti and Kaushik, 2006), for the few places that have enough of them.
 */
export function createChunkFinder(snapshot: Snapshot, book: Pick<TermBook, 'idsIn'>): ChunkFinder {
  const idsIn = ({ segment }: SnapshotPart): TermIds => book.idsIn(segment.terms)
  let sums: ChunkSums | undefined
  const orders = new Map<PieceVector, Uint32Array>()
  const heaviestFirst = (vector: PieceVector): Uint32Array => {
    const known = orders.get(vector)
    if (known) return known
    const order = Uint32Array.from(vector.terms, (_, at) => at)
    order.sort((a, b) => vector.weights[b] - vector.weights[a])
    orders.set(vector, order)
    return order
  }
  return {
    chunksSharing(vector, leastCosine) {
      sums ??= new ChunkSums(snapshot.nChunkIds)
      const order = heaviestFirst(vector)
      const whole = vector.norm ** 2
      let toLook = 0
      let nTerms = 0
      while (nTerms < order.length && toLook < LOOKED_UP_SHARE * whole)
        toLook += vector.weights[order[nTerms++]] ** 2
      let least = Math.max(0, leastCosine) ** 2 * whole - (whole - toLook)
      for (const at of order.subarray(0, nTerms)) {
        if (2 * toLook < whole) least = Math.max(least, sums.leastOfBest())
        // What has none of the terms so far cannot have enough any more.
        const isLate = toLook < least
        if (isLate) sums.keepAtLeast(least - toLook)
        const square = vector.weights[at] ** 2
        toLook -= square
        for (const part of snapshot.parts) {
          const id = idsIn(part).idOf(vector.terms[at])
          if (id < 0) continue
          if (isLate) sums.addToTouched(part, id, square)
          else sums.addToAll(part, id, square)
        }
      }
      return sums.take(Math.max(least, sums.leastOfBest()))
    },
    hasShare(vector, { start, end }, leastShare) {
      if (leastShare <= 0) return true
      const part = partOfChunk(snapshot, start)
      const ids = idsIn(part)
      const whole = vector.norm ** 2
      let wanted = leastShare * whole
      let missing = whole - wanted
      for (const at of heaviestFirst(vector)) {
        const id = ids.idOf(vector.terms[at])
        const isThere = id >= 0 && hasBetween(part, 'body', id, start - part.chunkBase, end - part.chunkBase)
        if (isThere) wanted -= vector.weights[at] ** 2
        else missing -= vector.weights[at] ** 2
        if (wanted <= 0) return true
        if (missing < 0) return false
      }
      return true
    },
    defines({ terms }, chunk) {
      const part = partOfChunk(snapshot, chunk)
      const ids = idsIn(part)
      const local = chunk - part.chunkBase
      for (let at = 0; at < terms.length; at++) {
        const id = ids.idOf(terms[at])
        if (id >= 0 && hasBetween(part, 'symbols', id, local, local + 1)) return true
      }
      return false
    },
  }
}

/** A sum for each chunk, of which few are touched. */
class ChunkSums {
  /** By chunk id; 0 for those that are not touched. */
  readonly #sums: Float64Array
  readonly #touched: Uint32Array
  #nTouched = 0

  constructor(nChunkIds: number) {
    this.#sums = new Float64Array(nChunkIds)
    this.#touched = new Uint32Array(nChunkIds)
  }

  /** Every live chunk that has the term; those that are new are touched. */
  addToAll({ segment, live, chunkBase }: SnapshotPart, id: number, square: number): void {
    const { offsets, docs } = segment.postings.body
    const { file } = segment.chunks
    const sums = this.#sums
    for (let at = offsets[id]; at < offsets[id + 1]; at++) {
      const local = docs[at]
      if (live && !live[file[local]]) continue
      const chunk = chunkBase + local
      if (sums[chunk] === 0) this.#touched[this.#nTouched++] = chunk
      sums[chunk] += square
    }
  }

  /** Those of the touched that have the term. */
  addToTouched(part: SnapshotPart, id: number, square: number): void {
    const { chunkBase, segment } = part
    const { offsets, docs } = segment.postings.body
    const sums = this.#sums
    if (offsets[id + 1] - offsets[id] < this.#nTouched * POSTINGS_A_LOOK) {
      for (let at = offsets[id]; at < offsets[id + 1]; at++) {
        const chunk = chunkBase + docs[at]
        if (sums[chunk] > 0) sums[chunk] += square
      }
      return
    }
    const nChunks = segment.chunks.file.length
    for (let idx = 0; idx < this.#nTouched; idx++) {
      const chunk = this.#touched[idx]
      const local = chunk - chunkBase
      if (local >= 0 && local < nChunks && hasBetween(part, 'body', id, local, local + 1))
        sums[chunk] += square
    }
  }

  /** Others are not touched any more. */
  keepAtLeast(least: number): void {
    let nKept = 0
    for (let idx = 0; idx < this.#nTouched; idx++) {
      const chunk = this.#touched[idx]
      if (this.#sums[chunk] >= least) this.#touched[nKept++] = chunk
      else this.#sums[chunk] = 0
    }
    this.#nTouched = nKept
  }

  /** The sum of the last one that is kept of very many; 0 for fewer. */
  leastOfBest(): number {
    if (this.#nTouched < MOST_CHUNKS) return 0
    // Ascending.
    const best = new Float64Array(MOST_CHUNKS)
    for (let idx = 0; idx < this.#nTouched; idx++) {
      const sum = this.#sums[this.#touched[idx]]
      if (sum <= best[0]) continue
      let at = 0
      while (at + 1 < MOST_CHUNKS && best[at + 1] < sum) {
        best[at] = best[at + 1]
        at++
      }
      best[at] = sum
    }
    return best[0]
  }

  /** The chunks with so much; afterwards none is touched. */
  take(least: number): number[] {
    this.keepAtLeast(least)
    const chunks = Array.from(this.#touched.subarray(0, this.#nTouched))
    this.keepAtLeast(Number.POSITIVE_INFINITY)
    return chunks
  }
}

/** Whether a term stands in one of these chunks of a part. */
function hasBetween(
  { segment }: SnapshotPart,
  field: 'body' | 'symbols',
  id: number,
  start: number,
  end: number,
): boolean {
  const { offsets, docs } = segment.postings[field]
  const at = lowerBound(docs, start, offsets[id], offsets[id + 1])
  return at < offsets[id + 1] && docs[at] < end
}
