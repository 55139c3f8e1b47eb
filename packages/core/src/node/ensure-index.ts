/** Opens an index for searching, brought up to date first. */
import type { SearchInput } from '../query/search.js'
import type { IndexOptions, IndexReport, SearchIndex } from './api.js'
import { makeSearchIndex } from './search-index.js'
import { searchInputOf } from './search-input.js'
import { openUpToDate } from './update-index.js'

/**
 * `report` is `undefined` when the index was current. Throws what `updateIndex` throws, but where the index cannot
 * be written it answers from memory.
 */
export async function ensureIndex(
  options: IndexOptions,
): Promise<{ readonly index: SearchIndex; readonly report: IndexReport | undefined }> {
  const { place, index, model, report } = await openUpToDate(options)
  return { index: makeSearchIndex(place.root, index, model), report }
}

/** What `search` of the pure library reads, of an index brought up to date: for experiments with the ranking. */
export async function openSearchInput(options: IndexOptions): Promise<SearchInput> {
  const { index, model } = await openUpToDate(options)
  return searchInputOf(index, model)
}
