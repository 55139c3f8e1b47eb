/** A folder of the walk: its listing and the ignore rules that hold in it. */
import { type Dirent, readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { CercaError } from '../errors.js'
import type { Environment } from './git-config.js'
import { IgnoreRules } from './ignore-rules.js'
import { systemCodeOf } from './system-errors.js'

/** What a folder holds, or why it cannot be listed. */
export interface Listing {
  /** What the system says; then the listing is empty. */
  readonly failure: string | undefined
  readonly entries: readonly Dirent[]
  readonly names: readonly string[]
}

export interface OpenFolder {
  /** Relative to the root, with `/`: `''` for the root, else ending in `/`. */
  readonly path: string
  readonly name: string
  readonly listing: Listing
  readonly rules: IgnoreRules
}

/** Opens the root; `absolutePath` has no links. Throws `root-not-found`, `root-not-a-folder`, `root-unreadable`. */
export function openRoot(
  root: string,
  environment: Environment,
): { absolutePath: string; folder: OpenFolder } {
  const absolutePath = realFolder(resolve(root))
  const listing = listFolder(absolutePath)
  if (listing.failure !== undefined) throw new CercaError('root-unreadable', absolutePath)
  const outside = IgnoreRules.outside(absolutePath, environment)
  return { absolutePath, folder: openFolder('', '', listing, outside) }
}

/** Opens the folder `name` of a folder. */
export function openChild(parent: OpenFolder, name: string, listing: Listing): OpenFolder {
  return openFolder(`${parent.path}${name}/`, name, listing, parent.rules)
}

/** Lists a folder; never throws. */
export function listFolder(absolutePath: string): Listing {
  try {
    const entries = readdirSync(absolutePath, { withFileTypes: true })
    return { failure: undefined, entries, names: entries.map((entry) => entry.name) }
  } catch (error) {
    return { failure: describeFailure(error, absolutePath), entries: [], names: [] }
  }
}

/** What `describeFailure` says of a file that stays unreadable until its permissions change. */
export const PERMISSION_DENIED = 'permission denied'

/** What the system says, for people. */
export function describeFailure(error: unknown, path: string): string {
  // Node reads such a name with U+FFFD in it, and then nothing of that name exists.
  if (path.includes('\uFFFD')) return 'its name is not valid UTF-8'
  const code = systemCodeOf(error)
  if (code === 'EACCES' || code === 'EPERM') return PERMISSION_DENIED
  return code === 'ENOENT' ? 'it vanished during the walk' : code || String(error)
}

/** Where a link points, for people. */
export function describeLink(absolutePath: string): string {
  try {
    return `points to ${readlinkSync(absolutePath)}`
  } catch (error) {
    return describeFailure(error, absolutePath)
  }
}

/** A size above the limit, for people. */
export function describeSize(size: number, maxFileBytes: number): string {
  return `${grouped(size)} bytes, the limit is ${grouped(maxFileBytes)}`
}

/** 1234567 → `1,234,567`; loading the system's locales would take longer than walking a small tree. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

function openFolder(path: string, name: string, listing: Listing, outer: IgnoreRules): OpenFolder {
  return { path, name, listing, rules: outer.enter(path, (fileName) => listing.names.includes(fileName)) }
}

function realFolder(absolutePath: string): string {
  try {
    if (!statSync(absolutePath).isDirectory()) throw new CercaError('root-not-a-folder', absolutePath)
    return realpathSync(absolutePath)
  } catch (error) {
    if (error instanceof CercaError) throw error
    const isClosed = ['EACCES', 'EPERM'].includes(systemCodeOf(error))
    throw new CercaError(isClosed ? 'root-unreadable' : 'root-not-found', absolutePath, { cause: error })
  }
}
