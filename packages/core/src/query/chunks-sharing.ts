/** Which chunks of an index share enough terms with a piece of code to hold something like it. */

import { lowerBound } from '../segment/lower-bound.js'
import { partOfChunk, type Snapshot, type SnapshotPart } from '../segment/snapshot.js'
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
  /** By chunk id; all 0 between two pieces. */
  let sums: Float64Array | undefined
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
      sums ??= new Float64Array(snapshot.nChunkIds)
      const order = heaviestFirst(vector)
      const whole = vector.norm ** 2
      let toLook = 0
      let nTerms = 0
      while (nTerms < order.length && toLook < LOOKED_UP_SHARE * whole)
        toLook += vector.weights[order[nTerms++]] ** 2
      let least = Math.max(0, leastCosine) ** 2 * whole - (whole - toLook)
      let touched: number[] = []
      for (const at of order.subarray(0, nTerms)) {
        if (2 * toLook < whole) least = Math.max(least, leastOfBest(sums, touched))
        // What has none of the terms so far cannot have enough any more.
        const isLate = toLook < least
        if (isLate) touched = keepAtLeast(sums, touched, least - toLook)
        const square = vector.weights[at] ** 2
        toLook -= square
        for (const part of snapshot.parts) {
          const id = idsIn(part).idOf(vector.terms[at])
          if (id < 0) continue
          if (isLate) addToTouched(sums, touched, part, id, square)
          else addToAll(sums, touched, part, id, square)
        }
      }
      const found = keepAtLeast(sums, touched, Math.max(least, leastOfBest(sums, touched)))
      // The next piece finds it as this one did.
      for (const chunk of found) sums[chunk] = 0
      return found
    },
    hasShare(vector, { start, end }, leastShare) {
      if (leastShare <= 0) return true
      const part = partOfChunk(snapshot, start)
      const ids = idsIn(part)
      const whole = vector.norm ** 2
      let missing = whole - leastShare * whole
      for (const at of heaviestFirst(vector)) {
        const id = ids.idOf(vector.terms[at])
        const isThere = id >= 0 && hasBetween(part, id, start - part.chunkBase, end - part.chunkBase)
        if (!isThere) missing -= vector.weights[at] ** 2
        if (missing < 0) return false
      }
      return true
    },
  }
}

/** Every live chunk that has the term; those that are new are touched. */
function addToAll(
  sums: Float64Array,
  touched: number[],
  { segment, live, chunkBase }: SnapshotPart,
  id: number,
  square: number,
): void {
  const { offsets, docs } = segment.postings.body
  const { file } = segment.chunks
  for (let at = offsets[id]; at < offsets[id + 1]; at++) {
    const local = docs[at]
    if (live && !live[file[local]]) continue
    if (sums[chunkBase + local] === 0) touched.push(chunkBase + local)
    sums[chunkBase + local] += square
  }
}

/** Those of the touched that have the term. */
function addToTouched(
  sums: Float64Array,
  touched: readonly number[],
  part: SnapshotPart,
  id: number,
  square: number,
): void {
  const { chunkBase, segment } = part
  const { offsets, docs } = segment.postings.body
  if (offsets[id + 1] - offsets[id] < touched.length * POSTINGS_A_LOOK) {
    for (let at = offsets[id]; at < offsets[id + 1]; at++) {
      const chunk = chunkBase + docs[at]
      if (sums[chunk] > 0) sums[chunk] += square
    }
    return
  }
  const nChunks = segment.chunks.file.length
  for (const chunk of touched) {
    const local = chunk - chunkBase
    if (local >= 0 && local < nChunks && hasBetween(part, id, local, local + 1)) sums[chunk] += square
  }
}

/** The chunks with so much; the sums of others become 0. */
function keepAtLeast(sums: Float64Array, chunks: readonly number[], least: number): number[] {
  return chunks.filter((chunk) => {
    if (sums[chunk] >= least) return true
    sums[chunk] = 0
    return false
  })
}

/** The sum of the last one that is kept of very many; 0 for fewer. */
function leastOfBest(sums: Float64Array, chunks: readonly number[]): number {
  if (chunks.length < MOST_CHUNKS) return 0
  // Ascending.
  const best = new Float64Array(MOST_CHUNKS)
  for (const chunk of chunks) {
    const sum = sums[chunk]
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

/** Whether a term stands in one of these chunks of a part. */
function hasBetween({ segment }: SnapshotPart, id: number, start: number, end: number): boolean {
  const { offsets, docs } = segment.postings.body
  const at = lowerBound(docs, start, offsets[id], offsets[id + 1])
  return at < offsets[id + 1] && docs[at] < end
}
