/** Brings the index of a folder up to date. */
import type { StaticModel } from '../embed/static-model.js'
import { wantsAdaptation } from '../engine/adaptation.js'
import { asAssembled, assembleIndex } from '../engine/assemble.js'
import { embedIndex } from '../engine/embed-index.js'
import { hashOfRow, type OpenedIndex, pathOfRow, snapshotOf } from '../engine/opened-index.js'
import { isUpToDate, type UpdatePlan } from '../engine/plan.js'
import { CercaError } from '../errors.js'
import { adaptIndex } from './adapt-index.js'
import type { AdaptationReport, IndexOptions, IndexReport } from './api.js'
import { summaryOf } from './index-summary.js'
import { acquireLock } from './lock.js'
import { runPlan } from './run-plan.js'
import { type FoundIndex, type IndexPlace, placeOf, removeOrphans, storeIndex } from './stored-index.js'
import { isCurrent, openPlace, type Survey, surveyOf } from './survey.js'
import { useOptimizingCompiler } from './wasm-compiler.js'

/** A lock is lost when another machine took this process for dead, or when somebody removed the index's folder. */
const MAX_TRIES = 2

/**
 * Makes the index on disk what the files are, and reports. Throws `root-…`, `index-locked`, `index-too-new`,
 * `index-unreadable`, `index-dir-unwritable` and `worker-failed`.
 */
export async function updateIndex(options: IndexOptions): Promise<IndexReport> {
  const { place, model } = await openPlace(options)
  const { index, survey, adaptation } = await updateWhereWritable(place, model, options)
  const report = reportOf(place, survey, index)
  return { ...report, milliseconds: report.milliseconds - (adaptation?.milliseconds ?? 0), adaptation }
}

/**
 * Brings the index that was surveyed up to date for somebody who waits for an answer. Where the index cannot be written
 * it answers from memory and says so. Throws what `updateIndex` throws.
 */
export async function bringUpToDate(
  survey: Survey,
  options: IndexOptions,
): Promise<{ readonly index: OpenedIndex; readonly report: IndexReport }> {
  // Of this module's own: who surveyed may be of another bundle, whose errors are of another class.
  const place = placeOf(options.root, options.indexDir)
  options.onNotice(announce(survey))
  try {
    // Nor is training waited for.
    const updated = await updateLocked(place, survey.model, options, 'off')
    return { index: updated.index, report: reportOf(place, updated.survey, updated.index) }
  } catch (error) {
    if (!(error instanceof CercaError) || error.code !== 'index-dir-unwritable') throw error
    options.onNotice(`${error.message} Answering from memory; the next search starts over.`)
    const index = (await analyse(place, survey, options)).index
    return { index, report: reportOf(place, survey, index) }
  }
}

interface Updated {
  readonly index: OpenedIndex
  readonly survey: Survey
  readonly adaptation: AdaptationReport | undefined
}

/** An index that cannot be written is as good as another one while there is nothing to write. */
async function updateWhereWritable(
  place: IndexPlace,
  model: StaticModel | undefined,
  options: IndexOptions,
): Promise<Updated> {
  try {
    return await updateLocked(place, model, options, options.adapt)
  } catch (error) {
    if (!(error instanceof CercaError) || error.code !== 'index-dir-unwritable') throw error
    const survey = surveyOf(place, model, options)
    if (!isCurrent(survey)) throw error
    const { index } = survey.found
    if (options.adapt !== 'off' && wantsAdaptation(index)) options.onNotice(notAdapted(error))
    return { index, survey, adaptation: undefined }
  }
}

async function updateLocked(
  place: IndexPlace,
  model: StaticModel | undefined,
  options: IndexOptions,
  adapt: IndexOptions['adapt'],
): Promise<Updated> {
  for (let nTries = 0; nTries < MAX_TRIES; nTries++) {
    const lock = await acquireLock(place.lockPath, {
      onLocked: options.onLocked,
      onWait: (holder) => options.onNotice(`Waiting for ${holder}, which is writing this index.`),
      signal: undefined,
    })
    try {
      const updated = await update(place, model, options, () => lock.isHeld())
      if (updated === undefined) continue
      if (adapt === 'off') return { ...updated, adaptation: undefined }
      return await adaptStored(place, options, adapt, updated, () => lock.isHeld())
    } finally {
      lock.release()
    }
  }
  throw new CercaError('index-locked', 'it took over from this one')
}

/** `undefined`, with the index on disk as it was, when the lock was lost meanwhile. */
async function update(
  place: IndexPlace,
  model: StaticModel | undefined,
  options: IndexOptions,
  isLocked: () => boolean,
): Promise<{ index: OpenedIndex; survey: Survey } | undefined> {
  // Another writer may have done the work while this one waited.
  const survey = surveyOf(place, model, options)
  if (isCurrent(survey)) return { index: survey.found.index, survey }
  removeOrphans(place.store)
  const assembled = await analyse(place, survey, options)
  if (!isLocked()) return undefined
  const { filesTotal, bytesTotal } = totalsOf(survey)
  options.onProgress({ phase: 'write', filesDone: filesTotal, filesTotal, bytesDone: bytesTotal, bytesTotal })
  return { index: storeIndex(place.store, assembled), survey }
}

