/**
 * Finds the files worth indexing.
 *
 * The crawler is a plain loop over `readdirSync`: a crawler library would keep unreadable folders and special files to
 * itself, call links files, and have the rules of every folder looked up again by path.
 */
import { lstatSync, type Stats } from 'node:fs'
import { comparePaths } from '../text/compare-text.js'
import type { Environment } from './git-config.js'
import { describeExclusion, type LeftOut, type LeftOutReason } from './left-out.js'
import {
  describeFailure,
  describeLink,
  describeSize,
  type Listing,
  listFolder,
  type OpenFolder,
  openChild,
  openRoot,
} from './open-folder.js'
import { fileExclusion, folderExclusion } from './selection.js'

// Hand-written files stay far below; what is above is nearly always data or generated.
export const DEFAULT_MAX_FILE_BYTES = 1024 * 1024

export interface WalkOptions {
  /** Files above this many bytes are left out. */
  readonly maxFileBytes: number
  /** Environment variables: they say where the user's git settings are. */
  readonly environment: Environment
}

/** A file to index. `path` is relative to the root with `/`. */
export interface FoundFile {
  readonly path: string
  readonly size: number
  readonly mtimeMs: number
  readonly ctimeMs: number
}

/** Both lists are ordered by path, in code units; a folder that is left out stands for everything in it. */
export interface WalkResult {
  readonly files: readonly FoundFile[]
  readonly leftOut: readonly LeftOut[]
}

interface Walk {
  readonly root: string
  readonly maxFileBytes: number
  readonly files: FoundFile[]
  readonly leftOut: LeftOut[]
}

/** Lists the files below `root`. Throws `root-not-found`, `root-not-a-folder` and `root-unreadable`, nothing else. */
export function walk(root: string, options: WalkOptions): WalkResult {
  const { absolutePath, folder } = openRoot(root, options.environment)
  const state: Walk = { root: absolutePath, maxFileBytes: options.maxFileBytes, files: [], leftOut: [] }
  visit(state, folder)
  state.files.sort(comparePaths)
  state.leftOut.sort(comparePaths)
  return { files: state.files, leftOut: state.leftOut }
}

function visit(state: Walk, folder: OpenFolder): void {
  for (const entry of folder.listing.entries) {
    const path = folder.path + entry.name
    if (entry.isFile()) visitFile(state, folder, entry.name)
    else if (entry.isDirectory()) visitFolder(state, folder, entry.name)
    else if (entry.isSymbolicLink()) leaveOut(state, path, 'symlink', describeLink(`${state.root}/${path}`))
    else leaveOut(state, path, 'special', 'not a file, folder or link')
  }
}

function visitFolder(state: Walk, parent: OpenFolder, name: string): void {
  const path = `${parent.path}${name}/`
  let listing: Listing | undefined
  const list = () => (listing ??= listFolder(`${state.root}/${path}`))
  const exclusion = folderExclusion(parent, name, () => list().names)
  if (exclusion !== undefined) return leaveOut(state, path, exclusion.reason, describeExclusion(exclusion))
  const { failure } = list()
  if (failure !== undefined) return leaveOut(state, path, 'unreadable', failure)
  visit(state, openChild(parent, name, list()))
}

function visitFile(state: Walk, folder: OpenFolder, name: string): void {
  const path = folder.path + name
  const exclusion = fileExclusion(folder, name)
  if (exclusion !== undefined) return leaveOut(state, path, exclusion.reason, describeExclusion(exclusion))
  let stats: Stats
  try {
    stats = lstatSync(`${state.root}/${path}`)
  } catch (error) {
    return leaveOut(state, path, 'unreadable', describeFailure(error, path))
  }
  const { size, mtimeMs, ctimeMs } = stats
  if (size === 0) return leaveOut(state, path, 'empty', '0 bytes')
  if (size > state.maxFileBytes)
    return leaveOut(state, path, 'too-large', describeSize(size, state.maxFileBytes))
  state.files.push({ path, size, mtimeMs, ctimeMs })
}

function leaveOut(state: Walk, path: string, reason: LeftOutReason, detail: string): void {
  state.leftOut.push({ path, reason, detail })
}
