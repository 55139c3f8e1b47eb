/** What every command is given, and the options of the core that they share. */
import type { NaturalLanguage } from '@cerca/core'
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
  { rebuild, adapt }: Pick<IndexOptions, 'rebuild' | 'adapt'>,
  { core, screen }: CommandContext,
): IndexOptions {
  const { indexDir, maxFileBytes, workers, onLocked } = indexing
  const modelFolder = modelFolderOf(indexing, core)
  const { progress: onProgress, notice: onNotice } = screen
  return {
    root,
    indexDir,
    maxFileBytes,
    workers,
    onLocked,
    modelFolder,
    rebuild,
    adapt,
    onProgress,
    onNotice,
  }
}

/** For whoever waits for an answer: what is stored is good enough, and so is the model as it is. */
export const ANSWER_NOW = { rebuild: false, adapt: 'off' } as const

/** `undefined` for words alone. */
export function modelFolderOf({ model }: IndexingOptions, core: CoreApi): string | undefined {
  if (model === NO_MODEL) return undefined
  return model ?? core.defaultModelFolder
}

const NO_MODEL = 'none'

export function searchOptions(
  results: ResultOptions,
  queryLanguage: NaturalLanguage | undefined,
): SearchOptions {
  return {
    k: results.limit,
    languages: results.languages,
    paths: results.paths,
    content: results.content,
    explain: results.explain,
    queryLanguage,
  }
}
