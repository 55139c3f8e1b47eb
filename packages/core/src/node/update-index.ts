/** Brings the index of a folder up to date. */
import { assembleIndex } from '../engine/assemble.js'
import { EMPTY_INDEX, indexBytesOf, type OpenedIndex, pathOfRow, snapshotOf } from '../engine/opened-index.js'
import { isUpToDate, planUpdate, type UpdatePlan } from '../engine/plan.js'
import { CercaError } from '../errors.js'
import type { IndexOptions, IndexReport } from './api.js'
import { acquireLock } from './lock.js'
import { runPlan } from './run-plan.js'
import { type FoundIndex, findIndex, type IndexPlace, placeOf, storeIndex } from './stored-index.js'
import { type WalkResult, walk } from './walk.js'

/**
 * A file touched this shortly before the scan may be written again with the same time: clocks of file systems
 * tick every few milliseconds.
 */
const CLOCK_TICK_MS = 20

export interface UpdatedIndex {
  readonly place: IndexPlace
  readonly index: OpenedIndex
  /** `undefined` when there was nothing to do. */
  readonly report: IndexReport | undefined
}

/** What is on disk, compared with the index. */
interface Survey {
  readonly found: FoundIndex
  readonly walked: WalkResult
  readonly plan: UpdatePlan
  readonly settledBeforeMs: number
  readonly startedMs: number
}

/**
 * Makes the index on disk what the files are, and reports. Throws `root-…`, `index-locked`, `index-too-new`,
 * `index-dir-unwritable` and `worker-failed`.
 */
export async function updateIndex(options: IndexOptions): Promise<IndexReport> {
  const place = placeOf(options.root, options.indexDir)
  const { index, survey } = await updateLocked(place, options)
  return reportOf(place, survey, index)
}

/**
 * Opens the index, brought up to date first where the files say so. Where the index cannot be written it answers
 * from memory and says so.
 */
export async function openUpToDate(options: IndexOptions): Promise<UpdatedIndex> {
  const place = placeOf(options.root, options.indexDir)
  const survey = surveyOf(place, options)
  if (survey.found.state === 'opened' && isUpToDate(survey.found.index, survey.plan)) {
    return { place, index: survey.found.index, report: undefined }
  }
  options.onNotice(announce(survey))
  try {
    const updated = await updateLocked(place, options)
    return { place, index: updated.index, report: reportOf(place, updated.survey, updated.index) }
  } catch (error) {
    if (!(error instanceof CercaError) || error.code !== 'index-dir-unwritable') throw error
    options.onNotice(`${error.message} Answering from memory; the next search starts over.`)
    const index = (await analyse(place, survey, options)).index
    return { place, index, report: reportOf(place, survey, index) }
  }
}

/** Compares the files with the index. Throws `root-unreadable` and `index-too-new`. */
export function surveyOf(
  place: IndexPlace,
  options: Pick<IndexOptions, 'maxFileBytes' | 'rebuild' | 'onProgress'>,
): Survey {
  const startedMs = Date.now()
  options.onProgress({ phase: 'scan', filesDone: 0, filesTotal: 0, bytesDone: 0, bytesTotal: 0 })
  const walked = walk(place.root, { maxFileBytes: options.maxFileBytes, environment: process.env })
  const found: FoundIndex = options.rebuild
    ? { state: 'missing', index: EMPTY_INDEX, detail: '' }
    : findIndex(place.store)
  const plan = planUpdate(found.index, walked.files)
  return { found, walked, plan, settledBeforeMs: startedMs - CLOCK_TICK_MS, startedMs }
}

async function updateLocked(
  place: IndexPlace,
  options: IndexOptions,
): Promise<{ index: OpenedIndex; survey: Survey }> {
  const lock = await acquireLock(place.lockPath, {
    onLocked: options.onLocked,
    onWait: (holder) => options.onNotice(`Waiting for ${holder}, which is writing this index.`),
    signal: undefined,
  })
  try {
    // Another writer may have done the work while this one waited.
    const survey = surveyOf(place, options)
    if (survey.found.state === 'opened' && isUpToDate(survey.found.index, survey.plan)) {
      return { index: survey.found.index, survey }
    }
    const assembled = await analyse(place, survey, options)
    const { filesTotal, bytesTotal } = totalsOf(survey)
    options.onProgress({
      phase: 'write',
      filesDone: filesTotal,
      filesTotal,
      bytesDone: bytesTotal,
      bytesTotal,
    })
    return { index: storeIndex(place.store, assembled), survey }
  } finally {
    lock.release()
  }
}

async function analyse(place: IndexPlace, survey: Survey, options: IndexOptions) {
  const { index } = survey.found
  const analysed = await runPlan(index, survey.plan, {
    root: place.root,
    maxFileBytes: options.maxFileBytes,
    workers: options.workers,
    onProgress: options.onProgress,
    settledBeforeMs: survey.settledBeforeMs,
  })
  return assembleIndex(index, survey.plan, analysed)
}

function totalsOf({ plan }: Survey): { filesTotal: number; bytesTotal: number } {
  return {
    filesTotal: plan.toRead.length,
    bytesTotal: plan.toRead.reduce((sum, { file }) => sum + file.size, 0),
  }
}

function announce({ found, plan }: Survey): string {
  const nFiles = plan.toRead.length
  if (found.state === 'damaged') return `${found.detail} Building it again from ${count(nFiles, 'file')}.`
  if (found.state === 'outdated') return `The index is rebuilt: ${found.detail}.`
  if (found.state === 'missing') return `No index yet: indexing ${count(nFiles, 'file')} first.`
  const removed = plan.removedRows.length > 0 ? `, ${plan.removedRows.length} gone` : ''
  return `${count(nFiles, 'file')} changed${removed}: bringing the index up to date.`
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

function reportOf(place: IndexPlace, survey: Survey, index: OpenedIndex): IndexReport {
  const { plan, walked } = survey
  const leftOut: Record<string, number> = {}
  for (const { reason } of [...walked.leftOut, ...index.manifest.skipped])
    leftOut[reason] = (leftOut[reason] ?? 0) + 1
  const { nFiles, nChunks } = snapshotOf(index)
  const isIndexed = new Set(index.manifest.files.map((_, row) => pathOfRow(index, row)))
  const indexedNow = plan.toRead.filter(({ file }) => isIndexed.has(file.path))
  return {
    root: place.root,
    indexPath: place.indexPath,
    files: nFiles,
    chunks: nChunks,
    segments: index.segments.length,
    sourceBytes: index.manifest.files.reduce((sum, { size }) => sum + size, 0),
    indexBytes: indexBytesOf(index),
    added: indexedNow.filter(({ row }) => row === undefined).length,
    changed: indexedNow.filter(({ row }) => row !== undefined).length,
    removed: plan.removedRows.length,
    unchanged: plan.unchangedRows.length,
    leftOut,
    problems: index.manifest.problems,
    milliseconds: Date.now() - survey.startedMs,
  }
}
