/** Where indexes stand: one folder for all of them, in it one folder for each root that was indexed. */
import { createHash } from 'node:crypto'
import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join, parse, resolve, sep } from 'node:path'
import { CercaError } from '../errors.js'
import { systemCodeOf } from './system-errors.js'

/** Characters of the root's name in the name of its folder, far below any system's limit of 255 bytes. */
const READABLE_CHARS = 40

/** 64 bits: two of a billion roots share a folder with a chance of 3 in 100. */
const HASH_HEX_DIGITS = 16

/** What the answer depends on besides the option; `machine()` is the real one. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  /** `''` when the user has none. */
  readonly home: string
}

export function machine(): Surroundings {
  return { env: process.env, platform: process.platform, home: homeOrEmpty() }
}

/**
 * The absolute path of the folder that holds all indexes: `indexDir`, else CERCA_INDEX_DIR, else `cerca` in the
 * user's cache folder. It need not exist. Throws `index-dir-unwritable` for a user without a home.
 */
export function indexRootFolder(indexDir: string | undefined, surroundings: Surroundings): string {
  const named = indexDir || surroundings.env.CERCA_INDEX_DIR
  return named ? resolve(named) : join(cacheFolder(surroundings), 'cerca')
}

/**
 * The folder of `root`'s index: a readable name and a hash of `realRootOf(root)`, so that a folder has one index
 * by whatever path, link or capitals it is named. Throws what `realRootOf` throws.
 */
export function indexPathOf(root: string, indexRoot: string): string {
  const realRoot = realRootOf(root)
  const hash = createHash('sha256').update(realRoot).digest('hex').slice(0, HASH_HEX_DIGITS)
  return join(indexRoot, `${readableNameOf(realRoot)}-${hash}`)
}

/**
 * The absolute path of a folder without links, spelt as on the disk. Throws `root-not-found`,
 * `root-not-a-folder` and `root-unreadable`.
 */
export function realRootOf(root: string): string {
  try {
    const realRoot = realpathSync.native(root)
    if (!statSync(realRoot).isDirectory()) throw new CercaError('root-not-a-folder', root)
    return spelling(realRoot)
  } catch (error) {
    const code = systemCodeOf(error)
    if (code === '') throw error
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR'
    throw new CercaError(isMissing ? 'root-not-found' : 'root-unreadable', root, { cause: error })
  }
}

function cacheFolder({ env, platform, home }: Surroundings): string {
  if (platform === 'win32' && env.LOCALAPPDATA) return env.LOCALAPPDATA
  const xdgFolder = env.XDG_CACHE_HOME
  // The specification has relative paths ignored.
  if (platform !== 'win32' && platform !== 'darwin' && xdgFolder?.startsWith('/')) return xdgFolder
  if (home === '') throw new CercaError('index-dir-unwritable', 'this user has no home folder')
  if (platform === 'win32') return join(home, 'AppData', 'Local')
  return platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache')
}

function homeOrEmpty(): string {
  try {
    return homedir()
  } catch {
    // The user id is not in the system's table, as in some containers.
    return ''
  }
}

function readableNameOf(realRoot: string): string {
  const name = basename(realRoot).replace(/[^\p{L}\p{N}._-]+/gu, '-')
  const readable = [...name.replace(/^[.-]+/, '')].slice(0, READABLE_CHARS).join('')
  return readable || 'root'
}

/**
 * The path with every name as its folder lists it. macOS and Windows answer so already; Linux does not for
 * disks that ignore case, such as Windows' own under WSL.
 */
function spelling(path: string): string {
  const { root } = parse(path)
  let spelt = process.platform === 'win32' ? root.toUpperCase() : root
  for (const name of path.slice(root.length).split(sep).filter(Boolean)) {
    spelt = join(spelt, nameOnDisk(spelt, name))
  }
  return spelt
}

function nameOnDisk(folder: string, name: string): string {
  const swapped = swapCase(name)
  if (swapped === name) return name
  const own = statOf(join(folder, name))
  if (own === undefined || !isSameFile(own, statOf(join(folder, swapped)))) return name
  const names = namesIn(folder)
  if (names.includes(name)) return name
  return names.find((other) => other.toLowerCase() === name.toLowerCase()) ?? name
}

function swapCase(name: string): string {
  const upper = name.toUpperCase()
  return upper === name ? name.toLowerCase() : upper
}

function isSameFile(a: Stats, b: Stats | undefined): boolean {
  return b !== undefined && a.ino === b.ino && a.dev === b.dev
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
