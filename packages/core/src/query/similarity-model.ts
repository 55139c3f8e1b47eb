/** Every document of a snapshot as a vector of rare terms, for comparing code with code across languages. */
import { forEachPosting, inverseDocumentFrequency, type LocatedTerm } from '../segment/bm25.js'
import { MAX_FREQUENCY } from '../segment/segment.js'
import type { Snapshot, SnapshotPart } from '../segment/snapshot.js'
import { findSame, type StringTable, stringAt, tableSize } from '../segment/string-table.js'
import { TermCounts } from './term-counts.js'

/** What is compared: whole files or single chunks. */
export type Granularity = 'file' | 'chunk'

/** The fields that are compared, each a cosine of its own. */
export type SimilarityField = 'body' | 'symbols'

/**
 * How much more a rare term counts than a common one (the recipe in bench/README.md: idf to the power 1.5
 * in both vectors, counted among the documents of one language, finds most across languages).
 */
const IDF_POWER = 1.5

/** A language with fewer documents has no statistics of its own; all documents together stand in. */
const MIN_LANGUAGE_DOCUMENTS = 8

/** A term costs as much as this many postings. */
const TERM_WORK = 10

export interface SimilarityModel {
  readonly granularity: Granularity
  /** Language of each document, an index in `languages`; -1 for a document that is gone. */
  readonly languageOf: Int16Array
  readonly languages: readonly string[]
  /** Length of each document's vector. */
  readonly norms: Readonly<Record<SimilarityField, Float64Array>>
  /** What terms are weighed by. */
  readonly census: Census
}

/** How many documents there are, and how many have each term. */
export interface Census {
  /** By language, and of all. */
  readonly nDocuments: readonly number[]
  readonly nAll: number
  /** One a part; a term that several parts have is counted in the first of them. */
  readonly counts: readonly Readonly<Record<SimilarityField, TermCounts>>[]
  /** Those of the parts. */
  readonly terms: readonly StringTable[]
}

const SIMILARITY_FIELDS: readonly SimilarityField[] = ['body', 'symbols']

