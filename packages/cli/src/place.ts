/** Places in files as people write them: `PATH`, `PATH:LINE`, `PATH:LINE-END`. */
import { existsSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { LineRange } from '@cerca/core'
import type { SimilarTarget } from '@cerca/core/node'
import { UsageError } from './errors.js'

/**
 * The target that a place names. Its path is looked for below each of `bases` in turn, the first that has it wins,
 * and must lie within `root`. Throws `UsageError`.
 */
export function resolvePlace(place: string, root: string, bases: readonly string[]): SimilarTarget {
  if (place.trim() === '') throw new UsageError('No place in the code was given.', 'Write PATH[:LINE[-END]].')
  // A file may really be called `a:1`.
  const isWhole = bases.some((base) => isFile(resolve(base, place)))
  const { path: written, lines } = isWhole ? { path: place, lines: undefined } : readPlace(place)
  const absolutePath = findPath(written, bases)
  const stats = statSync(absolutePath, { throwIfNoEntry: false })
  if (!stats)
    throw new UsageError(
      `There is no file ${written}.`,
      'Its path may be relative to the current folder or to ROOT.',
    )
  if (stats.isDirectory()) throw new UsageError(`${written} is a folder.`, 'Name a file in it.')
  const path = pathWithin(root, absolutePath) ?? pathWithin(root, realpathSync(absolutePath))
  if (path === undefined) {
    throw new UsageError(
      `${written} is not inside ${root}.`,
      'Name its own folder as ROOT, or send the code itself: cerca similar --stdin ROOT',
    )
  }
  return lines ? { kind: 'lines', path, lines } : { kind: 'file', path }
}

/** Splits `PATH[:LINE[-END]]`; a column after the line and a last colon, as compilers print them, are dropped. */
export function readPlace(place: string): { readonly path: string; readonly lines: LineRange | undefined } {
  const match = /^(.+?):(\d+)(?:-(\d+)|:\d+)?:?$/.exec(place)
  if (!match) return { path: place, lines: undefined }
  const first = Number(match[2])
  const last = match[3] === undefined ? first : Number(match[3])
  if (first < 1 || last < first) {
    throw new UsageError(
      `There is no such line: ${place}.`,
      'Lines count from 1, and END does not come before LINE.',
    )
  }
  return { path: match[1], lines: { start: first - 1, end: last } }
}

/** The absolute path below the first base that has it; where none does, below the first. A last `/` stays. */
export function findPath(path: string, bases: readonly string[]): string {
  const candidates = bases.map((base) => resolve(base, path))
  const chosen = candidates.find((candidate) => existsSync(candidate)) ?? candidates[0]
  return /[\\/]$/.test(path) ? chosen + sep : chosen
}

function pathWithin(root: string, absolutePath: string): string | undefined {
  const path = relative(root, absolutePath)
  if (path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) return undefined
  return sep === '/' ? path : path.replaceAll(sep, '/')
}

function isFile(absolutePath: string): boolean {
  return statSync(absolutePath, { throwIfNoEntry: false })?.isFile() === true
}
