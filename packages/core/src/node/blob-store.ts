/** A folder of immutable blobs and one manifest that names the current ones. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { CercaError } from '../errors.js'
import {
  makeFolder,
  readWholeFile,
  readWholeFileBehind,
  removeQuietly,
  replaceFile,
  syncFolder,
} from './durable-files.js'
import { unwritable } from './system-errors.js'

export const MANIFEST_FILE = 'manifest'
const BLOB_SUFFIX = '.blob'
const TEMPORARY_SUFFIX = '.tmp'

/** A reader that falls behind this many commits in a row has met something else than a busy writer. */
const MAX_READ_ATTEMPTS = 20

/**
 * Reading is free at any time, from any process. Writing needs the folder's lock: write the new blobs, commit
 * the manifest that names them, remove what nobody names any more. A crash or error anywhere leaves the last
 * committed manifest and all its blobs in place; after an error of a write the blobs not yet committed are
 * gone, and the writer starts again.
 *
 * Reading throws `index-unreadable` where the system refuses, writing `index-dir-unwritable`.
 */
export interface BlobStore {
  readonly folder: string
  /** `undefined` when nothing was ever committed. */
  readManifest(): Uint8Array | undefined
  /** Another one after each commit, `''` when nothing was ever committed. Costs microseconds. */
  manifestStamp(): string
  /** The blob in memory of its own. Throws `index-damaged` when there is none of this name. */
  readBlob(name: string): Uint8Array
  /** The same, read while this thread does something else. */
  readBlobBehind(name: string): Promise<Uint8Array>
  /** A name must never come back with other bytes, or readers of an older manifest would be misled. */
  writeBlob(name: string, bytes: Uint8Array): void
  /** Afterwards, also after a power cut, readers see this manifest and the blobs written before it. */
  commitManifest(bytes: Uint8Array): void
  /**
   * Removes the blobs that are not in `names`, all that the committed manifest refers to. Called before
   * writing too, it makes room where a writer was killed.
   */
  removeUnreferenced(names: ReadonlySet<string>): void
  /** Removes manifest, blobs and leftovers, in an order in which readers see the old index or none. */
  removeAll(): void
  /**
   * The result of `read` on the current manifest, `undefined` when there is none. Calls it again when it
   * throws and meanwhile another manifest was committed, whose writer may have removed what `read` wanted.
   */
  openConsistent<T>(read: (manifest: Uint8Array) => T): T | undefined
}

/** A store in `folder`, which the first write creates, for this user only. */
export function openBlobStore(folder: string): BlobStore {
  const manifestPath = join(folder, MANIFEST_FILE)
  const temporaryPath = join(folder, `${process.pid}${TEMPORARY_SUFFIX}`)
  /** Blobs that no manifest can refer to yet. */
  const uncommitted = new Set<string>()
  let isPrepared = false

  function write(path: string, bytes: Uint8Array): void {
    try {
      if (!isPrepared) prepareFolder(folder)
      isPrepared = true
      replaceFile(path, temporaryPath, bytes)
    } catch (error) {
      // Most often the disk is full: do not leave it so.
      for (const unwanted of [temporaryPath, ...uncommitted]) removeQuietly(unwanted)
      uncommitted.clear()
      throw unwritable(folder, error)
    }
  }

  function readManifest(): Uint8Array | undefined {
    return readWholeFile(manifestPath)
  }

  function removeFiles(isUnwanted: (fileName: string) => boolean): void {
    for (const fileName of listFiles(folder)) {
      if (isUnwanted(fileName)) removeQuietly(join(folder, fileName))
    }
  }

  return {
    folder,
    readManifest,
    manifestStamp() {
      const stats = statSync(manifestPath, { throwIfNoEntry: false, bigint: true })
      return stats === undefined ? '' : `${stats.ino} ${stats.mtimeNs} ${stats.size}`
    },
    readBlob(name) {
      const bytes = readWholeFile(join(folder, blobFileOf(name)))
      if (bytes === undefined) throw new CercaError('index-damaged', `its part ${name} is missing`)
      return bytes
    },
    async readBlobBehind(name) {
      return (await readWholeFileBehind(join(folder, blobFileOf(name)))) ?? this.readBlob(name)
    },
    writeBlob(name, bytes) {
      const path = join(folder, blobFileOf(name))
      const isNew = !existsSync(path)
      write(path, bytes)
      if (isNew) uncommitted.add(path)
    },
    commitManifest(bytes) {
      // The blobs' names must be on the disk before a manifest that refers to them can be.
      syncFolder(folder)
      write(manifestPath, bytes)
      uncommitted.clear()
      syncFolder(folder)
    },
    removeUnreferenced(names) {
      const wanted = new Set([...names].map(blobFileOf))
      removeFiles((fileName) => fileName.endsWith(BLOB_SUFFIX) && !wanted.has(fileName))
    },
    removeAll() {
      try {
        rmSync(manifestPath, { recursive: true, force: true })
      } catch (error) {
        throw unwritable(folder, error)
      }
      removeFiles((fileName) => fileName.endsWith(BLOB_SUFFIX) || fileName.endsWith(TEMPORARY_SUFFIX))
    },
    openConsistent<T>(read: (manifest: Uint8Array) => T): T | undefined {
      for (let attempt = 1; ; attempt++) {
        const manifest = readManifest()
        if (manifest === undefined) return undefined
        try {
          return read(manifest)
        } catch (error) {
          if (attempt === MAX_READ_ATTEMPTS || isSame(manifest, readManifest())) throw error
        }
      }
    },
  }
}

/** Creates the folder and removes what crashed writers left half-written. */
function prepareFolder(folder: string): void {
  makeFolder(folder)
  for (const fileName of listFiles(folder)) {
    if (fileName.endsWith(TEMPORARY_SUFFIX)) removeQuietly(join(folder, fileName))
  }
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function blobFileOf(name: string): string {
  if (/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/.test(name)) return name + BLOB_SUFFIX
  throw new CercaError('index-damaged', `${JSON.stringify(name)} cannot be the name of a part`)
}

function isSame(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && Buffer.compare(a, b) === 0
}
