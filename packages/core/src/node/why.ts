/** Explains for one path whether it is indexed, and if not, by which rule. */
import { lstatSync, type Stats } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { describeExclusion, type Exclusion, type LeftOutReason, leftOutSentence } from './left-out.js'
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
import { readSource } from './read.js'
import { fileExclusion, folderExclusion } from './selection.js'
import type { WalkOptions } from './walk.js'

/** What the disk has at a path. */
export type WhyKind = 'file' | 'folder' | 'link' | 'special' | 'nothing'

export interface WhyAnswer {
  /** Relative to the root with `/`; a folder's ends in `/`, the root's is `''`. As asked, when outside the root. */
  readonly path: string
  readonly kind: WhyKind
  /** `indexed` for a folder: the walk goes into it. `nothing-there`: no rule speaks against the path, but nothing is there. */
  readonly state: 'indexed' | 'left-out' | 'nothing-there' | 'outside-root'
  /** One or two sentences for people. */
  readonly sentence: string
  readonly reason: LeftOutReason | undefined
  /** The path itself, or the folder above it, that is left out. */
  readonly leftOutPath: string | undefined
  /** Its file is absolute or `built-in default`, its line 1-based; `undefined` when the file itself is the cause. */
  readonly rule:
    | { readonly text: string; readonly source: string; readonly line: number | undefined }
    | undefined
}

/** `path` is absolute or relative to the root and need not exist. Throws what `walk` throws for the root. */
export function why(root: string, path: string, options: WalkOptions): WhyAnswer {
  const { absolutePath: realRoot, folder: rootFolder } = openRoot(root, options.environment)
  const relativePath = pathBelowRoot(resolve(root), realRoot, path)
  if (relativePath === undefined) return outsideRoot(path, realRoot)
  const names = relativePath.split('/').filter((name) => name !== '')
  if (names.length === 0) return indexedAnswer('', 'folder')

  let folder = rootFolder
  let isThere = true
  for (const [depth, name] of names.entries()) {
    const isLast = depth === names.length - 1
    const meantAs = isLast && !relativePath.endsWith('/') ? 'file' : 'folder'
    const finding = examine(realRoot, folder, name, meantAs, options)
    isThere &&= finding.kind !== 'nothing'
    const pathSoFar = folder.path + name + (finding.child ? '/' : '')
    const pathAsked = isLast ? pathSoFar : relativePath
    if (finding.cause)
      return leftOutAnswer(pathAsked, isThere ? finding.kind : 'nothing', pathSoFar, finding.cause)
    if (isLast && isThere) return indexedAnswer(pathSoFar, finding.kind)
    if (finding.child === undefined) break
    folder = finding.child
  }
  return nothingThereAnswer(relativePath)
}

/** Why something is left out: a rule, or what it is. */
interface Cause {
  readonly reason: LeftOutReason
  readonly detail: string
  readonly rule: WhyAnswer['rule']
}

interface Finding {
  readonly kind: WhyKind
  readonly cause: Cause | undefined
  /** Present for a folder, and for nothing that is meant as a folder. */
  readonly child: OpenFolder | undefined
}

function examine(
  realRoot: string,
  folder: OpenFolder,
  name: string,
  meantAs: 'file' | 'folder',
  options: WalkOptions,
): Finding {
  const absolutePath = `${realRoot}/${folder.path}${name}`
  let stats: Stats | undefined
  try {
    stats = lstatSync(absolutePath, { throwIfNoEntry: false })
  } catch (error) {
    return {
      kind: 'nothing',
      cause: because('unreadable', describeFailure(error, absolutePath)),
      child: undefined,
    }
  }
  if (stats?.isSymbolicLink()) return leaf('link', because('symlink', describeLink(absolutePath)))
  if (stats?.isDirectory() || (stats === undefined && meantAs === 'folder')) {
    const listing = stats ? listFolder(absolutePath) : EMPTY_LISTING
    const exclusion = folderExclusion(folder, name, () => listing.names)
    const failed = listing.failure === undefined ? undefined : because('unreadable', listing.failure)
    const cause = exclusion ? byRule(exclusion) : failed
    return { kind: stats ? 'folder' : 'nothing', cause, child: openChild(folder, name, listing) }
  }
  if (stats && !stats.isFile()) return leaf('special', because('special', 'not a file, folder or link'))
  const exclusion = fileExclusion(folder, name)
  if (exclusion) return leaf(stats ? 'file' : 'nothing', byRule(exclusion))
  if (stats === undefined) return leaf('nothing', undefined)
  return leaf('file', causeInFile(absolutePath, stats.size, options))
}

const EMPTY_LISTING: Listing = { failure: undefined, entries: [], names: [] }

function causeInFile(absolutePath: string, size: number, options: WalkOptions): Cause | undefined {
  if (size === 0) return because('empty', '0 bytes')
  if (size > options.maxFileBytes) return because('too-large', describeSize(size, options.maxFileBytes))
  const read = readSource(absolutePath, options)
  return read.leftOut === undefined ? undefined : because(read.leftOut, read.detail)
}

function leaf(kind: WhyKind, cause: Cause | undefined): Finding {
  return { kind, cause, child: undefined }
}

function because(reason: LeftOutReason, detail: string): Cause {
  return { reason, detail, rule: undefined }
}

function byRule(exclusion: Exclusion): Cause {
  const { reason, rule, source, line } = exclusion
  return { reason, detail: describeExclusion(exclusion), rule: { text: rule, source, line } }
}

/** Path relative to the root with `/`, however the root was named; `undefined` when it is not below the root. */
function pathBelowRoot(root: string, realRoot: string, path: string): string | undefined {
  const absolutePath = resolve(realRoot, path)
  const slash = /[\\/]$/.test(path) ? '/' : ''
  for (const start of [realRoot, root]) {
    const below = relative(start, absolutePath)
    if (!isAbsolute(below) && below.split(sep)[0] !== '..') return below.split(sep).join('/') + slash
  }
  return undefined
}

function leftOutAnswer(path: string, kind: WhyKind, leftOutPath: string, cause: Cause): WhyAnswer {
  const subject = leftOutPath === path ? path : `${path} is in ${leftOutPath}, which`
  const verb = kind === 'nothing' ? 'would be left out' : 'is left out'
  const sentence = `${subject} ${verb}: ${cause.detail}. ${leftOutSentence(cause.reason)}`
  return { path, kind, state: 'left-out', sentence, reason: cause.reason, leftOutPath, rule: cause.rule }
}

function indexedAnswer(path: string, kind: WhyKind): WhyAnswer {
  const sentence =
    kind === 'folder'
      ? `${path || 'The root'} is indexed, except what a rule leaves out inside.`
      : `${path} is indexed.`
  return {
    path,
    kind,
    state: 'indexed',
    sentence,
    reason: undefined,
    leftOutPath: undefined,
    rule: undefined,
  }
}

function nothingThereAnswer(path: string): WhyAnswer {
  const sentence = `There is no ${path}; no rule would leave it out.`
  return { ...indexedAnswer(path, 'nothing'), state: 'nothing-there', sentence }
}

function outsideRoot(path: string, realRoot: string): WhyAnswer {
  const sentence = `${path} is outside ${realRoot}: only what is inside the root is indexed.`
  return { ...indexedAnswer(path, 'nothing'), state: 'outside-root', sentence }
}
