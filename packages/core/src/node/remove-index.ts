/** Forgets indexes. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { CercaError } from '../errors.js'
import { MANIFEST_FILE, openBlobStore } from './blob-store.js'
import { indexRootFolder, machine } from './index-dir.js'
import { acquireLock, type Lock } from './lock.js'
import { placeOf } from './stored-index.js'
import { systemCodeOf, unreadable, unwritable } from './system-errors.js'

/** See `indexPathOf`. */
const INDEX_FOLDER_NAME = /-[0-9a-f]{16}$/

/** A file of the blob store, or one that it or the lock was about to make. */
const INDEX_FILE_NAME = /^writer(?:\.|$)|\.(?:blob|tmp)$/

const FULL_DISK_CODES: readonly string[] = ['ENOSPC', 'EDQUOT']

/** Removes the index of a root; false when there was none. Throws `root-…`, `index-locked` while it is written. */
export async function removeIndex(root: string, indexDir: string | undefined): Promise<boolean> {
  const { indexPath } = placeOf(root, indexDir)
  return existsSync(indexPath) && removeFolder(indexPath)
}

/**
 * Removes every index of an index folder, and nothing else; returns how many there were. Throws `index-unreadable`
 * and what `removeIndex` throws.
 */
export async function removeAllIndexes(indexDir: string | undefined): Promise<number> {
  const folder = indexRootFolder(indexDir, machine())
  let nRemoved = 0
  for (const name of namesIn(folder)) {
    if (!INDEX_FOLDER_NAME.test(name) || !isIndexFolder(join(folder, name))) continue
    if (await removeFolder(join(folder, name))) nRemoved++
  }
  return nRemoved
}

/** True also for what a writer left that was killed before its first manifest. */
function isIndexFolder(path: string): boolean {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return false
  const names = namesIn(path)
  return names.includes(MANIFEST_FILE) || names.every((name) => INDEX_FILE_NAME.test(name))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return []
    throw unreadable(folder, error)
  }
}

async function removeFolder(indexPath: string): Promise<boolean> {
  const lock = await lockIfRoom(join(indexPath, 'writer'))
  try {
    openBlobStore(indexPath).removeAll()
  } finally {
    lock?.release()
  }
  try {
    rmSync(indexPath, { recursive: true, force: true })
  } catch (error) {
    throw unwritable(indexPath, error)
  }
  return true
}

/** `undefined` where the disk is so full that nobody can lock: then removing is all the more wanted. */
async function lockIfRoom(path: string): Promise<Lock | undefined> {
  try {
    return await acquireLock(path, { onLocked: 'fail', onWait: () => {}, signal: undefined })
  } catch (error) {
    const isFull = error instanceof CercaError && FULL_DISK_CODES.includes(systemCodeOf(error.cause))
    if (!isFull || existsSync(path)) throw error
    return undefined
  }
}
