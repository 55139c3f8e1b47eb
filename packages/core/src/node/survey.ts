/** What is on disk, compared with the index: all that an index which is current needs. */
import { relative, sep } from 'node:path'
import type { StaticModel } from '../embed/static-model.js'
import { isEmbeddedBy } from '../engine/opened-index.js'
import { isUpToDate, planUpdate, type UpdatePlan } from '../engine/plan.js'
import type { IndexOptions } from './api.js'
import { openModel } from './model-folder.js'
import { withBlobsAhead } from './read-ahead.js'
import { type FoundIndex, findIndex, forgetIndex, type IndexPlace, placeOf } from './stored-index.js'
import { DEFAULT_MAX_FILE_BYTES, type FoundFile, type WalkResult, walk } from './walk.js'

/** What is on disk, compared with the index. */
export interface Survey {
  readonly found: FoundIndex
  readonly walked: WalkResult
  readonly plan: UpdatePlan
  /** What was asked for. */
  readonly model: StaticModel | undefined
  /** The limit that holds: what was asked for, else what the index was built with, else the default. */
  readonly maxFileBytes: number
  readonly startedMs: number
}

/** Compares the files with the index. Throws `root-unreadable`, `index-too-new` and `index-unreadable`. */
export function surveyOf(
  place: IndexPlace,
  model: StaticModel | undefined,
  options: Pick<IndexOptions, 'maxFileBytes' | 'rebuild' | 'onProgress'>,
): Survey {
  const startedMs = Date.now()
  options.onProgress({ phase: 'scan', filesDone: 0, filesTotal: 0, bytesDone: 0, bytesTotal: 0 })
  const found = options.rebuild ? forgetIndex(place.store) : findIndex(place.store)
  const maxFileBytes = options.maxFileBytes ?? found.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES
  const walked = walk(place.root, { maxFileBytes, environment: process.env })
  const plan = planUpdate(found.index, withoutIndex(walked.files, place))
  return { found, walked, plan, model, maxFileBytes, startedMs }
}

/** The place and the model of an index that is to be surveyed. Throws what `placeOf` and `modelIn` throw. */
export async function openPlace({
  root,
  indexDir,
  modelFolder,
  rebuild,
}: Pick<IndexOptions, 'root' | 'indexDir' | 'modelFolder' | 'rebuild'>): Promise<{
  readonly place: IndexPlace
  readonly model: StaticModel | undefined
}> {
  const place = placeOf(root, indexDir)
  // What is built again is not read: it would only lie in memory.
  const ahead = rebuild ? place.store : withBlobsAhead(place.store)
  const model = modelIn(modelFolder)
  return { place: { ...place, store: await ahead }, model }
}

/** Throws `model-damaged` and `model-unsupported`. */
export function modelIn(folder: string | undefined): StaticModel | undefined {
  return folder === undefined ? undefined : openModel(folder)
}

/** Where the index lies below the root, every update changes it: with its own files it would never be current. */
function withoutIndex(files: readonly FoundFile[], { root, indexPath }: IndexPlace): readonly FoundFile[] {
  const folder = `${relative(root, indexPath).split(sep).join('/')}/`
  return folder.startsWith('../') ? files : files.filter(({ path }) => !path.startsWith(folder))
}

/** Whether there is nothing to do. */
export function isCurrent({ found, plan, model, maxFileBytes }: Survey): boolean {
  if (found.state !== 'opened' || found.maxFileBytes !== maxFileBytes) return false
  return isUpToDate(found.index, plan) && isEmbeddedBy(found.index, model)
}
