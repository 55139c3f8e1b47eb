/** The index of one root on disk: opening it, comparing it with the files, writing it. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { AssembledIndex, StoredSegment } from '../engine/assemble.js'
import { ANALYSIS_VERSION, encodeManifest } from '../engine/manifest.js'
import { EMPTY_INDEX, type OpenedIndex, openIndex } from '../engine/opened-index.js'
import { CercaError } from '../errors.js'
import { encodeSegment } from '../segment/format.js'
import type { Segment } from '../segment/segment.js'
import { type BlobStore, openBlobStore } from './blob-store.js'
import { indexPathOf, indexRootFolder, machine, realRootOf } from './index-dir.js'

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
}

const OUTDATED: FoundIndex = {
  state: 'outdated',
  index: EMPTY_INDEX,
  detail: 'it was made by another version of Cerca',
}

/** Never throws for a damaged or outdated index; throws `index-too-new`. */
export function findIndex(store: BlobStore): FoundIndex {
  try {
    const index = store.openConsistent((manifest) => openIndex(manifest, (name) => store.readBlob(name)))
    if (!index) return { state: 'missing', index: EMPTY_INDEX, detail: '' }
    if (index.manifest.analysisVersion !== ANALYSIS_VERSION) return OUTDATED
    return { state: 'opened', index, detail: '' }
  } catch (error) {
    if (!(error instanceof CercaError)) throw error
    if (error.code === 'index-too-old') return OUTDATED
    if (error.code !== 'index-damaged') throw error
    return { state: 'damaged', index: EMPTY_INDEX, detail: error.message }
  }
}

/** Writes what is new, then the manifest, then removes what nobody needs. Throws `index-dir-unwritable`. */
export function storeIndex(store: BlobStore, { index, stored }: AssembledIndex): OpenedIndex {
  const segments = index.segments.map((segment, idx) => stored[idx] ?? storeSegment(store, segment))
  const names = segments.map(({ name }) => name)
  const manifest = { ...index.manifest, segments: names }
  const manifestBytes = encodeManifest(manifest)
  store.commitManifest(manifestBytes)
  store.removeUnreferenced(new Set(names))
  return {
    manifest,
    segments: index.segments,
    segmentBytes: segments.map(({ bytes }) => bytes),
    manifestBytes: manifestBytes.length,
  }
}

/** A segment is named after its content: the same name never comes back with other bytes. */
function storeSegment(store: BlobStore, segment: Segment): StoredSegment {
  const bytes = encodeSegment(segment)
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 32)
  store.writeBlob(name, bytes)
  return { name, bytes: bytes.length }
}
