/** Reads and analyses the files of a plan, in workers when there is enough to do. */
import { availableParallelism } from 'node:os'
import type { AnalysedFiles } from '../engine/assemble.js'
import type { FileStamp } from '../engine/manifest.js'
import { hashOfRow, type OpenedIndex } from '../engine/opened-index.js'
import type { DiskFile, UpdatePlan } from '../engine/plan.js'
import { decodeSegment } from '../segment/format.js'
import { createTermAnalyzer } from '../tokenize/terms.js'
import { analyseBatch, type Batch, type BatchResult } from './analyse.js'
import type { Progress } from './api.js'
import { openSyntaxParser } from './grammars.js'
import { analyseInWorkers } from './worker-pool.js'

export interface RunOptions {
  /** Real path. */
  readonly root: string
  readonly maxFileBytes: number
  readonly workers: number | undefined
  readonly onProgress: (progress: Progress) => void
  /** Files changed after this moment, in milliseconds since 1970, may change again unnoticed. */
  readonly settledBeforeMs: number
}

/**
 * Source bytes in a batch: small enough to share out evenly, large enough that merging stays cheap. Batches do
 * not depend on the number of workers, so neither do the bytes of the index.
 */
const BATCH_BYTES = 256 * 1024

/** Below this much source, starting a worker costs more than it saves. */
const MIN_BYTES_FOR_WORKERS = 1024 * 1024

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
  const nWorkers = options.workers ?? Math.max(1, availableParallelism() - 1)
  if (nWorkers === 0 || (options.workers === undefined && bytes < MIN_BYTES_FOR_WORKERS)) {
    await analyseHere(batches, onResult)
  } else await analyseInWorkers(batches, nWorkers, new URL('./worker.js', import.meta.url), onResult)
  return collect(results, plan, options)
}

async function analyseHere(
  batches: readonly Batch[],
  onResult: (idx: number, result: BatchResult) => void,
): Promise<void> {
  if (batches.length === 0) return
  const tools = { syntax: await openSyntaxParser(), analyzer: createTermAnalyzer() }
  for (const [idx, batch] of batches.entries()) onResult(idx, await analyseBatch(batch, tools))
}

function makeBatches(index: OpenedIndex, plan: UpdatePlan, options: RunOptions): Batch[] {
  const batches: Batch[] = []
  let files: Batch['files'][number][] = []
  let bytes = 0
  const close = () => {
    if (files.length > 0) batches.push({ root: options.root, maxFileBytes: options.maxFileBytes, files })
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
  const stamps = new Map(plan.toRead.map(({ file }) => [file.path, stampOf(file, options.settledBeforeMs)]))
  return {
    segments: done.filter(({ analysed }) => analysed.length > 0).map(({ segment }) => decodeSegment(segment)),
    same: new Set(done.flatMap(({ same }) => same)),
    skipped: done.flatMap(({ leftOut }) =>
      leftOut.flatMap((file) => {
        const stamp = stamps.get(file.path)
        return stamp ? [{ ...file, ...stamp }] : []
      }),
    ),
    problems: done.flatMap(({ problems }) => problems),
    stamps,
  }
}

/** A file that changed a moment ago may change again within one tick of its clock: it is read again next time. */
function stampOf(file: DiskFile, settledBeforeMs: number): FileStamp {
  const isSettled = file.mtimeMs < settledBeforeMs && file.ctimeMs < settledBeforeMs
  return { size: file.size, mtimeMs: isSettled ? file.mtimeMs : -1, ctimeMs: file.ctimeMs }
}
