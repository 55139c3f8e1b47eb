/** Forgets indexes. */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { MANIFEST_FILE, openBlobStore } from './blob-store.js'
import { indexRootFolder, machine } from './index-dir.js'
import { acquireLock } from './lock.js'
import { placeOf } from './stored-index.js'

/** Removes the index of a root; false when there was none. Throws `root-…`, `index-locked` while it is written. */
export async function removeIndex(root: string, indexDir: string | undefined): Promise<boolean> {
  const { indexPath } = placeOf(root, indexDir)
  return existsSync(indexPath) && removeFolder(indexPath)
}

/** Removes every index of an index folder, and nothing else; returns how many there were. */
export async function removeAllIndexes(indexDir: string | undefined): Promise<number> {
  const folder = indexRootFolder(indexDir, machine())
  if (!existsSync(folder)) return 0
  let nRemoved = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const indexPath = join(folder, entry.name)
    if (!entry.isDirectory() || !existsSync(join(indexPath, MANIFEST_FILE))) continue
    if (await removeFolder(indexPath)) nRemoved++
  }
  return nRemoved
}

async function removeFolder(indexPath: string): Promise<boolean> {
  const lock = await acquireLock(join(indexPath, 'writer'), {
    onLocked: 'fail',
    onWait: () => {},
    signal: undefined,
  })
  try {
    openBlobStore(indexPath).removeAll()
  } finally {
    lock.release()
  }
  rmSync(indexPath, { recursive: true, force: true })
  return true
}
