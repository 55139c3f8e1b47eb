/** The dense side of an index: vectors of its chunks, and how near a query is to each. */
import { embedTerms, type LoadedModel } from '../embed/static-model.js'
import { chunksOfFile, type Snapshot } from '../segment/snapshot.js'
import type { Int8Rows } from '../vector/int8-rows.js'
import { createInt8Scan, type Int8Scan } from '../vector/int8-scan.js'
import type { ParsedQuery } from './parse.js'

export interface Meaning {
  readonly loaded: LoadedModel
  /** Of the parts of the snapshot, in their order. */
  readonly vectors: readonly Int8Rows[]
  /** One a part of the snapshot. */
  readonly scans: readonly Int8Scan[]
}

/** How near a query is to chunks and files, 0 to 1. */
export interface Nearness {
  /** By chunk id. */
  readonly chunk: Float64Array
  /** By file id: that of its nearest chunk. */
  readonly file: Float64Array
}

/** `vectors` are those of the snapshot's parts, in their order. */
export function openMeaning(loaded: LoadedModel, vectors: readonly Int8Rows[]): Meaning {
  return { loaded, vectors, scans: vectors.map(createInt8Scan) }
}

/**
 * Cosines of the query with every chunk, exact over the stored vectors. They are stretched so that the median file is
 * at 0 and the nearest file at 1: what cosines mean differs from query to query.
 */
export function nearnessOf(
  snapshot: Snapshot,
  meaning: Meaning | undefined,
  query: Pick<ParsedQuery, 'meaning'>,
): Nearness {
  const chunk = new Float64Array(snapshot.nChunkIds)
  const file = new Float64Array(snapshot.nFileIds)
  if (meaning === undefined || query.meaning.length === 0) return { chunk, file }
  const vector = embedTerms(meaning.loaded, query.meaning)
  for (const [idx, { chunkBase }] of snapshot.parts.entries())
    meaning.scans[idx].score(vector, chunk, chunkBase)
  const live: number[] = []
  for (const { segment, live: flags, fileBase } of snapshot.parts) {
    for (let local = 0; local < segment.files.path.length; local++) {
      if (flags && !flags[local]) continue
      const id = fileBase + local
      const { start, end } = chunksOfFile(snapshot, id)
      file[id] = -1
      for (let at = start; at < end; at++) if (chunk[at] > file[id]) file[id] = chunk[at]
      if (end > start) live.push(file[id])
    }
  }
  const ordered = Float64Array.from(live).sort()
  const median = ordered[Math.floor(ordered.length / 2)] ?? 0
  const range = (ordered[ordered.length - 1] ?? 0) - median
  stretch(chunk, median, range)
  stretch(file, median, range)
  return { chunk, file }
}

function stretch(scores: Float64Array, median: number, range: number): void {
  for (let at = 0; at < scores.length; at++) {
    scores[at] = range > 0 ? Math.min(1, Math.max(0, (scores[at] - median) / range)) : 0
  }
}
