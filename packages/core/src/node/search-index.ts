/** An opened index that answers. */
import type { StaticModel } from '../embed/static-model.js'
import type { OpenedIndex } from '../engine/opened-index.js'
import { buildDocumentVectors } from '../query/document-vectors.js'
import { createMatcher } from '../query/matches.js'
import { languageOfQuery } from '../query/parse.js'
import { search } from '../query/search.js'
import { type SimilarInput, type SimilarQuery, similar } from '../query/similar.js'
import { buildSimilarityModel, type Granularity } from '../query/similarity-model.js'
import type { NaturalLanguage } from '../tokenize/stop-words.js'
import type { Span } from '../types.js'
import type { SearchIndex, SimilarTarget } from './api.js'
import { findDictionary } from './dictionaries.js'
import { readIfIndexed, readIndexed } from './read-indexed.js'
import { searchInputOf } from './search-input.js'
import { placeInFile, queryOfText } from './similar-target.js'

/** Nothing is read from disk but the files that `similar` is asked about. */
export function makeSearchIndex(
  root: string,
  opened: OpenedIndex,
  model: StaticModel | undefined,
): SearchIndex {
  const searched = searchInputOf(opened, model)
  const { snapshot, analyzer, meaning } = searched
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
      : placeInFile(snapshot, readIndexed(root, target.path).text, target)
  return {
    root,
    files: snapshot.nFiles,
    chunks: snapshot.nChunks,
    search: (query, options) => search(searched, query, options),
    similar: (target, options) =>
      similar(inputOf(target.kind === 'file' ? 'file' : 'chunk'), queryOf(target), {
        ...options,
        minSimilarity: 0,
      }),
    async duplicates(options) {
      // On demand: a search does without.
      const { duplicatesOf } = await import('./duplicates-of.js')
      return duplicatesOf(snapshot, (path) => readIfIndexed(root, path)?.text, options)
    },
    languageOf: languageOfQuery,
    matches: (query, line, language) => matcherOf(query, language)(line),
  }
}
