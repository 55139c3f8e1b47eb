/** Which chunks have two terms side by side, read off the stored positions. */
import type { LocatedTerm } from '../segment/bm25.js'
import { MAX_POSITION } from '../segment/segment.js'
import type { Snapshot, SnapshotPart } from '../segment/snapshot.js'

/** Calls `visit` once with the id of every live chunk where `second`, however spelled, stands right after `first`. */
export function forEachAdjacent(
  snapshot: Snapshot,
  first: LocatedTerm,
  second: LocatedTerm,
  visit: (chunk: number) => void,
): void {
  const hasSpellings = first.idsByPart.length > 1 || second.idsByPart.length > 1
  const visitNew = hasSpellings ? once(visit) : visit
  for (const [partIdx, part] of snapshot.parts.entries()) {
    for (const firstIds of first.idsByPart) {
      for (const secondIds of second.idsByPart) {
        if (firstIds[partIdx] >= 0 && secondIds[partIdx] >= 0) {
          intersect(part, firstIds[partIdx], secondIds[partIdx], visitNew)
        }
      }
    }
  }
}

/** The same where either stands right after the other. */
export function forEachNeighbours(
  snapshot: Snapshot,
  first: LocatedTerm,
  second: LocatedTerm,
  visit: (chunk: number) => void,
): void {
  const visitNew = once(visit)
  forEachAdjacent(snapshot, first, second, visitNew)
  forEachAdjacent(snapshot, second, first, visitNew)
}

/** Ids of the live chunks that hold `parts` as a phrase. */
export function chunksWithPhrase(snapshot: Snapshot, parts: readonly LocatedTerm[]): Set<number> {
  const found = new Set<number>()
  for (const [partIdx, part] of snapshot.parts.entries()) {
    const ids = parts.map((term) => term.idsByPart[0][partIdx])
    if (ids.some((id) => id < 0)) continue
    const { body } = part.segment.postings
    const cursors = ids.map(
      (id) => new PostingCursor(body.offsets[id], body.offsets[id + 1], body.positionOffsets[id]),
    )
    const first = cursors[0]
    for (; first.at < first.end; first.next(body.frequencies)) {
      const doc = body.docs[first.at]
      if (part.live && !part.live[part.segment.chunks.file[doc]]) continue
      const isInAll = cursors.every((cursor) => cursor.seek(doc, body.docs, body.frequencies))
      if (isInAll && holdsInOrder(cursors, body.frequencies, body.positions)) found.add(part.chunkBase + doc)
    }
  }
  return found
}

/** A place in one term's postings and in the positions that run beside them. */
class PostingCursor {
  at: number
  readonly end: number
  position: number

  constructor(start: number, end: number, position: number) {
    this.at = start
    this.end = end
    this.position = position
  }

  next(frequencies: Uint8Array): void {
    this.position += frequencies[this.at++]
  }

  /** Moves to `doc` or past it; whether it is there. */
  seek(doc: number, docs: Uint32Array, frequencies: Uint8Array): boolean {
    while (this.at < this.end && docs[this.at] < doc) this.next(frequencies)
    return this.at < this.end && docs[this.at] === doc
  }
}

function intersect(
  part: SnapshotPart,
  firstId: number,
  secondId: number,
  visit: (chunk: number) => void,
): void {
  const { body } = part.segment.postings
  const a = new PostingCursor(body.offsets[firstId], body.offsets[firstId + 1], body.positionOffsets[firstId])
  const b = new PostingCursor(
    body.offsets[secondId],
    body.offsets[secondId + 1],
    body.positionOffsets[secondId],
  )
  for (; a.at < a.end; a.next(body.frequencies)) {
    const doc = body.docs[a.at]
    if (!b.seek(doc, body.docs, body.frequencies)) continue
    if (part.live && !part.live[part.segment.chunks.file[doc]]) continue
    if (holdsInOrder([a, b], body.frequencies, body.positions)) visit(part.chunkBase + doc)
  }
}

function once(visit: (chunk: number) => void): (chunk: number) => void {
  const seen = new Set<number>()
  return (chunk) => {
    if (seen.has(chunk)) return
    seen.add(chunk)
    visit(chunk)
  }
}

/** Whether some position p of the first term is followed by p + 1 of the second, p + 2 of the third … */
function holdsInOrder(
  cursors: readonly PostingCursor[],
  frequencies: Uint8Array,
  positions: Uint16Array,
): boolean {
  const first = cursors[0]
  for (let idx = 0; idx < frequencies[first.at]; idx++) {
    const start = positions[first.position + idx]
    // All places past the last position look the same: what is said of them would be guessed.
    if (start + cursors.length > MAX_POSITION) return false
    let next = 1
    while (next < cursors.length && hasPosition(cursors[next], start + next, frequencies, positions)) next++
    if (next === cursors.length) return true
  }
  return false
}

function hasPosition(
  { at, position }: PostingCursor,
  wanted: number,
  frequencies: Uint8Array,
  positions: Uint16Array,
): boolean {
  for (let idx = 0; idx < frequencies[at]; idx++) if (positions[position + idx] === wanted) return true
  return false
}
