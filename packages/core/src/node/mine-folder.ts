/** A folder → pairs to train on: reads, cuts and mines its files, then its history. */
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { LANGUAGES } from '../text/languages.js'
import { mineCommit } from '../train/pairs/mine-commits.js'
import { mineFile } from '../train/pairs/mine-file.js'
import type { Pair } from '../train/pairs/pair.js'
import { PairCollector, type PairLimits } from '../train/pairs/pair-collector.js'
import type { MinedPairs } from '../train/pairs/pair-drafts.js'
import { type PairStatistics, pairStatistics } from '../train/pairs/pair-statistics.js'
import type { Progress } from './api.js'
import { cutSource } from './cut-source.js'
import { defaultFileRule } from './default-files.js'
import { defaultFolderNameRule } from './default-folders.js'
import { readGitLog } from './git-log.js'
import { readSource } from './read.js'
import { secretFile } from './secrets.js'
import { walk } from './walk.js'

export interface MineOptions {
  /** Real path. */
  readonly root: string
  readonly maxFileBytes: number
  /** The repository whose commits are read, `undefined` for none; a folder without history gives none. */
  readonly history: string | undefined
  readonly maxCommits: number
  readonly limits: PairLimits
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly onProgress: (progress: Progress) => void
}

export interface MineReport extends PairStatistics {
  readonly root: string
  readonly files: number
  readonly sourceBytes: number
  readonly commits: number
  /** Why there are no commits, `undefined` when there are or none were asked for. */
  readonly historyProblem: string | undefined
  readonly milliseconds: number
  /** The part of `milliseconds` that finding the pairs of files took, without reading and cutting. */
  readonly miningMilliseconds: number
}

export interface MinedFolder {
  /** Ordered by path, line, source and query. */
  readonly pairs: readonly Pair[]
  readonly report: MineReport
}

/** Commits read of one repository: what the limit on pairs keeps comes from about this many. */
export const DEFAULT_MAX_COMMITS = 6000

/** Subjects speak of code; lock files, pictures and data would only take time. */
const CODE_EXTENSIONS = LANGUAGES.filter(({ kind }) => kind === 'code').flatMap(
  ({ extensions }) => extensions,
)

/** Files between turns of the event loop, so that signals and progress get theirs. */
const FILES_BETWEEN_TURNS = 50

/** Same files and history, same pairs. Throws what `walk` throws. */
export async function mineFolder(options: MineOptions): Promise<MinedFolder> {
  const startedMs = performance.now()
  const collector = new PairCollector(options.limits)
  const ofFiles = await mineFiles(options, collector)
  const history = await mineHistory(options, collector)
  const { pairs, dropped } = collector.finish()
  const milliseconds = Math.round(performance.now() - startedMs)
  return {
    pairs,
    report: { root: options.root, ...ofFiles, ...history, milliseconds, ...pairStatistics(pairs, dropped) },
  }
}

async function mineFiles(
  { root, maxFileBytes, environment, onProgress }: MineOptions,
  collector: PairCollector,
): Promise<Pick<MineReport, 'files' | 'sourceBytes' | 'miningMilliseconds'>> {
  const { files } = walk(root, { maxFileBytes, environment })
  const bytesTotal = files.reduce((sum, { size }) => sum + size, 0)
  // On demand, because whoever imports this file need not mine.
  const { openSyntaxParser } = await import('./grammars.js')
  const syntax = await openSyntaxParser('much')
  let nFiles = 0
  let bytesDone = 0
  let miningMs = 0
  for (const [idx, { path, size }] of files.entries()) {
    if (idx % FILES_BETWEEN_TURNS === 0) {
      onProgress({ phase: 'analyse', filesDone: idx, filesTotal: files.length, bytesDone, bytesTotal })
      await nextTurn()
    }
    bytesDone += size
    const source = readSource(join(root, path), { maxFileBytes })
    if (source.leftOut !== undefined) continue
    nFiles++
    const { file, chunked } = await cutSource(path, source.text, syntax)
    const beforeMs = performance.now()
    collect(mineFile(file, chunked), collector)
    miningMs += performance.now() - beforeMs
  }
  return { files: nFiles, sourceBytes: bytesDone, miningMilliseconds: Math.round(miningMs) }
}

async function mineHistory(
  { history, maxCommits }: MineOptions,
  collector: PairCollector,
): Promise<Pick<MineReport, 'commits' | 'historyProblem'>> {
  if (history === undefined) return { commits: 0, historyProblem: undefined }
  let commits = 0
  const historyProblem = await readGitLog(
    { folder: history, maxCommits, extensions: CODE_EXTENSIONS },
    (commit) => {
      commits++
      const hunks = commit.hunks.filter(({ path }) => isWanted(path))
      collect(mineCommit({ ...commit, hunks }), collector)
    },
  )
  return { commits, historyProblem }
}

/** Whether the walk could have found a file of this path: the history is full of files that are gone. */
function isWanted(path: string): boolean {
  const folders = path.split('/')
  const name = folders.pop() ?? ''
  if (defaultFileRule(name) !== undefined || secretFile(name, folders.at(-1) ?? '') !== undefined)
    return false
  return folders.every((folder, idx) => defaultFolderNameRule(folder, folders[idx - 1] ?? '') === undefined)
}

function collect({ pairs, dropped }: MinedPairs, collector: PairCollector): void {
  for (const pair of pairs) collector.add(pair)
  for (const [reason, nPairs] of dropped) collector.countDropped(reason, nPairs)
}
