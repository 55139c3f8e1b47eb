/** Documents over an index: what is being edited, or changed a moment ago, in place of what was indexed. */
import { mergeSegments } from '../segment/merge.js'
import type { Segment } from '../segment/segment.js'
import type { SegmentVectors } from '../segment/segment-vectors.js'
import { makeSnapshot, type Snapshot } from '../segment/snapshot.js'
import { stringAt } from '../segment/string-table.js'
import { comparePaths } from '../text/compare-text.js'
import type { Int8Rows } from '../vector/int8-rows.js'

/** A file as it is now. */
export interface OverlayDocument {
  readonly path: string
  /** Of this file alone; `undefined` when it is gone. */
  readonly content: OverlayContent | undefined
}

export interface OverlayContent {
  readonly segment: Segment
  /** `undefined` for an index without vectors. */
  readonly vectors: SegmentVectors | undefined
}

export interface Overlaid {
  /** The parts of the index, then the added one if there is any. */
  readonly snapshot: Snapshot
  readonly added: OverlayContent | undefined
}

/** Where the live files of a snapshot are: path → file id. */
export function filesByPath(snapshot: Snapshot): Map<string, number> {
  const files = new Map<string, number>()
  for (const { segment, live, fileBase } of snapshot.parts) {
    for (const [file, path] of segment.files.path.entries()) {
      if (!live || live[file]) files.set(stringAt(segment.strings, path), fileBase + file)
    }
  }
  return files
}

/** The snapshot of `base` with documents in place of the files of the same path. `files` are those of `base`. */
export function overlay(
  base: Snapshot,
  files: ReadonlyMap<string, number>,
  documents: readonly OverlayDocument[],
): Overlaid {
  const replaced = documents.flatMap(({ path }) => files.get(path) ?? [])
  const parts = base.parts.map(({ segment, live, fileBase }) => {
    const nFiles = segment.files.path.length
    const own = replaced.filter((file) => file >= fileBase && file < fileBase + nFiles)
    if (own.length === 0) return { segment, live }
    const left = live?.slice() ?? new Uint8Array(nFiles).fill(1)
    for (const file of own) left[file - fileBase] = 0
    return { segment, live: left }
  })
  const added = joinContents(documents)
  return {
    snapshot: makeSnapshot(added ? [...parts, { segment: added.segment, live: undefined }] : parts),
    added,
  }
}

function joinContents(documents: readonly OverlayDocument[]): OverlayContent | undefined {
  // Merging orders files by path, so their vectors have to be.
  const contents = [...documents].sort(comparePaths).flatMap(({ content }) => content ?? [])
  if (contents.length <= 1) return contents[0]
  const vectors = contents.flatMap((content) => content.vectors ?? [])
  return {
    segment: mergeSegments(contents.map(({ segment }) => ({ segment, live: undefined }))),
    vectors:
      vectors.length === contents.length
        ? {
            chunks: joinRows(vectors.map(({ chunks }) => chunks)),
            files: joinRows(vectors.map(({ files }) => files)),
          }
        : undefined,
  }
}

function joinRows(all: readonly Int8Rows[]): Int8Rows {
  const nRows = all.reduce((sum, { scales }) => sum + scales.length, 0)
  const { dimensions } = all[0]
  const values = new Int8Array(nRows * dimensions)
  const scales = new Float32Array(nRows)
  let at = 0
  for (const rows of all) {
    values.set(rows.values, at * dimensions)
    scales.set(rows.scales, at)
    at += rows.scales.length
  }
  return { dimensions, values, scales }
}
