/** An opened index with documents over it: what is being edited is found as it is. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { LoadedModel, StaticModel } from '../embed/static-model.js'
import { hashOfFile, type OpenedIndex } from '../engine/opened-index.js'
import { type OverlayContent, overlay } from '../engine/overlay.js'
import type { Duplicates } from '../explore/find-duplicates.js'
import { extendDocumentVectors } from '../query/document-vectors.js'
import { createMatcher } from '../query/matches.js'
import { type Meaning, openMeaning } from '../query/meaning.js'
import { createNameBook, type NameBook } from '../query/name-book.js'
import { parseQuery } from '../query/parse.js'
import { type SearchInput, search } from '../query/search.js'
import type { SimilarInput } from '../query/similar.js'
import { extendSimilarityModel } from '../query/similarity-model.js'
import type { Segment } from '../segment/segment.js'
import { embedSegment, type SegmentVectors } from '../segment/segment-vectors.js'
import { partOfFile, type Snapshot } from '../segment/snapshot.js'
import { statisticsOf } from '../segment/statistics.js'
import { createTermAnalyzer } from '../tokenize/terms.js'
import type { Hit, Span } from '../types.js'
import type { DuplicatesOptions, SearchOptions } from './api.js'
import { createCuts } from './cuts.js'
import { definitionsInIndex } from './definitions-in-index.js'
import { findDictionary } from './dictionaries.js'
import { duplicatesOf } from './duplicates-of.js'
import { createLiveDocuments } from './live-documents.js'
import {
  type Generation,
  type GenerationSimilarity,
  openGeneration,
  openSimilarity,
} from './live-generation.js'
import { createLineReader, type LiveLines, linesOfText } from './live-lines.js'
import { createLiveComparison, type LiveComparison } from './live-similar.js'
import { readIfIndexed } from './read-indexed.js'

export interface LiveIndexOptions {
  /** Real path. */
  readonly root: string
  readonly opened: OpenedIndex
  /** `undefined` for a search by words alone. */
  readonly model: StaticModel | undefined
}

/**
 * Documents are analysed one at a time by `settle`; until then answers are as they were before. Nothing is watched:
 * whoever holds it says what changed.
 */
export interface LiveIndex extends LiveComparison {
  /** Of what is searched. */
  counts(): { readonly files: number; readonly chunks: number }
  /** An open document, maybe unsaved, in place of the file; `undefined` when it is as on disk again. */
  setDocument(path: string, text: string | undefined): void
  /** Files that were made, changed or removed; a folder that was removed stands for all in it. */
  filesChanged(paths: readonly string[]): void
  /** How many documents wait to be analysed. */
  nWaiting(which: 'open' | 'all'): number
  /** Analyses what waits; others have their turn after each document. */
  settle(which: 'open' | 'all'): Promise<void>
  /**
   * Goes over to another state of the index, which has every change from before `indexedMs` (milliseconds since
   * 1970). Answers are of the old one until it is ready.
   */
  reopen(opened: OpenedIndex, indexedMs: number): Promise<void>
  /** Counts what `similar` needs, which takes seconds for a large index. */
  prepareSimilar(): Promise<void>
  /** Throws `query-empty` and `filter-unknown`. */
  search(query: string, options: SearchOptions): readonly Hit[]
  /** Of open documents as they are. Lets others run in between; throws `filter-unknown`. */
  duplicates(options: DuplicatesOptions): Promise<Duplicates>
  /** What finds the words of a query in a line. */
  matcherOf(query: string, options: Pick<SearchOptions, 'queryLanguage'>): (line: string) => readonly Span[]
  /** Of the open document, else of the file; `undefined` when there is no such text. */
  textOf(path: string): string | undefined
}

/** What is searched: a generation with documents over it. */
interface View {
  readonly generation: Generation
  readonly snapshot: Snapshot
  readonly added: OverlayContent | undefined
  readonly searched: SearchInput
}

