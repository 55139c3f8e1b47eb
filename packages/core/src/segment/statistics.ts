/** Numbers about a whole snapshot that scores need: how many documents, how long, who uses whose names. */
import { FIELD_NAMES, FIELDS, type FieldName } from './segment.js'
import type { Snapshot } from './snapshot.js'

export interface FieldStatistics {
  /** Live documents, empty ones too. */
  readonly nDocuments: number
  /** Terms a live document on average; at least 1. */
  readonly averageLength: number
}

export interface Statistics {
  readonly fields: Readonly<Record<FieldName, FieldStatistics>>
  /** Terms in each live file's body and in the names it defines, `[file ids]`; 0 for files that are gone. */
  readonly bodyLengths: Float64Array
  readonly symbolLengths: Float64Array
}

/** Reads the statistics of a snapshot off its columns: one pass over documents, none over postings. */
export function statisticsOf(snapshot: Snapshot): Statistics {
  const fields = Object.fromEntries(FIELD_NAMES.map((field) => [field, fieldStatistics(snapshot, field)]))
  return {
    fields: fields as Record<FieldName, FieldStatistics>,
    bodyLengths: fileLengths(snapshot, 'body'),
    symbolLengths: fileLengths(snapshot, 'symbols'),
  }
}

function fieldStatistics(snapshot: Snapshot, field: FieldName): FieldStatistics {
  let nDocuments = 0
  let total = 0
  for (const { segment, live } of snapshot.parts) {
    const { lengths } = segment.postings[field]
    const { file } = segment.chunks
    const isChunk = FIELDS[field].documents === 'chunk'
    for (let doc = 0; doc < lengths.length; doc++) {
      if (live && !live[isChunk ? file[doc] : doc]) continue
      nDocuments++
      total += lengths[doc]
    }
  }
  return { nDocuments, averageLength: Math.max(1, total / Math.max(1, nDocuments)) }
}

function fileLengths(snapshot: Snapshot, field: 'body' | 'symbols'): Float64Array {
  const sums = new Float64Array(snapshot.nFileIds)
  for (const { segment, live, fileBase } of snapshot.parts) {
    const { lengths } = segment.postings[field]
    const { file } = segment.chunks
    for (let chunk = 0; chunk < lengths.length; chunk++) {
      if (live && !live[file[chunk]]) continue
      sums[fileBase + file[chunk]] += lengths[chunk]
    }
  }
  return sums
}
