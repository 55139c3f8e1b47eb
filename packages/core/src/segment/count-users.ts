/** How many files use the names that a file defines: general questions are about what much else builds on. */

import { lowerBound } from '../vector/lower-bound.js'
import { hasBit } from './bits.js'
import { CONTENT_KINDS, traitBits } from './codes.js'
import type { Segment } from './segment.js'
import type { Snapshot, SnapshotPart } from './snapshot.js'
import { findSame, tableSize } from './string-table.js'

/** What more files define, such as `toString`, does not tell whose it is where it is used. */
const MAX_DEFINERS = 3

const CODE = CONTENT_KINDS.indexOf('code')
const TEST = traitBits(['test'])

/** What a file can be in a count: nothing, as no code or gone; a user, as tests are; a user and a definer. */
const NOTHING = 0
const USER = 1
const DEFINER = 2

/**
 * For each file id, how many other files of code, tests too, use a name of several words that it defines and no more
 * than two others do. Names of one word are left out: they stand everywhere as words. Tests define nothing that is
 * used. Only live files count, so it does not matter how they are spread over segments.
 */
export function countUsers(snapshot: Snapshot): Uint32Array {
  const { parts, nFileIds } = snapshot
  const roles = rolesOf(snapshot)
  const { firstName, nextName, ids } = namesByDefiner(snapshot, roles)
  const users = new Uint32Array(nFileIds)
  // Which definer a file was counted for last, plus one: who uses many names counts once.
  const countedFor = new Uint32Array(nFileIds)
  for (let definer = 0; definer < nFileIds; definer++) {
    for (let name = firstName[definer]; name >= 0; name = nextName[name]) {
      for (let partIdx = 0; partIdx < parts.length; partIdx++) {
        const id = ids[name * parts.length + partIdx]
        if (id < 0) continue
        const { segment, fileBase } = parts[partIdx]
        const { docs, offsets, parts: bits } = segment.postings.body
        const fileOf = segment.chunks.file
        for (let at = offsets[id]; at < offsets[id + 1]; at++) {
          const file = fileBase + fileOf[docs[at]]
          if (countedFor[file] === definer + 1 || file === definer || roles[file] === NOTHING) continue
          // As a part of a word it is no name.
          if (hasBit(bits, at)) continue
          countedFor[file] = definer + 1
          users[definer]++
        }
      }
    }
  }
  return users
}

function rolesOf({ parts, nFileIds }: Snapshot): Uint8Array {
  const roles = new Uint8Array(nFileIds)
  for (const { segment, live, fileBase } of parts) {
    const { kind, traits } = segment.files
    for (let file = 0; file < kind.length; file++) {
      if (kind[file] !== CODE || (live && !live[file])) continue
      roles[fileBase + file] = (traits[file] & TEST) !== 0 ? USER : DEFINER
    }
  }
  return roles
}

/** A chain of names for each definer; columns, because there are tens of thousands. */
interface DefinedNames {
  /** By file id, -1 where it defines none. */
  readonly firstName: Int32Array
  /** -1 ends a chain. */
  readonly nextName: readonly number[]
  /** `[names, parts]`: the id of the name's term in each part, -1 where it does not have it. */
  readonly ids: readonly number[]
}

function namesByDefiner({ parts, nFileIds }: Snapshot, roles: Uint8Array): DefinedNames {
  const firstName = new Int32Array(nFileIds).fill(-1)
  const nextName: number[] = []
  const ids: number[] = []
  const termIds = new Int32Array(parts.length)
  const definers: number[] = []
  for (let partIdx = 0; partIdx < parts.length; partIdx++) {
    const { terms, postings } = parts[partIdx].segment
    const { offsets } = postings.symbols
    const nTerms = tableSize(terms)
    for (let term = 0; term < nTerms; term++) {
      if (offsets[term] === offsets[term + 1]) continue
      // Each name is looked at in the first part that has it among its symbols.
      if (!findFrom(parts, partIdx, term, termIds)) continue
      findDefiners(parts, termIds, roles, definers)
      if (definers.length > MAX_DEFINERS) continue
      for (const definer of definers) {
        nextName.push(firstName[definer])
        firstName[definer] = nextName.length - 1
        for (let idx = 0; idx < parts.length; idx++) ids.push(termIds[idx])
      }
    }
  }
  return { firstName, nextName, ids }
}

/** Fills `ids` for a term of one part; false where a part before has it among its symbols, too. */
function findFrom(parts: readonly SnapshotPart[], partIdx: number, term: number, ids: Int32Array): boolean {
  const { terms } = parts[partIdx].segment
  for (let idx = 0; idx < parts.length; idx++) {
    const { segment } = parts[idx]
    ids[idx] = idx === partIdx ? term : findSame(segment.terms, terms, term)
    const { offsets } = segment.postings.symbols
    if (idx < partIdx && ids[idx] >= 0 && offsets[ids[idx]] < offsets[ids[idx] + 1]) return false
  }
  return true
}

/**
 * Fills `definers` with the files that define names in which a term is several words joined: with none where it is a
 * word of its own in the same chunk, with `MAX_DEFINERS` and one more at most.
 */
function findDefiners(
  parts: readonly SnapshotPart[],
  ids: Int32Array,
  roles: Uint8Array,
  definers: number[],
): void {
  definers.length = 0
  for (let partIdx = 0; partIdx < parts.length; partIdx++) {
    if (ids[partIdx] < 0) continue
    const { segment, fileBase } = parts[partIdx]
    const { docs, offsets } = segment.postings.symbols
    for (let at = offsets[ids[partIdx]]; at < offsets[ids[partIdx] + 1]; at++) {
      const file = fileBase + segment.chunks.file[docs[at]]
      if (roles[file] !== DEFINER) continue
      if (isWord(segment, ids[partIdx], docs[at])) {
        definers.length = 0
        return
      }
      if (definers.includes(file)) continue
      definers.push(file)
      if (definers.length > MAX_DEFINERS) return
    }
  }
}

/** Whether a term is a part of a word in a chunk, by its place among the ascending documents of the body. */
function isWord({ postings }: Segment, term: number, chunk: number): boolean {
  const { docs, offsets, parts } = postings.body
  const at = lowerBound(docs, chunk, offsets[term], offsets[term + 1])
  return at < offsets[term + 1] && docs[at] === chunk && hasBit(parts, at)
}
