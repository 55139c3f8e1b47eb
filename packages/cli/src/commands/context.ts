/** What every command is given, and the options of the core that they share. */
import type { IndexOptions, SearchOptions } from '@cerca/core/node'
import type { IndexingOptions, ResultOptions } from '../command-line.js'
import type { CoreApi } from '../core-api.js'
import type { Screen } from '../output/screen.js'
import type { Terminal } from '../terminal.js'

export interface CommandContext {
  readonly terminal: Terminal
  readonly core: CoreApi
  readonly screen: Screen
}

export function indexOptions(
  root: string,
  indexing: IndexingOptions,
  rebuild: boolean,
  { screen }: CommandContext,
): IndexOptions {
  return { root, ...indexing, rebuild, onProgress: screen.progress, onNotice: screen.notice }
}

export function searchOptions(results: ResultOptions): SearchOptions {
  return {
    k: results.limit,
    languages: results.languages,
    paths: results.paths,
    content: results.content,
    explain: results.explain,
  }
}
