/** What there is to say about the index of a folder. */

import { indexBytesOf, snapshotOf } from '../engine/opened-index.js'
import { isUpToDate } from '../engine/plan.js'
import type { Snapshot } from '../segment/snapshot.js'
import { stringAt } from '../segment/string-table.js'
import type { IndexStatus } from './api.js'
import { placeOf } from './stored-index.js'
import { surveyOf } from './update-index.js'

/** Changes nothing. Throws `root-…` and `index-too-new`. */
export async function readStatus(
  root: string,
  indexDir: string | undefined,
  maxFileBytes: number,
): Promise<IndexStatus> {
  const place = placeOf(root, indexDir)
  const { found, plan, walked } = surveyOf(place, { maxFileBytes, rebuild: false, onProgress: () => {} })
  const snapshot = snapshotOf(found.index)
  const isCurrent = found.state === 'opened' && isUpToDate(found.index, plan)
  const leftOut: Record<string, number> = {}
  for (const { reason } of [...walked.leftOut, ...found.index.manifest.skipped]) {
    leftOut[reason] = (leftOut[reason] ?? 0) + 1
  }
  const added = plan.toRead.filter(({ row }) => row === undefined).length
  const pending = { added, changed: plan.toRead.length - added, removed: plan.removedRows.length }
  return {
    root: place.root,
    indexPath: place.indexPath,
    state:
      found.state === 'opened'
        ? isCurrent
          ? 'current'
          : 'stale'
        : found.state === 'missing'
          ? 'missing'
          : 'damaged',
    detail: isCurrent || found.state !== 'opened' ? found.detail : `${plan.toRead.length} files to read`,
    files: snapshot.nFiles,
    chunks: snapshot.nChunks,
    segments: found.index.segments.length,
    sourceBytes: found.index.manifest.files.reduce((sum, { size }) => sum + size, 0),
    indexBytes: indexBytesOf(found.index),
    languages: countLanguages(snapshot),
    pending,
    leftOut,
  }
}

function countLanguages(snapshot: Snapshot): { language: string; files: number }[] {
  const counts = new Map<string, number>()
  for (const { segment, live } of snapshot.parts) {
    for (let file = 0; file < segment.files.language.length; file++) {
      if (live && !live[file]) continue
      const language = stringAt(segment.strings, segment.files.language[file])
      counts.set(language, (counts.get(language) ?? 0) + 1)
    }
  }
  return [...counts]
    .map(([language, files]) => ({ language, files }))
    .sort((a, b) => b.files - a.files || (a.language < b.language ? -1 : 1))
}
