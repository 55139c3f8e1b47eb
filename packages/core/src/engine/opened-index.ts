/** A manifest with its segments in memory. */
import { CercaError } from '../errors.js'
import { decodeSegment } from '../segment/format.js'
import type { Segment } from '../segment/segment.js'
import { makeSnapshot, type Snapshot } from '../segment/snapshot.js'
import { stringAt } from '../segment/string-table.js'
import { decodeManifest, EMPTY_MANIFEST, type Manifest } from './manifest.js'

export interface OpenedIndex {
  readonly manifest: Manifest
  /** In the order of `manifest.segments`. */
  readonly segments: readonly Segment[]
  /** Bytes of each segment as stored, in the same order. */
  readonly segmentBytes: readonly number[]
  readonly manifestBytes: number
}

export const EMPTY_INDEX: OpenedIndex = {
  manifest: EMPTY_MANIFEST,
  segments: [],
  segmentBytes: [],
  manifestBytes: 0,
}

/** Throws `index-damaged`, `index-too-new` and `index-too-old`. */
export function openIndex(manifestBytes: Uint8Array, readBlob: (name: string) => Uint8Array): OpenedIndex {
  const manifest = decodeManifest(manifestBytes)
  const segmentBytes: number[] = []
  const segments = manifest.segments.map((name) => {
    const bytes = readBlob(name)
    segmentBytes.push(bytes.length)
    return decodeSegment(bytes)
  })
  for (const { segment, file } of manifest.files) {
    if (file >= (segments[segment]?.files.path.length ?? 0)) {
      throw new CercaError('index-damaged', 'its manifest names a file that no segment has')
    }
  }
  return { manifest, segments, segmentBytes, manifestBytes: manifestBytes.length }
}

/** Bytes that tell, for each segment, which of its files the manifest still names; `undefined` for all. */
export function liveFiles(index: OpenedIndex): (Uint8Array | undefined)[] {
  const live = index.segments.map((segment) => new Uint8Array(segment.files.path.length))
  for (const { segment, file } of index.manifest.files) live[segment][file] = 1
  return live.map((flags) => (flags.every((flag) => flag === 1) ? undefined : flags))
}

/** Bytes of the whole index as stored. */
export function indexBytesOf(index: OpenedIndex): number {
  return index.segmentBytes.reduce((sum, bytes) => sum + bytes, index.manifestBytes)
}

/** The index as a searchable snapshot. */
export function snapshotOf(index: OpenedIndex): Snapshot {
  const live = liveFiles(index)
  return makeSnapshot(index.segments.map((segment, idx) => ({ segment, live: live[idx] })))
}

/** Path of a row of the manifest. */
export function pathOfRow(index: OpenedIndex, row: number): string {
  const { segment, file } = index.manifest.files[row]
  return stringAt(index.segments[segment].strings, index.segments[segment].files.path[file])
}

/** Content hash of a row of the manifest, 32 hexadecimal digits. */
export function hashOfRow(index: OpenedIndex, row: number): string {
  const { segment, file } = index.manifest.files[row]
  const { hash } = index.segments[segment].files
  return Array.from(hash.subarray(file * 16, file * 16 + 16), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
