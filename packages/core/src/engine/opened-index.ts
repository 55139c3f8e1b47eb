/** A manifest with its segments in memory. */

import { loadPatched, type ModelPatch } from '../embed/model-patch.js'
import { type LoadedModel, loadModel, type StaticModel } from '../embed/static-model.js'
import { CercaError } from '../errors.js'
import { decodeSegment } from '../segment/format.js'
import type { Segment } from '../segment/segment.js'
import type { SegmentVectors } from '../segment/segment-vectors.js'
import { makeSnapshot, type Snapshot } from '../segment/snapshot.js'
import { stringAt } from '../segment/string-table.js'
import { decodeManifest, EMPTY_MANIFEST, type Manifest } from './manifest.js'
import { decodePatch, decodeVectors } from './vector-files.js'

export interface OpenedIndex {
  readonly manifest: Manifest
  /** In the order of `manifest.segments`. */
  readonly segments: readonly Segment[]
  /** Bytes of each segment as stored, in the same order. */
  readonly segmentBytes: readonly number[]
  readonly manifestBytes: number
  /** What `manifest.embedding` names. */
  readonly embedding: OpenedEmbedding | undefined
}

export interface OpenedEmbedding {
  /** Of each segment, in their order. */
  readonly vectors: readonly SegmentVectors[]
  readonly patch: ModelPatch | undefined
  /** As stored: of each segment's vectors, and of the patch. */
  readonly vectorBytes: readonly number[]
  readonly patchBytes: number
}

export const EMPTY_INDEX: OpenedIndex = {
  manifest: EMPTY_MANIFEST,
  segments: [],
  segmentBytes: [],
  manifestBytes: 0,
  embedding: undefined,
}

/**
 * What `known` has of it is taken from there and not read again: a blob of the same name is the same. Throws
 * `index-damaged`, `index-too-new` and `index-too-old`.
 */
export function openIndex(
  manifestBytes: Uint8Array,
  readBlob: (name: string) => Uint8Array,
  known: OpenedIndex = EMPTY_INDEX,
): OpenedIndex {
  const manifest = decodeManifest(manifestBytes)
  const segmentBytes: number[] = []
  const segments = manifest.segments.map((name) => {
    const knownIdx = known.manifest.segments.indexOf(name)
    const bytes = knownIdx < 0 ? readBlob(name) : undefined
    segmentBytes.push(bytes?.length ?? known.segmentBytes[knownIdx])
    return bytes === undefined ? known.segments[knownIdx] : decodeSegment(bytes)
  })
  for (const { segment, file } of manifest.files) {
    if (file >= (segments[segment]?.files.path.length ?? 0)) {
      throw new CercaError('index-damaged', 'its manifest names a file that no segment has')
    }
  }
  const embedding = openEmbedding(manifest, segments, readBlob, known)
  return { manifest, segments, segmentBytes, manifestBytes: manifestBytes.length, embedding }
}

function openEmbedding(
  { embedding }: Manifest,
  segments: readonly Segment[],
  readBlob: (name: string) => Uint8Array,
  known: OpenedIndex,
): OpenedEmbedding | undefined {
  if (embedding === undefined) return undefined
  const vectorBytes: number[] = []
  const vectors = embedding.vectors.map((name) => {
    const knownIdx = known.manifest.embedding?.vectors.indexOf(name) ?? -1
    const own = known.embedding?.vectors[knownIdx]
    const bytes = own === undefined ? readBlob(name) : undefined
    vectorBytes.push(bytes?.length ?? known.embedding?.vectorBytes[knownIdx] ?? 0)
    return own ?? decodeVectors(bytes ?? readBlob(name))
  })
  const patchBlob = embedding.adaptation && readBlob(embedding.adaptation.patch)
  for (const [idx, { chunks, files }] of segments.entries()) {
    const own = vectors[idx]
    const fits =
      own?.chunks.scales.length === chunks.file.length && own.files.scales.length === files.path.length
    if (!fits) throw new CercaError('index-damaged', 'its vectors are not those of its chunks')
  }
  return {
    vectors,
    patch: patchBlob && decodePatch(patchBlob),
    vectorBytes,
    patchBytes: patchBlob?.length ?? 0,
  }
}

/** Bytes that tell, for each segment, which of its files the manifest still names; `undefined` for all. */
export function liveFiles(index: OpenedIndex): (Uint8Array | undefined)[] {
  const live = index.segments.map((segment) => new Uint8Array(segment.files.path.length))
  for (const { segment, file } of index.manifest.files) live[segment][file] = 1
  return live.map((flags) => (flags.every((flag) => flag === 1) ? undefined : flags))
}

/** Bytes of the whole index as stored. */
export function indexBytesOf(index: OpenedIndex): number {
  const { segmentBytes, manifestBytes, embedding } = index
  const blobs = [...segmentBytes, ...(embedding?.vectorBytes ?? []), embedding?.patchBytes ?? 0]
  return blobs.reduce((sum, bytes) => sum + bytes, manifestBytes)
}

/** The index as a searchable snapshot. */
export function snapshotOf(index: OpenedIndex): Snapshot {
  const live = liveFiles(index)
  return makeSnapshot(index.segments.map((segment, idx) => ({ segment, live: live[idx] })))
}

/** Whether an index has the vectors that this model would give it; without a model it needs none. */
export function isEmbeddedBy(index: OpenedIndex, model: StaticModel | undefined): boolean {
  return model === undefined || index.manifest.embedding?.model === model.fingerprint
}

/** The model that the vectors of an index were made with, its adaptation included. */
export function modelOfIndex(index: OpenedIndex, model: StaticModel): LoadedModel {
  const { embedding } = index
  const adaptation = index.manifest.embedding?.adaptation
  if (embedding?.patch === undefined || adaptation === undefined) return loadModel(model)
  return loadPatched(model, embedding.patch, `${model.fingerprint}+${adaptation.patch}`)
}

/** How many files use what each file of the snapshot defines, by file id; `undefined` where it was not counted. */
export function storedUsers(
  { manifest: { files, users } }: OpenedIndex,
  { parts, nFileIds }: Snapshot,
): Uint32Array | undefined {
  if (users === undefined) return undefined
  const byId = new Uint32Array(nFileIds)
  for (const [row, { segment, file }] of files.entries()) byId[parts[segment].fileBase + file] = users[row]
  return byId
}

/** Path of a row of the manifest. */
export function pathOfRow(index: OpenedIndex, row: number): string {
  const { segment, file } = index.manifest.files[row]
  return stringAt(index.segments[segment].strings, index.segments[segment].files.path[file])
}

/** Content hash of a row of the manifest, 32 hexadecimal digits. */
export function hashOfRow(index: OpenedIndex, row: number): string {
  const { segment, file } = index.manifest.files[row]
  return hashOfFile(index.segments[segment], file)
}

/** Content hash of a file of a segment, 32 hexadecimal digits. */
export function hashOfFile({ files: { hash } }: Segment, file: number): string {
  return Array.from(hash.subarray(file * 16, file * 16 + 16), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
