/** Where downloaded parts of the tests live: beside no tracked file, kept between runs, keyed by version. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The folder `name` of the cache, filled by `fill` when it is not there yet. A fill that fails or is killed leaves
 * nothing that a later run would take for whole; two that fill at once both end with one folder.
 */
export function cached(name: string, fill: (folder: string) => void): string {
  const { XDG_CACHE_HOME = join(homedir(), '.cache') } = process.env
  const parent = join(XDG_CACHE_HOME, 'cerca-tests')
  const folder = join(parent, name)
  if (existsSync(folder)) return folder
  const unfinished = `${folder}.${process.pid}.part`
  mkdirSync(unfinished, { recursive: true })
  try {
    fill(unfinished)
    if (!existsSync(folder)) renameSync(unfinished, folder)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
  return folder
}
