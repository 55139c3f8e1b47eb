/** The index of one root on disk: opening it, comparing it with the files, writing it. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { AssembledIndex, StoredSegment } from '../engine/assemble.js'
import {
  ANALYSIS_VERSION,
  decodeManifest,
  encodeManifest,
  type Manifest,
  type ManifestEmbedding,
} from '../engine/manifest.js'
import { EMPTY_INDEX, type OpenedEmbedding, type OpenedIndex, openIndex } from '../engine/opened-index.js'
import { encodePatch, encodeVectors } from '../engine/vector-files.js'
import { CercaError, type ErrorCode } from '../errors.js'
import { containerChecksum } from '../segment/container.js'
import { encodeSegment } from '../segment/format.js'
import { type BlobStore, openBlobStore } from './blob-store.js'
import { indexPathOf, indexRootFolder, machine, realRootOf } from './index-dir.js'
import { DEFAULT_MAX_FILE_BYTES } from './walk.js'

/** Where a root and its index lie. */
export interface IndexPlace {
  /** Real path. */
  readonly root: string
  readonly indexPath: string
  readonly lockPath: string
  readonly store: BlobStore
}

/** Throws `root-not-found`, `root-not-a-folder`, `root-unreadable` and `index-dir-unwritable`. */
export function placeOf(root: string, indexDir: string | undefined): IndexPlace {
  const realRoot = realRootOf(root)
  const indexPath = indexPathOf(realRoot, indexRootFolder(indexDir, machine()))
  return { root: realRoot, indexPath, lockPath: join(indexPath, 'writer'), store: openBlobStore(indexPath) }
}

/** An index as found on disk; `state` says whether it can be built upon. */
export interface FoundIndex {
  readonly state: 'missing' | 'opened' | 'damaged' | 'outdated'
  /** Empty unless `opened`. */
  readonly index: OpenedIndex
  readonly detail: string
  /** The limit it was built with; `undefined` where no manifest tells. */
  readonly maxFileBytes: number | undefined
}

/**
 * Reads what `known` does not have. Never throws for a damaged or outdated index; throws `index-too-new` and
 * `index-unreadable`.
 */
export function findIndex(store: BlobStore, known: OpenedIndex = EMPTY_INDEX): FoundIndex {
  try {
    const index = store.openConsistent((manifest) =>
      openIndex(manifest, (name) => readBlob(store, name), known),
    )
    if (!index) return unusable(store, 'missing', '')
    if (index.manifest.analysisVersion !== ANALYSIS_VERSION) return outdated(store)
    return { state: 'opened', index, detail: '', maxFileBytes: index.manifest.maxFileBytes }
  } catch (error) {
    if (codeOf(error) === 'index-too-old') return outdated(store)
    if (codeOf(error) !== 'index-damaged') throw error
    return unusable(store, 'damaged', error instanceof Error ? error.message : '')
  }
}

/** As if there was no index, but for the limit it was built with. Throws what `findIndex` throws. */
export function forgetIndex(store: BlobStore): FoundIndex {
  return unusable(store, 'missing', '')
}

function outdated(store: BlobStore): FoundIndex {
  return unusable(store, 'outdated', 'it was made by another version of Cerca')
}

function unusable(store: BlobStore, state: FoundIndex['state'], detail: string): FoundIndex {
  return { state, index: EMPTY_INDEX, detail, maxFileBytes: committedManifest(store)?.maxFileBytes }
}

/** The limit on the size of files that holds for a root where none is asked for. Throws what `findIndex` throws. */
export function maxFileBytesOf(root: string, indexDir: string | undefined): number {
  return committedManifest(placeOf(root, indexDir).store)?.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES
}

/** Makes room where a writer was killed. Called under the lock, before anything is written. */
export function removeOrphans(store: BlobStore): void {
  const manifest = committedManifest(store)
  store.removeUnreferenced(manifest ? blobsOf(manifest) : new Set())
}

/** `undefined` when there is none, or none that says anything, whatever of its segments. */
function committedManifest(store: BlobStore): Manifest | undefined {
  try {
    const bytes = store.readManifest()
    return bytes && decodeManifest(bytes)
  } catch (error) {
    if (codeOf(error) === 'index-damaged' || codeOf(error) === 'index-too-old') return undefined
    throw error
  }
}

function codeOf(error: unknown): ErrorCode | undefined {
  return error instanceof CercaError ? error.code : undefined
}

/** Writes what is new, then the manifest, then removes what nobody needs. Throws `index-dir-unwritable`. */
export function storeIndex(store: BlobStore, { index, stored }: AssembledIndex): OpenedIndex {
  const segments = index.segments.map(
    (segment, idx) => stored[idx] ?? storeBlob(store, encodeSegment(segment)),
  )
  const embedding = storeEmbedding(store, index)
  const names = segments.map(({ name }) => name)
  const manifest = { ...index.manifest, segments: names, embedding: embedding?.record }
  const manifestBytes = encodeManifest(manifest)
  store.commitManifest(manifestBytes)
  store.removeUnreferenced(blobsOf(manifest))
  return {
    manifest,
    segments: index.segments,
    segmentBytes: segments.map(({ bytes }) => bytes),
    manifestBytes: manifestBytes.length,
    embedding: embedding?.opened,
  }
}

/** Names of all blobs that a manifest refers to. */
export function blobsOf({ segments, embedding }: Manifest): Set<string> {
  const patch = embedding?.adaptation?.patch
  return new Set([...segments, ...(embedding?.vectors ?? []), ...(patch ? [patch] : [])])
}

function storeEmbedding(
  store: BlobStore,
  { manifest, embedding }: OpenedIndex,
): { readonly record: ManifestEmbedding; readonly opened: OpenedEmbedding } | undefined {
  if (manifest.embedding === undefined || embedding === undefined) return undefined
  const { vectors: names, adaptation } = manifest.embedding
  const vectors = embedding.vectors.map((rows, idx) =>
    names[idx] === ''
      ? storeBlob(store, encodeVectors(rows))
      : { name: names[idx], bytes: embedding.vectorBytes[idx] },
  )
  const patch =
    adaptation?.patch === '' && embedding.patch
      ? storeBlob(store, encodePatch(embedding.patch))
      : { name: adaptation?.patch ?? '', bytes: embedding.patchBytes }
  return {
    record: {
      ...manifest.embedding,
      vectors: vectors.map(({ name }) => name),
      adaptation: adaptation && { ...adaptation, patch: patch.name },
    },
    opened: { ...embedding, vectorBytes: vectors.map(({ bytes }) => bytes), patchBytes: patch.bytes },
  }
}

/**
 * A blob is named after its content: the same name never comes back with other bytes. The name ends with the blob's own
 * checksum, so that another blob in its place is noticed without hashing all of it.
 */
function storeBlob(store: BlobStore, bytes: Uint8Array): StoredSegment {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 24)
  const name = hash + containerChecksum(bytes)
  store.writeBlob(name, bytes)
  return { name, bytes: bytes.length }
}

/** Throws `index-damaged` when there is no blob of this name or another one in its place, and `index-unreadable`. */
function readBlob(store: BlobStore, name: string): Uint8Array {
  const bytes = store.readBlob(name)
  if (name.endsWith(containerChecksum(bytes))) return bytes
  throw new CercaError('index-damaged', `something else is in the place of its part ${name}`)
}
