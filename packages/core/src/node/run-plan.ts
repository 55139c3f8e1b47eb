/** Reads and analyses the files of a plan, in workers when there is enough to do. */
import { availableParallelism } from 'node:os'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AnalysedFiles } from '../engine/assemble.js'
import type { FileStamp } from '../engine/manifest.js'
import { hashOfRow, type OpenedIndex } from '../engine/opened-index.js'
import type { DiskFile, UpdatePlan } from '../engine/plan.js'
import { decodeSegment } from '../segment/format.js'
import { createTermAnalyzer } from '../tokenize/terms.js'
import type { Batch, BatchResult } from './analyse.js'
import type { Progress } from './api.js'
import { PERMISSION_DENIED } from './open-folder.js'
import { analyseInWorkers } from './worker-pool.js'

export interface RunOptions {
  /** Real path. */
  readonly root: string
  readonly maxFileBytes: number
  readonly workers: number | undefined
  readonly onProgress: (progress: Progress) => void
  /** When the files were about to be listed, in milliseconds since 1970. */
  readonly startedMs: number
}

/**
 * Source bytes in a batch: small enough to share out evenly, large enough that merging stays cheap. Batches do
 * not depend on the number of workers, so neither do the bytes of the index.
 */
const BATCH_BYTES = 256 * 1024

const WORKER_URL = new URL('./worker.js', import.meta.url)

/** Below this much source, starting a worker costs more than it saves. */
const MIN_BYTES_FOR_WORKERS = 1024 * 1024

/** Clocks of file systems tick every few milliseconds, 10 at most on Linux. */
const FINE_TICK_MS = 20

/** Old ones, and some of networks, know whole seconds, FAT every other. */
const COARSE_TICK_MS = 2020

/** A time so far ahead was set by somebody. Setting it again changes the other time, which is the system's. */
const HOUR_MS = 3_600_000

/** A time that no file has: the file is read again next time. */
const UNSETTLED = { mtimeMs: -1 } as const

export async function runPlan(
  index: OpenedIndex,
  plan: UpdatePlan,
  options: RunOptions,
): Promise<AnalysedFiles> {
  const batches = makeBatches(index, plan, options)
  const results: (BatchResult | undefined)[] = batches.map(() => undefined)
  const report = progressOf(plan, options.onProgress)
  const onResult = (idx: number, result: BatchResult) => {
    results[idx] = result
    report(batches[idx])
  }
  const bytes = plan.toRead.reduce((sum, { file }) => sum + file.size, 0)
  const nWorkers = options.workers ?? defaultWorkers(availableParallelism())
  if (nWorkers === 0 || (options.workers === undefined && bytes < MIN_BYTES_FOR_WORKERS)) {
    await analyseHere(batches, onResult)
  } else await analyseInWorkers(batches, nWorkers, WORKER_URL, onResult)
  return collect(results, plan, options)
}

/** One core stays free for the user, but of two both work: half the speed would be felt more. */
export function defaultWorkers(nCores: number): number {
  return nCores <= 2 ? nCores : nCores - 1
}

async function analyseHere(
  batches: readonly Batch[],
  onResult: (idx: number, result: BatchResult) => void,
): Promise<void> {
  if (batches.length === 0) return
  // On demand, because a search on a current index should not load the parser.
  const [{ analyseBatch }, { openSyntaxParser }] = await Promise.all([
    import('./analyse.js'),
    import('./grammars.js'),
  ])
  const tools = { syntax: await openSyntaxParser('little'), analyzer: createTermAnalyzer() }
  for (const [idx, batch] of batches.entries()) {
    onResult(idx, await analyseBatch(batch, tools))
    // Signals and the lock's heartbeat get their turn.
    await nextTurn()
  }
}

function makeBatches(index: OpenedIndex, plan: UpdatePlan, options: RunOptions): Batch[] {
  const batches: Batch[] = []
  let files: Batch['files'][number][] = []
  let bytes = 0
  const close = () => {
    if (files.length > 0) {
      batches.push({ root: options.root, maxFileBytes: options.maxFileBytes, files })
    }
    files = []
    bytes = 0
  }
  for (const { file, row } of plan.toRead) {
    files.push({ path: file.path, knownHash: row === undefined ? undefined : hashOfRow(index, row) })
    bytes += file.size
    if (bytes >= BATCH_BYTES) close()
  }
  close()
  return batches
}

function progressOf(plan: UpdatePlan, onProgress: (progress: Progress) => void): (batch: Batch) => void {
  const sizes = new Map(plan.toRead.map(({ file }) => [file.path, file.size]))
  const total = {
    filesTotal: sizes.size,
    bytesTotal: [...sizes.values()].reduce((sum, size) => sum + size, 0),
  }
  let filesDone = 0
  let bytesDone = 0
  if (sizes.size > 0) onProgress({ phase: 'analyse', filesDone, bytesDone, ...total })
  return (batch) => {
    filesDone += batch.files.length
    for (const { path } of batch.files) bytesDone += sizes.get(path) ?? 0
    onProgress({ phase: 'analyse', filesDone, bytesDone, ...total })
  }
}

function collect(
  results: readonly (BatchResult | undefined)[],
  plan: UpdatePlan,
  options: RunOptions,
): AnalysedFiles {
  const done = results.filter((result) => result !== undefined)
  const stamps = new Map(plan.toRead.map(({ file }) => [file.path, stampOf(file, options.startedMs)]))
  return {
    segments: done.filter(({ analysed }) => analysed.length > 0).map(({ segment }) => decodeSegment(segment)),
    same: new Set(done.flatMap(({ same }) => same)),
    skipped: done.flatMap(({ leftOut }) =>
      leftOut.flatMap((file) => {
        const stamp = stamps.get(file.path)
        return stamp ? [{ ...file, ...stamp, ...(isLasting(file) ? {} : UNSETTLED) }] : []
      }),
    ),
    problems: done.flatMap(({ problems }) => problems),
    maxFileBytes: options.maxFileBytes,
    stamps,
  }
}

/** A file that changed a moment ago may change again within one tick of its clock: it is read again next time. */
function stampOf({ size, mtimeMs, ctimeMs }: DiskFile, startedMs: number): FileStamp {
  const isSettled =
    isPast(ctimeMs, startedMs) && (isPast(mtimeMs, startedMs) || mtimeMs > startedMs + HOUR_MS)
  return { size, mtimeMs, ctimeMs, ...(isSettled ? {} : UNSETTLED) }
}

/** A disk that failed may work again although nothing about the file has changed. */
function isLasting({ reason, detail }: { readonly reason: string; readonly detail: string }): boolean {
  return reason !== 'unreadable' || detail === PERMISSION_DENIED
}

function isPast(timeMs: number, startedMs: number): boolean {
  return timeMs < startedMs - tickOf(timeMs)
}

/** How far apart two changes may be and still have this time. A whole second may come from a clock of seconds. */
function tickOf(timeMs: number): number {
  return timeMs % 1000 === 0 ? COARSE_TICK_MS : FINE_TICK_MS
}
