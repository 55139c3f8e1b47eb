/** The manifest: which segments make the index, and which files on disk they were made from. */

import { CercaError } from '../errors.js'
import { type Container, readContainer, writeContainer } from '../segment/container.js'

const KIND = 'manifest'
/** Raise with every change to what is stored, and to how blobs are named. */
export const MANIFEST_VERSION = 5

/**
 * Raise whenever chunks or terms come out differently for the same file: an index of another analysis
 * is built again rather than mixed.
 */
export const ANALYSIS_VERSION = 4

/** A file's state on disk when it was read. `mtimeMs` is -1 when it had only just changed, so that it is read again. */
export interface FileStamp {
  readonly size: number
  readonly mtimeMs: number
  readonly ctimeMs: number
}

/** An indexed file: row `file` of segment `segment`. */
export interface ManifestFile extends FileStamp {
  readonly segment: number
  readonly file: number
}

/** A file that was read and then left out, such as a binary without a telling name. */
export interface SkippedFile extends FileStamp {
  readonly path: string
  readonly reason: string
  readonly detail: string
}

/** A file whose syntax could not be used. */
export interface FileProblem {
  readonly path: string
  readonly message: string
}

/** The vectors of an index, and the model that made them. */
export interface ManifestEmbedding {
  /** Fingerprint of the model as it was given. */
  readonly model: string
  readonly adaptation: ManifestAdaptation | undefined
  /** Blob names, one a segment. */
  readonly vectors: readonly string[]
}

/** What training on the files of the index has changed in the model. */
export interface ManifestAdaptation {
  /** Blob name. */
  readonly patch: string
  /** Chunks that it learnt from, and chunks that are new since. */
  readonly chunks: number
  readonly chunksSince: number
}

export interface Manifest {
  readonly analysisVersion: number
  /** Files above this many bytes were left out. */
  readonly maxFileBytes: number
  /** Blob names. */
  readonly segments: readonly string[]
  /** In the order of paths. A file of a segment that has no row here is gone. */
  readonly files: readonly ManifestFile[]
  /** How many others use what each of `files` defines (`countUsers`); `undefined` where it was not counted. */
  readonly users: Uint32Array | undefined
  readonly skipped: readonly SkippedFile[]
  readonly problems: readonly FileProblem[]
  /** `undefined` when the index was made without a model. */
  readonly embedding: ManifestEmbedding | undefined
}

type ManifestMeta = Omit<Manifest, 'files' | 'users'>

export const EMPTY_MANIFEST: Manifest = {
  analysisVersion: ANALYSIS_VERSION,
  maxFileBytes: 0,
  segments: [],
  files: [],
  users: undefined,
  skipped: [],
  problems: [],
  embedding: undefined,
}

/** Same manifest, same bytes. */
export function encodeManifest(manifest: Manifest): Uint8Array {
  const { files, users, analysisVersion, maxFileBytes, segments, skipped, problems, embedding } = manifest
  // Named one by one, for the order of their names is part of the bytes.
  const meta: ManifestMeta = { analysisVersion, maxFileBytes, segments, skipped, problems, embedding }
  return writeContainer(KIND, MANIFEST_VERSION, [
    { name: 'meta', data: new TextEncoder().encode(JSON.stringify(meta)) },
    { name: 'segment', data: Uint32Array.from(files, ({ segment }) => segment) },
    { name: 'file', data: Uint32Array.from(files, ({ file }) => file) },
    { name: 'users', data: users ?? new Uint32Array(0) },
    { name: 'size', data: Float64Array.from(files, ({ size }) => size) },
    { name: 'mtime', data: Float64Array.from(files, ({ mtimeMs }) => mtimeMs) },
    { name: 'ctime', data: Float64Array.from(files, ({ ctimeMs }) => ctimeMs) },
  ])
}

/** Throws `index-damaged`, `index-too-new` and `index-too-old`. */
export function decodeManifest(bytes: Uint8Array): Manifest {
  const container = readContainer(bytes, {
    kind: KIND,
    version: MANIFEST_VERSION,
    oldestVersion: MANIFEST_VERSION,
  })
  const meta = readMeta(container)
  const segment = container.get('segment', 'uint32')
  const file = container.get('file', 'uint32')
  const users = container.get('users', 'uint32')
  const size = container.get('size', 'float64')
  const mtime = container.get('mtime', 'float64')
  const ctime = container.get('ctime', 'float64')
  const files = Array.from(segment, (value, row) => ({
    segment: value,
    file: file[row],
    size: size[row],
    mtimeMs: mtime[row],
    ctimeMs: ctime[row],
  }))
  if (users.length > 0 && users.length !== files.length)
    throw new CercaError('index-damaged', 'its manifest counts users of other files')
  return { ...meta, embedding: meta.embedding, files, users: users.length > 0 ? users : undefined }
}

function readMeta(container: Container): ManifestMeta {
  try {
    return JSON.parse(new TextDecoder().decode(container.get('meta', 'uint8'))) as ManifestMeta
  } catch (cause) {
    throw new CercaError('index-damaged', 'its manifest cannot be read', { cause })
  }
}
