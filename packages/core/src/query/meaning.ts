/** The dense side of an index: vectors of its chunks and files, and how near a query is to each. */
import { embedTerms, type LoadedModel } from '../embed/static-model.js'
import type { SegmentVectors } from '../segment/segment-vectors.js'
import { chunksOfFile, forEachFile, type Snapshot } from '../segment/snapshot.js'
import { createInt8Scan, type Int8Scan } from '../vector/int8-scan.js'
import type { ParsedQuery } from './parse.js'

export interface Meaning {
  readonly loaded: LoadedModel
  /** Of the parts of the snapshot, in their order. */
  readonly vectors: readonly SegmentVectors[]
  readonly scans: readonly { readonly chunks: Int8Scan; readonly files: Int8Scan }[]
}

/** How near a query is, 0 to 1: the median file is at 0, the nearest one at 1. */
export interface Nearness {
  /** By chunk id. */
  readonly chunk: Float64Array
  /** By file id: that of its nearest chunk. */
  readonly bestChunk: Float64Array
  /** By file id: that of the whole file. */
  readonly file: Float64Array
}

/** `vectors` are those of the snapshot's parts, in their order; what `known` has of them is taken over. */
export function openMeaning(
  loaded: LoadedModel,
  vectors: readonly SegmentVectors[],
  known: Pick<Meaning, 'vectors' | 'scans'> = { vectors: [], scans: [] },
): Meaning {
  const scans = vectors.map((own) => {
    const { chunks, files } = own
    return (
      known.scans[known.vectors.indexOf(own)] ?? {
        chunks: createInt8Scan(chunks),
        files: createInt8Scan(files),
      }
    )
  })
  return { loaded, vectors, scans }
}

/**
 * Cosines of the query with every chunk and file, exact over the stored vectors. They are stretched, because what a
 * cosine is worth differs from query to query.
 */
export function nearnessOf(
  snapshot: Snapshot,
  meaning: Meaning | undefined,
  query: Pick<ParsedQuery, 'meaning'>,
): Nearness {
  const chunk = new Float64Array(snapshot.nChunkIds)
  const bestChunk = new Float64Array(snapshot.nFileIds)
  const file = new Float64Array(snapshot.nFileIds)
  if (meaning === undefined || query.meaning.length === 0) return { chunk, bestChunk, file }
  const vector = embedTerms(meaning.loaded, query.meaning)
  for (const [idx, { chunkBase, fileBase }] of snapshot.parts.entries()) {
    meaning.scans[idx].chunks.score(vector, chunk, chunkBase)
    meaning.scans[idx].files.score(vector, file, fileBase)
  }
  const live = liveFilesWithChunks(snapshot)
  forEachFile(snapshot, (id, start, end) => {
    let best = -1
    for (let at = start; at < end; at++) if (chunk[at] > best) best = chunk[at]
    bestChunk[id] = best
  })
  const ofBest = rangeOf(bestChunk, live)
  stretch(chunk, ofBest)
  stretch(bestChunk, ofBest)
  stretch(file, rangeOf(file, live))
  forgetOthers(snapshot, live, { chunk, bestChunk, file })
  return { chunk, bestChunk, file }
}

/** What is gone, and what has nothing in it, would be a candidate wherever the median is below 0. */
function forgetOthers(snapshot: Snapshot, live: Int32Array, { chunk, bestChunk, file }: Nearness): void {
  let next = 0
  for (let id = 0; id < snapshot.nFileIds; id++) {
    if (live[next] === id) {
      next++
      continue
    }
    bestChunk[id] = 0
    file[id] = 0
    const { start, end } = chunksOfFile(snapshot, id)
    chunk.fill(0, start, end)
  }
}

function liveFilesWithChunks(snapshot: Snapshot): Int32Array {
  const files = new Int32Array(snapshot.nFileIds)
  let nFiles = 0
  for (const { segment, live, fileBase } of snapshot.parts) {
    const { firstChunk } = segment.files
    for (let file = 0; file + 1 < firstChunk.length; file++)
      if ((!live || live[file]) && firstChunk[file + 1] > firstChunk[file]) files[nFiles++] = fileBase + file
  }
  return files.subarray(0, nFiles)
}

interface Range {
  readonly median: number
  readonly width: number
}

function rangeOf(scores: Float64Array, files: Int32Array): Range {
  const ordered = new Float64Array(files.length)
  for (let idx = 0; idx < files.length; idx++) ordered[idx] = scores[files[idx]]
  ordered.sort()
  const median = ordered[Math.floor(ordered.length / 2)] ?? 0
  return { median, width: (ordered[ordered.length - 1] ?? 0) - median }
}

function stretch(scores: Float64Array, { median, width }: Range): void {
  for (let at = 0; at < scores.length; at++)
    scores[at] = width > 0 ? Math.min(1, Math.max(0, (scores[at] - median) / width)) : 0
}
