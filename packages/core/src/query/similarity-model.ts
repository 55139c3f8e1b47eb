/** Every document of a snapshot as a vector of rare terms, for comparing code with code across languages. */
import { forEachPosting, inverseDocumentFrequency, type LocatedTerm } from '../segment/bm25.js'
import type { Snapshot } from '../segment/snapshot.js'
import { joinTables, stringAt } from '../segment/string-table.js'

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

export interface SimilarityModel {
  readonly granularity: Granularity
  /** Language of each document, an index in `languages`; -1 for a document that is gone. */
  readonly languageOf: Int16Array
  readonly languages: readonly string[]
  /** Length of each document's vector. */
  readonly norms: Readonly<Record<SimilarityField, Float64Array>>
  /** Weighs one term in one document: a row of weights by language for a term. */
  termWeights(field: SimilarityField, term: LocatedTerm): Float64Array
}

/** Reads all postings once; worth keeping as long as the snapshot. */
export function buildSimilarityModel(snapshot: Snapshot, granularity: Granularity): SimilarityModel {
  const { languageOf, languages, nDocuments, nAll } = languagesOf(snapshot, granularity)
  const termWeights = (field: SimilarityField, term: LocatedTerm): Float64Array => {
    const counts = new Uint32Array(languages.length)
    let nWith = 0
    forEachDocument(snapshot, granularity, field, term, (doc) => {
      counts[languageOf[doc]]++
      nWith++
    })
    return Float64Array.from(counts, (count, language) =>
      nDocuments[language] < MIN_LANGUAGE_DOCUMENTS
        ? inverseDocumentFrequency(nAll, nWith) ** IDF_POWER
        : inverseDocumentFrequency(nDocuments[language], count) ** IDF_POWER,
    )
  }
  const norms = { body: new Float64Array(languageOf.length), symbols: new Float64Array(languageOf.length) }
  for (const term of everyTerm(snapshot)) {
    for (const field of ['body', 'symbols'] as const) {
      const weights = termWeights(field, term)
      forEachDocument(snapshot, granularity, field, term, (doc, frequency) => {
        norms[field][doc] += (frequencyWeight(frequency) * weights[languageOf[doc]]) ** 2
      })
    }
  }
  for (const field of [norms.body, norms.symbols])
    for (let doc = 0; doc < field.length; doc++) field[doc] = Math.sqrt(field[doc])
  return { granularity, languageOf, languages, norms, termWeights }
}

/** A term's second occurrence says less than its first. */
export function frequencyWeight(frequency: number): number {
  return 1 + Math.log(frequency)
}

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

function languagesOf(snapshot: Snapshot, granularity: Granularity) {
  const ids = new Map<string, number>()
  const nDocuments: number[] = []
  const languageOf = new Int16Array(granularity === 'file' ? snapshot.nFileIds : snapshot.nChunkIds).fill(-1)
  let nAll = 0
  for (const { segment, live, fileBase, chunkBase } of snapshot.parts) {
    for (let file = 0; file < segment.files.path.length; file++) {
      if (live && !live[file]) continue
      const name = stringAt(segment.strings, segment.files.language[file])
      const language = ids.get(name) ?? ids.size
      if (language === ids.size) {
        ids.set(name, language)
        nDocuments.push(0)
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

/** All distinct terms of a snapshot, each with its ids in every part. */
function* everyTerm(snapshot: Snapshot): Generator<LocatedTerm> {
  const { table, remap } = joinTables(
    snapshot.parts.map(({ segment }) => segment.terms),
    snapshot.parts.map(() => undefined),
  )
  const nTerms = table.offsets.length - 1
  const idsByPart = remap.map((map) => {
    const ids = new Int32Array(nTerms).fill(-1)
    for (let local = 0; local < map.length; local++) ids[map[local]] = local
    return ids
  })
  for (let term = 0; term < nTerms; term++)
    yield { idsByPart: [idsByPart.map((ids) => ids[term])], spellingWeights: [1], weight: 1 }
}