export function createLiveIndex({ root, opened, model }: LiveIndexOptions): LiveIndex {
  const analyzer = createTermAnalyzer()
  let generation = openGeneration(opened, model, analyzer, undefined)
  let similarity: { readonly of: Generation; readonly ready: Promise<GenerationSimilarity> } | undefined
  let view: View | undefined
  let compared: { readonly of: View; readonly input: SimilarInput } | undefined
  const vectors = new WeakMap<Segment, { readonly loaded: LoadedModel; readonly rows: SegmentVectors }>()
  const cut = createCuts()
  const documents = createLiveDocuments(
    root,
    analyzer,
    cut,
    () => generation.opened.manifest.maxFileBytes || undefined,
  )
  const indexedHash = (path: string) => hashIn(generation, path)

  const vectorsOf = (segment: Segment): SegmentVectors | undefined => {
    const { meaning } = generation
    if (meaning === undefined) return undefined
    const known = vectors.get(segment)
    if (known?.loaded === meaning.loaded) return known.rows
    const rows = embedSegment(segment, meaning.loaded)
    vectors.set(segment, { loaded: meaning.loaded, rows })
    return rows
  }

  const viewNow = (): View => {
    if (view) return view
    const { snapshot: base, files, meaning } = generation
    const over = [...documents.differing(indexedHash)].map(([path, segment]) => ({
      path,
      content: segment && { segment, vectors: vectorsOf(segment) },
    }))
    const { snapshot, added } = overlay(base, files, over)
    let statistics: SearchInput['statistics'] | undefined
    view = {
      generation,
      snapshot,
      added,
      searched: {
        snapshot,
        // What is asked about similar code does not need them.
        get statistics() {
          statistics ??= statisticsOf(snapshot)
          return statistics
        },
        analyzer,
        names: namesOver(generation, snapshot, analyzer),
        dictionaryOf: findDictionary,
        meaning: meaningOver(meaning, added),
        platform: process.platform,
      },
    }
    return view
  }

  const similarityOf = (of: Generation, known: typeof similarity) => {
    const ready = Promise.resolve(known?.ready).then((before) => openSimilarity(of, before))
    return { of, ready }
  }

  /** What `similar` reads: of the view as it is when the counting is done. */
  async function similarInput(): Promise<SimilarInput> {
    for (;;) {
      const { generation: wanted } = viewNow()
      if (similarity?.of !== wanted) similarity = similarityOf(wanted, similarity)
      const { model: base, documents: ofBase } = await similarity.ready
      const now = viewNow()
      if (now.generation !== wanted) continue
      if (compared?.of === now) return compared.input
      const nParts = wanted.snapshot.parts.length
      const { meaning } = now.searched
      const extended = extendSimilarityModel(base, nParts, now.snapshot)
      const input = {
        snapshot: now.snapshot,
        analyzer,
        model: extended,
        meaning: meaning &&
          ofBase && {
            loaded: meaning.loaded,
            documents: extendDocumentVectors(ofBase, nParts, now.snapshot, meaning, extended),
          },
      }
      compared = { of: now, input }
      return input
    }
  }

  const textOf = (path: string): string | undefined =>
    documents.textOf(path) ?? readIfIndexed(root, path)?.text
  const readLines = createLineReader(root)
  const linesOf = (path: string): LiveLines | undefined => {
    const open = documents.textOf(path)
    return open === undefined ? readLines(path, generation.stampOf(path)) : linesOfText(open)
  }

  async function settle(which: 'open' | 'all'): Promise<void> {
    while (documents.nWaiting(which) > 0) {
      await documents.analyseNext(indexedHash)
      view = undefined
      await nextTurn()
    }
  }

  return {
    ...createLiveComparison({
      similarInput,
      openText: (path) => documents.textOf(path),
      textOf,
      linesOf,
      cut,
      isIndexed: (path) => generation.files.has(path),
      definitionsInIndex(path) {
        const { snapshot, files } = generation
        const file = files.get(path)
        const lines = file === undefined ? undefined : linesOf(path)
        if (file === undefined || lines === undefined) return undefined
        const { segment, fileBase } = partOfFile(snapshot, file)
        return lines.isIndexedAs(segment, file - fileBase)
          ? definitionsInIndex(snapshot, file, lines)
          : undefined
      },
    }),
    counts() {
      const { nFiles, nChunks } = viewNow().snapshot
      return { files: nFiles, chunks: nChunks }
    },
    setDocument(path, text) {
      documents.setText(path, text)
    },
    filesChanged(paths) {
      documents.readAgain(paths.flatMap((path) => [path, ...filesBelow(generation, path)]))
    },
    nWaiting: (which) => documents.nWaiting(which),
    settle,
    async reopen(next, indexedMs) {
      const opening = openGeneration(next, model, analyzer, generation)
      const counting = similarity && similarityOf(opening, similarity)
      await counting?.ready
      generation = opening
      similarity = counting ?? similarity
      documents.indexChanged(indexedMs, indexedHash)
      // They hold the old one.
      view = undefined
      compared = undefined
    },
    async prepareSimilar() {
      await similarInput()
    },
    search: (query, options) => search(viewNow().searched, query, options),
    duplicates: (options) => duplicatesOf(viewNow().snapshot, textOf, options),
    matcherOf(query, { queryLanguage }) {
      const language = queryLanguage ?? parseQuery(query, analyzer).language
      return createMatcher(query, analyzer, { language, dictionaryOf: findDictionary })
    },
    textOf,
  }
}

function hashIn({ snapshot, files }: Generation, path: string): string | undefined {
  const file = files.get(path)
  if (file === undefined) return undefined
  const { segment, fileBase } = partOfFile(snapshot, file)
  return hashOfFile(segment, file - fileBase)
}

/** Only a folder has any. */
function* filesBelow({ files }: Generation, path: string): Generator<string> {
  if (files.has(path)) return
  const prefix = `${path.replace(/\/$/, '')}/`
  for (const known of files.keys()) if (known.startsWith(prefix)) yield known
}

/** The names of the index stay known whatever lies over it; so does who uses a file, while it is being edited. */
function namesOver(
  { names, files, snapshot: base }: Generation,
  snapshot: Snapshot,
  analyzer: SearchInput['analyzer'],
): NameBook {
  const all = createNameBook(snapshot, analyzer, undefined)
  const ofFile = (file: number) => (file < base.nFileIds ? names : all)
  const indexed = (file: number) => (file < base.nFileIds ? file : files.get(all.pathOf(file)))
  return {
    pathOf: (file) => ofFile(file).pathOf(file),
    fileName: (file) => ofFile(file).fileName(file),
    title: (chunk) => (chunk < base.nChunkIds ? names : all).title(chunk),
    prominence(file) {
      const known = indexed(file)
      return known === undefined ? 0 : names.prominence(known)
    },
  }
}

function meaningOver(meaning: Meaning | undefined, added: OverlayContent | undefined): Meaning | undefined {
  if (meaning === undefined || added?.vectors === undefined) return meaning
  return openMeaning(meaning.loaded, [...meaning.vectors, added.vectors], meaning)
}
