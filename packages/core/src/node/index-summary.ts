/** The figures of an index that a report and a status share. */
import { indexBytesOf, type OpenedIndex } from '../engine/opened-index.js'
import type { Snapshot } from '../segment/snapshot.js'
import type { IndexReport } from './api.js'
import type { IndexPlace } from './stored-index.js'
import type { WalkResult } from './walk.js'

export type IndexSummary = Pick<
  IndexReport,
  'root' | 'indexPath' | 'files' | 'chunks' | 'segments' | 'sourceBytes' | 'indexBytes' | 'leftOut'
>

/** `snapshot` is that of `index`. */
export function summaryOf(
  { root, indexPath }: IndexPlace,
  walked: WalkResult,
  index: OpenedIndex,
  { nFiles, nChunks }: Snapshot,
): IndexSummary {
  const leftOut: Record<string, number> = {}
  for (const { reason } of [...walked.leftOut, ...index.manifest.skipped]) {
    leftOut[reason] = (leftOut[reason] ?? 0) + 1
  }
  return {
    root,
    indexPath,
    files: nFiles,
    chunks: nChunks,
    segments: index.segments.length,
    sourceBytes: index.manifest.files.reduce((sum, { size }) => sum + size, 0),
    indexBytes: indexBytesOf(index),
    leftOut,
  }
}
