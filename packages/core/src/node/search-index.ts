/** An opened index that answers. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StaticModel } from '../embed/static-model.js'
import { isEmbeddedBy, modelOfIndex } from '../engine/embed-index.js'
import { type OpenedIndex, snapshotOf } from '../engine/opened-index.js'
import { CercaError } from '../errors.js'
import { buildDocumentVectors } from '../query/document-vectors.js'
import { createMatcher } from '../query/matches.js'
import { type Meaning, openMeaning } from '../query/meaning.js'
import { createNameBook } from '../query/name-book.js'
import { parseQuery } from '../query/parse.js'
import { search } from '../query/search.js'
import { type SimilarInput, type SimilarQuery, similar } from '../query/similar.js'
import { buildSimilarityModel, type Granularity } from '../query/similarity-model.js'
import { statisticsOf } from '../segment/statistics.js'
import type { NaturalLanguage } from '../tokenize/stop-words.js'
import { createTermAnalyzer } from '../tokenize/terms.js'
import type { Span } from '../types.js'
import type { SearchIndex, SimilarTarget } from './api.js'
import { findDictionary } from './dictionaries.js'
import { duplicatesOf } from './duplicates-of.js'
import { sourceOf } from './read.js'
import { placeInFile, queryOfText } from './similar-target.js'
import { useOptimizingCompiler } from './wasm-compiler.js'

/** Nothing is read from disk but the files that `similar` is asked about. */
export function makeSearchIndex(
  root: string,
  opened: OpenedIndex,
  model: StaticModel | undefined,
): SearchIndex {
  const snapshot = snapshotOf(opened)
  const analyzer = createTermAnalyzer()
  const statistics = statisticsOf(snapshot)
  const meaning = meaningOf(opened, model)
  const names = createNameBook(snapshot, analyzer)
  const inputs = new Map<Granularity, SimilarInput>()
  const inputOf = (granularity: Granularity): SimilarInput => {
    const known = inputs.get(granularity)
    if (known) return known
    const model = buildSimilarityModel(snapshot, granularity)
    const documents = meaning && buildDocumentVectors(snapshot, meaning, model)
    const input = {
      snapshot,
      analyzer,
      model,
      meaning: meaning && documents && { loaded: meaning.loaded, documents },
    }
    inputs.set(granularity, input)
    return input
  }
  // A snippet asks about line after line of the same query.
  let matcher: { query: string; language: NaturalLanguage; find: (line: string) => Span[] } | undefined
  const matcherOf = (query: string, language: NaturalLanguage) => {
    if (matcher?.query !== query || matcher.language !== language) {
      const languages = { language, dictionaryOf: findDictionary }
      matcher = { query, language, find: createMatcher(query, analyzer, languages) }
    }
    return matcher.find
  }
  const queryOf = (target: SimilarTarget): SimilarQuery =>
    target.kind === 'text'
      ? queryOfText(target)
      : placeInFile(snapshot, readIndexed(root, target.path), target)
  return {
    root,
    files: snapshot.nFiles,
    chunks: snapshot.nChunks,
    search: (query, options) =>
      search(
        { snapshot, statistics, analyzer, names, dictionaryOf: findDictionary, meaning },
        query,
        options,
      ),
    similar: (target, options) =>
      similar(inputOf(target.kind === 'file' ? 'file' : 'chunk'), queryOf(target), {
        ...options,
        minSimilarity: 0,
      }),
    duplicates: (options) => duplicatesOf(snapshot, (path) => readIfIndexed(root, path), options),
    languageOf: (query) => parseQuery(query, analyzer).language,
    matches: (query, line, language) => matcherOf(query, language)(line),
  }
}

/** What an index knows of meanings; `undefined` without a model or with another one than its own. */
export function meaningOf(opened: OpenedIndex, model: StaticModel | undefined): Meaning | undefined {
  const { embedding } = opened
  if (model === undefined || embedding === undefined || !isEmbeddedBy(opened, model)) return undefined
  useOptimizingCompiler()
  return openMeaning(modelOfIndex(opened, model), embedding.vectors)
}

function readIndexed(root: string, path: string): string {
  try {
    const source = sourceOf(path, readFileSync(join(root, path)))
    if (source.leftOut === undefined) return source.text
  } catch (cause) {
    throw new CercaError('path-not-indexed', path, { cause })
  }
  throw new CercaError('path-not-indexed', path)
}

/** `undefined` for a file that is gone. */
function readIfIndexed(root: string, path: string): string | undefined {
  try {
    return readIndexed(root, path)
  } catch {
    return undefined
  }
}