/** The index is on disk by now: what goes wrong here leaves it as it is. */
async function adaptStored(
  place: IndexPlace,
  { modelFolder, workers, onProgress, onNotice }: IndexOptions,
  amount: 'auto' | 'full',
  { index, survey }: { readonly index: OpenedIndex; readonly survey: Survey },
  isLocked: () => boolean,
): Promise<Updated> {
  const { filesTotal } = totalsOf(survey)
  const { model } = survey
  if (model === undefined || modelFolder === undefined || !wantsAdaptation(index))
    return { index, survey, adaptation: undefined }
  const startedMs = Date.now()
  const report = (done: number, total: number) =>
    onProgress({ phase: 'adapt', filesDone: filesTotal, filesTotal, bytesDone: done, bytesTotal: total })
  report(0, 0)
  try {
    const inWorker = workers !== 0
    const adapted = await adaptIndex(index, {
      root: place.root,
      modelFolder,
      amount,
      inWorker,
      onProgress: report,
    })
    if (adapted === undefined || !isLocked()) return { index, survey, adaptation: undefined }
    const stored = storeIndex(place.store, embedIndex(asAssembled(index), index, model, adapted))
    const adaptation = { pairs: adapted.pairs, milliseconds: Date.now() - startedMs }
    return { index: stored, survey, adaptation }
  } catch (error) {
    const isHarmless =
      error instanceof CercaError && (error.code === 'worker-failed' || error.code === 'index-dir-unwritable')
    if (!isHarmless) throw error
    onNotice(notAdapted(error))
    return { index, survey, adaptation: undefined }
  }
}

function notAdapted({ message }: CercaError): string {
  return `The model could not be adapted to these files: ${message} The index is complete without it.`
}

async function analyse(place: IndexPlace, survey: Survey, options: IndexOptions) {
  const { index } = survey.found
  const analysed = await runPlan(index, survey.plan, {
    root: place.root,
    maxFileBytes: survey.maxFileBytes,
    workers: options.workers,
    onProgress: options.onProgress,
    startedMs: survey.startedMs,
  })
  useOptimizingCompiler()
  return embedIndex(assembleIndex(index, survey.plan, analysed), index, survey.model, undefined)
}

function totalsOf({ plan }: Survey): { filesTotal: number; bytesTotal: number } {
  return {
    filesTotal: plan.toRead.length,
    bytesTotal: plan.toRead.reduce((sum, { file }) => sum + file.size, 0),
  }
}

function announce({ found, plan, maxFileBytes }: Survey): string {
  const nFiles = plan.toRead.length
  if (found.state === 'damaged') return `${found.detail} Building it again from ${count(nFiles, 'file')}.`
  if (found.state === 'outdated') return `The index is rebuilt: ${found.detail}.`
  if (found.state === 'missing') return `No index yet: indexing ${count(nFiles, 'file')} first.`
  if (isUpToDate(found.index, plan) && found.maxFileBytes === maxFileBytes)
    return 'Another model: bringing its vectors up to date.'
  return `${describeChange(plan, found.maxFileBytes !== maxFileBytes)}: bringing the index up to date.`
}

function describeChange({ toRead, removedRows }: UpdatePlan, isOtherLimit: boolean): string {
  if (isOtherLimit) return 'Another limit on the size of files'
  if (toRead.length === 0) return `${count(removedRows.length, 'file')} gone`
  const removed = removedRows.length > 0 ? `, ${removedRows.length} gone` : ''
  return `${count(toRead.length, 'file')} changed${removed}`
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

function reportOf(place: IndexPlace, survey: Survey, index: OpenedIndex): IndexReport {
  const { plan, walked } = survey
  const newRows = new Map(index.manifest.files.map((_, row) => [pathOfRow(index, row), row]))
  const read = plan.toRead.flatMap(({ file, row }) => {
    const newRow = newRows.get(file.path)
    return newRow === undefined ? [] : [{ row, newRow }]
  })
  const isSame = (row: number, newRow: number) =>
    hashOfRow(survey.found.index, row) === hashOfRow(index, newRow)
  const same = read.filter(({ row, newRow }) => row !== undefined && isSame(row, newRow)).length
  const added = read.filter(({ row }) => row === undefined).length
  return {
    ...summaryOf(place, walked, index, snapshotOf(index)),
    added,
    changed: read.length - added - same,
    removed: plan.removedRows.length,
    unchanged: plan.unchangedRows.length + same,
    problems: index.manifest.problems,
    milliseconds: Date.now() - survey.startedMs,
    adaptation: undefined,
    rebuilt: rebuildReasonOf(survey.found),
  }
}

function rebuildReasonOf({ state, detail }: FoundIndex): IndexReport['rebuilt'] {
  if (state === 'damaged') return { reason: 'damaged', detail }
  if (state === 'outdated') return { reason: 'other-version', detail: `The index is not used: ${detail}.` }
  return undefined
}
