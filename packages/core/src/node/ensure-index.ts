/** Opens an index for searching, brought up to date first. */
import type { StaticModel } from '../embed/static-model.js'
import type { OpenedIndex } from '../engine/opened-index.js'
import type { SearchInput } from '../query/search.js'
import type { IndexOptions, IndexReport, SearchIndex } from './api.js'
import { makeSearchIndex } from './search-index.js'
import { searchInputOf } from './search-input.js'
import { isCurrent, openPlace, surveyOf } from './survey.js'

/**
 * `report` is `undefined` when the index was current. Throws what `updateIndex` throws, but where the index cannot
 * be written it answers from memory.
 */
export async function ensureIndex(
  options: IndexOptions,
): Promise<{ readonly index: SearchIndex; readonly report: IndexReport | undefined }> {
  const { root, index, model, report } = await openUpToDate(options)
  return { index: makeSearchIndex(root, index, model), report }
}

/** What `search` of the pure library reads, of an index brought up to date: for experiments with the ranking. */
export async function openSearchInput(options: IndexOptions): Promise<SearchInput> {
  const { index, model } = await openUpToDate(options)
  return searchInputOf(index, model)
}

interface UpToDateIndex {
  readonly root: string
  readonly index: OpenedIndex
  /** What was asked for; the index has its vectors unless it is `undefined`. */
  readonly model: StaticModel | undefined
  /** `undefined` when there was nothing to do. */
  readonly report: IndexReport | undefined
}

async function openUpToDate(options: IndexOptions): Promise<UpToDateIndex> {
  const { place, model } = await openPlace(options)
  const survey = surveyOf(place, model, options)
  const { root } = place
  if (isCurrent(survey)) return { root, index: survey.found.index, model, report: undefined }
  // On demand: an index that is current needs nothing that builds one.
  const { bringUpToDate } = await import('./update-index.js')
  return { root, model, ...(await bringUpToDate(survey, options)) }
}
