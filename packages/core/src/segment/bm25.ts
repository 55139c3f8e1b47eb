/** BM25 over one field of a snapshot. */
import { FIELDS, type FieldName } from './segment.js'
import type { Snapshot, SnapshotPart } from './snapshot.js'
import type { Statistics } from './statistics.js'
import { findString } from './string-table.js'

export interface Bm25Parameters {
  /** How fast repeated occurrences stop counting; 0 counts presence only. */
  readonly k1: number
  /** How much a long document is held against it, 0 to 1. */
  readonly b: number
}

/** A term found in a snapshot: its id in each part, -1 where a part does not have it. */
export interface LocatedTerm {
  /** One row a spelling, one id a part. */
  readonly idsByPart: readonly (readonly number[])[]
  /** How much an occurrence of each spelling counts, at most 1. */
  readonly spellingWeights: readonly number[]
  readonly weight: number
}

/** A way to write a term. */
export interface Spelling {
  readonly term: string
  /** How much of an occurrence it counts, above 0, at most 1. */
  readonly weight: number
}

/** Looks a term's spellings up in every part. */
export function locateTerm(snapshot: Snapshot, spellings: readonly Spelling[], weight: number): LocatedTerm {
  return {
    idsByPart: spellings.map(({ term }) =>
      snapshot.parts.map(({ segment }) => findString(segment.terms, term)),
    ),
    spellingWeights: spellings.map((spelling) => spelling.weight),
    weight,
  }
}

/** Inverse document frequency, never negative (Robertson and Zaragoza 2009, section 3.3; Lucene's + 1). */
export function inverseDocumentFrequency(nDocuments: number, documentFrequency: number): number {
  // Spellings are added up: where one document has several, they can outnumber the documents.
  const frequency = Math.min(documentFrequency, nDocuments)
  return Math.log(1 + (nDocuments - frequency + 0.5) / (frequency + 0.5))
}

/** Live documents of a field that a term stands in; spellings are added up, each by its weight. */
export function documentFrequency(snapshot: Snapshot, field: FieldName, term: LocatedTerm): number {
  const isChunk = FIELDS[field].documents === 'chunk'
  let frequency = 0
  for (const [spelling, ids] of term.idsByPart.entries()) {
    let nDocuments = 0
    for (const [partIdx, { segment, live }] of snapshot.parts.entries()) {
      const id = ids[partIdx]
      if (id < 0) continue
      const { offsets, docs } = segment.postings[field]
      if (!live) nDocuments += offsets[id + 1] - offsets[id]
      else {
        for (let at = offsets[id]; at < offsets[id + 1]; at++)
          if (live[isChunk ? segment.chunks.file[docs[at]] : docs[at]]) nDocuments++
      }
    }
    frequency += term.spellingWeights[spelling] * nDocuments
  }
  return frequency
}

/**
 * Adds the BM25 score of every live document to `scores`, indexed by chunk id or file id as the field's
 * documents are. Returns each term's inverse document frequency.
 */
export function scoreDocuments(
  snapshot: Snapshot,
  statistics: Statistics,
  field: FieldName,
  terms: readonly LocatedTerm[],
  { k1, b }: Bm25Parameters,
  scores: Float64Array,
): number[] {
  const { nDocuments, averageLength } = statistics.fields[field]
  return terms.map((term) => {
    const idf = inverseDocumentFrequency(nDocuments, documentFrequency(snapshot, field, term))
    forEachDocument(snapshot, field, term, (doc, frequency, length) => {
      const norm = k1 * (1 - b + (b * length) / averageLength)
      scores[doc] += term.weight * idf * ((frequency * (k1 + 1)) / (frequency + norm))
    })
    return idf
  })
}

/** Calls `visit` once for each live document of a term, its spellings taken together as one, each by its weight. */
function forEachDocument(
  snapshot: Snapshot,
  field: FieldName,
  term: LocatedTerm,
  visit: (doc: number, frequency: number, length: number) => void,
): void {
  const lengthOf = (part: SnapshotPart, local: number) => part.segment.postings[field].lengths[local]
  if (term.idsByPart.length === 1) {
    forEachPosting(snapshot, field, term, (doc, frequency, part, local, weight) =>
      visit(doc, frequency * weight, lengthOf(part, local)),
    )
    return
  }
  const documents = new Map<number, { frequency: number; readonly length: number }>()
  forEachPosting(snapshot, field, term, (doc, frequency, part, local, weight) => {
    const known = documents.get(doc)
    if (known) known.frequency += frequency * weight
    else documents.set(doc, { frequency: frequency * weight, length: lengthOf(part, local) })
  })
  for (const [doc, { frequency, length }] of documents) visit(doc, frequency, length)
}

/**
 * The same with the chunks of a file, and the spellings of a term, taken together as one; `scores` is indexed
 * by file id.
 */
export function scoreFiles(
  snapshot: Snapshot,
  field: 'body' | 'symbols' | 'comments',
  lengths: Float64Array,
  terms: readonly LocatedTerm[],
  { k1, b }: Bm25Parameters,
  scores: Float64Array,
): void {
  let total = 0
  for (let file = 0; file < lengths.length; file++) total += lengths[file]
  const averageLength = Math.max(1, total / Math.max(1, snapshot.nFiles))
  const frequencies = new Float64Array(lengths.length)
  const largestWeights = new Float64Array(lengths.length)
  for (const term of terms) {
    const files: number[] = []
    forEachPosting(snapshot, field, term, (_doc, frequency, part, local, weight) => {
      const file = part.segment.chunks.file[local] + part.fileBase
      if (frequencies[file] === 0) files.push(file)
      frequencies[file] += frequency * weight
      largestWeights[file] = Math.max(largestWeights[file], weight)
    })
    const idf = inverseDocumentFrequency(snapshot.nFiles, weightedCount(files, largestWeights, term))
    for (const file of files) {
      const norm = k1 * (1 - b + (b * lengths[file]) / averageLength)
      scores[file] += term.weight * idf * ((frequencies[file] * (k1 + 1)) / (frequencies[file] + norm))
      frequencies[file] = 0
      largestWeights[file] = 0
    }
  }
}

/** How many files there are when each counts as its best spelling; the same sum whatever the order of the files. */
function weightedCount(
  files: readonly number[],
  largestWeights: Float64Array,
  { spellingWeights }: LocatedTerm,
): number {
  let sum = 0
  for (const weight of new Set(spellingWeights)) {
    sum += weight * files.filter((file) => largestWeights[file] === weight).length
  }
  return sum
}

/** Calls `visit` for each live posting of a term, spelling by spelling, documents ascending in each part. */
export function forEachPosting(
  snapshot: Snapshot,
  field: FieldName,
  term: LocatedTerm,
  visit: (doc: number, frequency: number, part: SnapshotPart, local: number, spellingWeight: number) => void,
): void {
  const isChunk = FIELDS[field].documents === 'chunk'
  for (const [spelling, ids] of term.idsByPart.entries()) {
    const spellingWeight = term.spellingWeights[spelling]
    for (let partIdx = 0; partIdx < snapshot.parts.length; partIdx++) {
      const id = ids[partIdx]
      if (id < 0) continue
      const part = snapshot.parts[partIdx]
      const { offsets, docs, frequencies } = part.segment.postings[field]
      const base = isChunk ? part.chunkBase : part.fileBase
      const { live } = part
      const { file } = part.segment.chunks
      for (let at = offsets[id]; at < offsets[id + 1]; at++) {
        const local = docs[at]
        if (live && !live[isChunk ? file[local] : local]) continue
        visit(base + local, frequencies[at], part, local, spellingWeight)
      }
    }
  }
}