/** Reads all postings once; worth keeping as long as the snapshot. */
export function buildSimilarityModel(snapshot: Snapshot, granularity: Granularity): SimilarityModel {
  const steps = similarityModelSteps(snapshot, granularity, Number.POSITIVE_INFINITY)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** The same, with a pause after about `postingsPerStep` postings: others may have something to do. */
export function* similarityModelSteps(
  snapshot: Snapshot,
  granularity: Granularity,
  postingsPerStep: number,
): Generator<void, SimilarityModel> {
  const { languageOf, languages, nDocuments, nAll } = languagesOf(snapshot, granularity)
  const norms = { body: new Float64Array(languageOf.length), symbols: new Float64Array(languageOf.length) }
  const counts = snapshot.parts.map(() => ({ body: new TermCounts(), symbols: new TermCounts() }))
  const terms = snapshot.parts.map(({ segment }) => segment.terms)
  const census = { nDocuments, nAll, counts, terms }
  const byLanguage = new Uint32Array(languages.length)
  let work = 0
  for (const [partIdx, { segment }] of snapshot.parts.entries()) {
    for (let id = 0; id < tableSize(segment.terms); id++) {
      const term = locateInOthers(snapshot.parts, partIdx, id)
      for (const field of SIMILARITY_FIELDS) {
        const touched: number[] = []
        if (term !== undefined) {
          forEachDocument(snapshot, granularity, field, term, (doc) => {
            const language = languageOf[doc]
            work++
            if (byLanguage[language]++ === 0) touched.push(language)
          })
        }
        counts[partIdx][field].push(byLanguage, touched)
        if (term === undefined || touched.length === 0) continue
        const weights = weigh(byLanguage, touched, census)
        addSquares(snapshot, granularity, field, term, languageOf, weights, norms[field])
        for (const language of touched) byLanguage[language] = 0
      }
      work += TERM_WORK
      if (work < postingsPerStep) continue
      work = 0
      yield
    }
  }
  for (const field of SIMILARITY_FIELDS) takeRoots(norms[field], 0)
  return { granularity, languageOf, languages, norms, census }
}

/**
 * The model of a snapshot that begins with the parts of `base` and has few documents more: these are weighed as the
 * documents of `base` are, which stay as they were but for those that are gone.
 */
export function extendSimilarityModel(
  base: SimilarityModel,
  nBaseParts: number,
  snapshot: Snapshot,
): SimilarityModel {
  const { granularity, census } = base
  const { languageOf, languages } = languagesOf(snapshot, granularity, base.languages)
  const norms = { body: new Float64Array(languageOf.length), symbols: new Float64Array(languageOf.length) }
  for (const field of SIMILARITY_FIELDS) norms[field].set(base.norms[field])
  const extended: SimilarityModel = { granularity, languageOf, languages, norms, census }
  for (let partIdx = nBaseParts; partIdx < snapshot.parts.length; partIdx++) {
    for (let id = 0; id < tableSize(snapshot.parts[partIdx].segment.terms); id++) {
      const idsByPart = snapshot.parts.map(({ segment }, idx) => {
        if (idx === partIdx) return id
        return idx < nBaseParts ? findSame(segment.terms, snapshot.parts[partIdx].segment.terms, id) : -1
      })
      for (const field of SIMILARITY_FIELDS) {
        const weights = termWeights(extended, field, oneSpelling(idsByPart))
        const own = oneSpelling(idsByPart.map((partId, idx) => (idx === partIdx ? partId : -1)))
        addSquares(snapshot, granularity, field, own, languageOf, weights, norms[field])
      }
    }
  }
  for (const field of SIMILARITY_FIELDS) takeRoots(norms[field], base.norms[field].length)
  return extended
}

/** Weighs one term, a weight a language. */
export function termWeights(
  { census, languages }: Pick<SimilarityModel, 'census' | 'languages'>,
  field: SimilarityField,
  { idsByPart: [ids] }: LocatedTerm,
): Float64Array {
  const byLanguage = new Uint32Array(languages.length)
  const home = ids.findIndex((id) => id >= 0)
  const nWith = census.counts[home]?.[field].read(ids[home], byLanguage) ?? 0
  return Float64Array.from(byLanguage, (count, language) => weightOf(count, nWith, language, census))
}

/** The same in one language, of a term with its id in each table of the census, -1 where it is not. */
export function termWeight(
  census: Census,
  field: SimilarityField,
  language: number,
  idIn: (part: number) => number,
): number {
  for (let part = 0; part < census.terms.length; part++) {
    const id = idIn(part)
    if (id < 0) continue
    const { own, all } = census.counts[part][field].of(id, language)
    return weightOf(own, all, language, census)
  }
  return weightOf(0, 0, language, census)
}

/** What a term weighs in a language that no document has. */
export function meanWeight(byLanguage: Float64Array): number {
  return byLanguage.reduce((sum, weight) => sum + weight, 0) / Math.max(1, byLanguage.length)
}

/** A term's second occurrence says less than its first. */
export function frequencyWeight(frequency: number): number {
  return frequency <= MAX_FREQUENCY ? FREQUENCY_WEIGHTS[frequency] : 1 + Math.log(frequency)
}

const FREQUENCY_WEIGHTS = Float64Array.from({ length: MAX_FREQUENCY + 1 }, (_, count) => 1 + Math.log(count))

/** Calls `visit` once for each live document that has the term, with how often; file by file or chunk by chunk. */
export function forEachDocument(
  snapshot: Snapshot,
  granularity: Granularity,
  field: SimilarityField,
  term: LocatedTerm,
  visit: (doc: number, frequency: number) => void,
): void {
  if (granularity === 'chunk') {
    forEachPosting(snapshot, field, term, visit)
    return
  }
  let current = -1
  let sum = 0
  forEachPosting(snapshot, field, term, (_chunk, frequency, part, local) => {
    const file = part.segment.chunks.file[local] + part.fileBase
    if (file === current) {
      sum += frequency
      return
    }
    if (current >= 0) visit(current, sum)
    current = file
    sum = frequency
  })
  if (current >= 0) visit(current, sum)
}

/** The term of a part in all parts; `undefined` when an earlier part has it too. */
function locateInOthers(
  parts: readonly SnapshotPart[],
  partIdx: number,
  id: number,
): LocatedTerm | undefined {
  const { terms } = parts[partIdx].segment
  const ids: number[] = []
  for (const [idx, { segment }] of parts.entries()) {
    const other = idx === partIdx ? id : findSame(segment.terms, terms, id)
    if (idx < partIdx && other >= 0) return undefined
    ids.push(other)
  }
  return oneSpelling(ids)
}

function oneSpelling(ids: readonly number[]): LocatedTerm {
  return { idsByPart: [ids], spellingWeights: [1], weight: 1 }
}

/** Weights of the languages that have the term; those of others are never asked for. */
function weigh(byLanguage: Uint32Array, touched: readonly number[], census: Census): Float64Array {
  let nWith = 0
  for (const language of touched) nWith += byLanguage[language]
  const weights = new Float64Array(byLanguage.length)
  for (const language of touched) weights[language] = weightOf(byLanguage[language], nWith, language, census)
  return weights
}

function weightOf(count: number, nWith: number, language: number, { nDocuments, nAll }: Census): number {
  const nOwn = nDocuments[language] ?? 0
  return nOwn < MIN_LANGUAGE_DOCUMENTS
    ? inverseDocumentFrequency(nAll, nWith) ** IDF_POWER
    : inverseDocumentFrequency(nOwn, count) ** IDF_POWER
}

function addSquares(
  snapshot: Snapshot,
  granularity: Granularity,
  field: SimilarityField,
  term: LocatedTerm,
  languageOf: Int16Array,
  weights: Float64Array,
  squares: Float64Array,
): void {
  forEachDocument(snapshot, granularity, field, term, (doc, frequency) => {
    squares[doc] += (frequencyWeight(frequency) * weights[languageOf[doc]]) ** 2
  })
}

function takeRoots(squares: Float64Array, from: number): void {
  for (let doc = from; doc < squares.length; doc++) squares[doc] = Math.sqrt(squares[doc])
}

/** Languages not in `known` follow these. */
function languagesOf(snapshot: Snapshot, granularity: Granularity, known: readonly string[] = []) {
  const ids = new Map<string, number>(known.map((name, id) => [name, id]))
  const nDocuments: number[] = known.map(() => 0)
  const languageOf = new Int16Array(granularity === 'file' ? snapshot.nFileIds : snapshot.nChunkIds).fill(-1)
  let nAll = 0
  for (const { segment, live, fileBase, chunkBase } of snapshot.parts) {
    const ownIds = new Map<number, number>()
    for (let file = 0; file < segment.files.path.length; file++) {
      if (live && !live[file]) continue
      const stringId = segment.files.language[file]
      let language = ownIds.get(stringId)
      if (language === undefined) {
        const name = stringAt(segment.strings, stringId)
        language = ids.get(name) ?? ids.size
        ids.set(name, language)
        ownIds.set(stringId, language)
        if (language === nDocuments.length) nDocuments.push(0)
      }
      const [start, end] =
        granularity === 'file'
          ? [fileBase + file, fileBase + file + 1]
          : [chunkBase + segment.files.firstChunk[file], chunkBase + segment.files.firstChunk[file + 1]]
      languageOf.fill(language, start, end)
      nDocuments[language] += end - start
      nAll += end - start
    }
  }
  return { languageOf, languages: [...ids.keys()], nDocuments, nAll }
}
