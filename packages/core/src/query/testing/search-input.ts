/** What a search reads, for tests. */
import { makeSnapshot, type Snapshot } from '../../segment/snapshot.js'
import { statisticsOf } from '../../segment/statistics.js'
import type { Project } from '../../segment/testing/analyzed.js'
import { layers, snapshotOf } from '../../segment/testing/segments.js'
import { createTermAnalyzer } from '../../tokenize/terms.js'
import { createNameBook } from '../name-book.js'
import type { SearchInput, SearchOptions } from '../search.js'

/** No filter outside the query. */
export const WHOLE: Omit<SearchOptions, 'k' | 'explain'> = {
  languages: [],
  paths: [],
  content: 'all',
  queryLanguage: undefined,
}

export function inputOf(snapshot: Snapshot): SearchInput {
  const analyzer = createTermAnalyzer()
  return {
    snapshot,
    statistics: statisticsOf(snapshot),
    analyzer,
    names: createNameBook(snapshot, analyzer, undefined),
    dictionaryOf: () => undefined,
    meaning: undefined,
    platform: 'linux',
  }
}

/** An index of one part. */
export function indexOf(files: Project): SearchInput {
  return inputOf(snapshotOf(files))
}

/** An index that grew: of a path's versions the last one counts, and none of the `gone`. */
export function grownIndexOf(projects: readonly Project[], gone: readonly string[]): SearchInput {
  return inputOf(makeSnapshot(layers(projects, gone)))
}
