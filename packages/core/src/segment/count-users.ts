/** How many files use the names that a file defines: general questions are about what much else builds on. */
import { hasBit } from './bits.js'
import { CHUNK_TRAITS, CONTENT_KINDS } from './codes.js'
import type { Snapshot, SnapshotPart } from './snapshot.js'
import { findSame, tableSize } from './string-table.js'

/** What more files define, such as `toString`, does not tell whose it is where it is used. */
const MAX_DEFINERS = 3

const CODE = CONTENT_KINDS.indexOf('code')
const TEST = 1 << CHUNK_TRAITS.indexOf('test')

/**
 * For each file id, how many other files of code, tests too, use a name of several words that it defines and no more
 * than two others do. Names of one word are left out: they stand everywhere as words. Tests define nothing that is
 * used. Only live files count, so it does not matter how they are spread over segments.
 */
export function countUsers(snapshot: Snapshot): Uint32Array {
  const users = new Uint32Array(snapshot.nFileIds)
  // Which definer a file was counted for last, plus one: who uses many names counts once.
  const countedFor = new Uint32Array(snapshot.nFileIds)
  for (const [definer, names] of namesByDefiner(snapshot)) {
    for (const ids of names) {
      for (const [partIdx, part] of snapshot.parts.entries()) {
        if (ids[partIdx] < 0) continue
        const { docs, offsets, parts } = part.segment.postings.body
        for (let at = offsets[ids[partIdx]]; at < offsets[ids[partIdx] + 1]; at++) {
          // As a part of a word it is no name.
          if (hasBit(parts, at)) continue
          const local = part.segment.chunks.file[docs[at]]
          const file = part.fileBase + local
          if (file === definer || countedFor[file] === definer + 1 || !isCode(part, local)) continue
          countedFor[file] = definer + 1
          users[definer]++
        }
      }
    }
  }
  return users
}

/** Ids of a term by part, -1 where a part does not have it. */
type IdsByPart = readonly number[]

function namesByDefiner({ parts }: Snapshot): Map<number, IdsByPart[]> {
  const names = new Map<number, IdsByPart[]>()
  const ids: number[] = parts.map(() => -1)
  const definers: number[] = []
  for (const [partIdx, { segment }] of parts.entries()) {
    const nTerms = tableSize(segment.terms)
    for (let term = 0; term < nTerms; term++) {
      // Each term is looked at in the first part that has it.
      if (!findFrom(parts, partIdx, term, ids)) continue
      findDefiners(parts, ids, definers)
      if (definers.length === 0 || definers.length > MAX_DEFINERS) continue
      const found = ids.slice()
      for (const definer of definers) {
        const known = names.get(definer)
        if (known) known.push(found)
        else names.set(definer, [found])
      }
    }
  }
  return names
}

/** Fills `ids` for a term of one part; false where a part before has the term, too. */
function findFrom(parts: readonly SnapshotPart[], partIdx: number, term: number, ids: number[]): boolean {
  const { terms } = parts[partIdx].segment
  for (let idx = 0; idx < parts.length; idx++) {
    ids[idx] = idx === partIdx ? term : findSame(parts[idx].segment.terms, terms, term)
    if (idx < partIdx && ids[idx] >= 0) return false
  }
  return true
}

/**
 * Fills `definers` with the files that define names in which a term is several words joined: with none where it is a
 * word of its own in the same chunk, with `MAX_DEFINERS` and one more at most.
 */
function findDefiners(parts: readonly SnapshotPart[], ids: IdsByPart, definers: number[]): void {
  definers.length = 0
  for (let partIdx = 0; partIdx < parts.length; partIdx++) {
    if (ids[partIdx] < 0) continue
    const part = parts[partIdx]
    const { docs, offsets } = part.segment.postings.symbols
    for (let at = offsets[ids[partIdx]]; at < offsets[ids[partIdx] + 1]; at++) {
      const local = part.segment.chunks.file[docs[at]]
      const isTest = (part.segment.files.traits[local] & TEST) !== 0
      if (isTest || !isCode(part, local)) continue
      if (isWord(part, ids[partIdx], docs[at])) {
        definers.length = 0
        return
      }
      if (definers.includes(part.fileBase + local)) continue
      definers.push(part.fileBase + local)
      if (definers.length > MAX_DEFINERS) return
    }
  }
}

/** Whether a term is a part of a word in a chunk, by its place among the ascending documents of the body. */
function isWord({ segment }: SnapshotPart, term: number, chunk: number): boolean {
  const { docs, offsets, parts } = segment.postings.body
  let low = offsets[term]
  let high = offsets[term + 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (docs[middle] < chunk) low = middle + 1
    else high = middle
  }
  return low < offsets[term + 1] && docs[low] === chunk && hasBit(parts, low)
}

/** Whether a file of a part is of code and live. */
function isCode({ segment, live }: SnapshotPart, local: number): boolean {
  return segment.files.kind[local] === CODE && (!live || live[local] === 1)
}
