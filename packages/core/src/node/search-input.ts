/** What a search reads of an opened index. */
import type { StaticModel } from '../embed/static-model.js'
import {
  isEmbeddedBy,
  modelOfIndex,
  type OpenedIndex,
  snapshotOf,
  storedUsers,
} from '../engine/opened-index.js'
import { type Meaning, openMeaning } from '../query/meaning.js'
import { createNameBook } from '../query/name-book.js'
import type { SearchInput } from '../query/search.js'
import { statisticsOf } from '../segment/statistics.js'
import { createTermAnalyzer } from '../tokenize/terms.js'
import { findDictionary } from './dictionaries.js'
import { useOptimizingCompiler } from './wasm-compiler.js'

/** `model` is the one that was asked for; an index with another one's vectors is searched by words. */
export function searchInputOf(opened: OpenedIndex, model: StaticModel | undefined): SearchInput {
  const snapshot = snapshotOf(opened)
  const analyzer = createTermAnalyzer()
  return {
    snapshot,
    statistics: statisticsOf(snapshot),
    analyzer,
    names: createNameBook(snapshot, analyzer, storedUsers(opened, snapshot)),
    dictionaryOf: findDictionary,
    meaning: meaningOf(opened, model, undefined),
    platform: process.platform,
  }
}

/**
 * What an index knows of meanings; `undefined` without a model or with another one than its own. Of `known`, an older
 * state of the same index, what is the same is taken over.
 */
export function meaningOf(
  opened: OpenedIndex,
  model: StaticModel | undefined,
  known: { readonly opened: OpenedIndex; readonly meaning: Meaning | undefined } | undefined,
): Meaning | undefined {
  const { embedding, manifest } = opened
  if (model === undefined || embedding === undefined || !isEmbeddedBy(opened, model)) return undefined
  const isSameModel =
    known?.opened.manifest.embedding?.model === manifest.embedding?.model &&
    known?.opened.manifest.embedding?.adaptation?.patch === manifest.embedding?.adaptation?.patch
  useOptimizingCompiler()
  const loaded = (isSameModel ? known?.meaning?.loaded : undefined) ?? modelOfIndex(opened, model)
  return openMeaning(loaded, embedding.vectors, known?.meaning)
}
