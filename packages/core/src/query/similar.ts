/** A piece of code → the places most like it, in any language. */

import { locateTerm } from '../segment/bm25.js'
import type { Segment } from '../segment/segment.js'
import { type AnalyzedFile, buildSegment } from '../segment/segment-builder.js'
import { embedSegment } from '../segment/segment-vectors.js'
import {
  chunksOfFile,
  fileOfChunk,
  findFile,
  partOfFile,
  pathOfFile,
  type Snapshot,
} from '../segment/snapshot.js'
import { stringAt, tableSize } from '../segment/string-table.js'
import { compareText } from '../text/compare-text.js'
import type { TermAnalyzer } from '../tokenize/terms.js'
import type { Explanation, Hit, LineRange } from '../types.js'
import { cosinesWith, type DocumentVectors } from './document-vectors.js'
import { allowedIds, NO_FILTERS, type ScopeOptions } from './filters.js'
import { hitOfChunk } from './hits.js'
import type { Meaning } from './meaning.js'
import {
  forEachDocument,
  frequencyWeight,
  type Granularity,
  meanWeight,
  type SimilarityField,
  type SimilarityModel,
  termWeights,
} from './similarity-model.js'

export interface SimilarOptions extends ScopeOptions {
  readonly k: number
  /** Leave out what is less alike, 0 to 1. */
  readonly minSimilarity: number
  readonly explain: boolean
}

/** The code asked about, analysed as if it were indexed, and where it stands if it does. */
export interface SimilarQuery {
  readonly analyzed: AnalyzedFile
  /** The place itself, which is not an answer; `lines` undefined means the whole file. */
  readonly self: { readonly path: string; readonly lines: LineRange | undefined } | undefined
}

/** An answer, and how alike it is: from 0, nothing in common, to 1, the same words; comparable between answers. */
export interface SimilarHit extends Hit {
  readonly similarity: number
}

/** What a search for similar code reads. */
export interface SimilarInput {
  readonly snapshot: Snapshot
  readonly analyzer: TermAnalyzer
  readonly model: SimilarityModel
  /** What documents mean, at the model's granularity; `undefined` compares words alone. */
  readonly meaning: (Pick<Meaning, 'loaded'> & { readonly documents: DocumentVectors }) | undefined
}

/** How much the names count beside everything in the body. */
const SYMBOLS_WEIGHT = 0.3
/** How much the meaning counts beside them. */
const MEANING_WEIGHT = 0.3
/** What shares no word must mean nearly the same. */
const MIN_MEANING_ALONE = 0.5
/** A language's best matches are compared with each other first: scores differ between languages. */
const LANGUAGE_TOP = 3
/** Keeps a language without any good match from being lifted to the top. */
const LANGUAGE_FLOOR = 0.15

/**
 * Ranks documents by cosine over rare terms plus `0.3 ×` cosine over defined names plus `0.3 ×` cosine of vectors, divided by how well the
 * candidate's language does: `score / (mean of its three best + 0.15)`. Files are compared with files when the
 * model's granularity is `file`, then every other file appears at most once; chunks with chunks otherwise.
 * The similarity of a hit is the same sum before that division, in parts of what the code asked about has with itself.
 * Ties break by path, then line.
 */
export function similar(
  input: SimilarInput,
  query: SimilarQuery,
  options: SimilarOptions,
): readonly SimilarHit[] {
  const { snapshot, model } = input
  if (snapshot.nFiles === 0) return []
  // The code asked about goes through the same analysis as everything indexed.
  const asked = buildSegment(input.analyzer, [query.analyzed])
  const body = cosines(input, asked, 'body')
  const symbols = cosines(input, asked, 'symbols')
  const meaning = meaningScores(input, asked)
  const scores = new Float64Array(body.scores.length)
  for (let doc = 0; doc < scores.length; doc++)
    scores[doc] = scoreOf(body.scores[doc], symbols.scores[doc], meaning.scores[doc])
  for (const doc of docsOfSelf(snapshot, model.granularity, query.self)) scores[doc] = 0
  const allowed = allowedIds(snapshot, NO_FILTERS, [], options)
  const allowedDocs = model.granularity === 'file' ? allowed.files : allowed.chunks
  const scale = languageScale(model, scores)
  const most = scoreWithItself(body.isAsked, symbols.isAsked, meaning.isAsked)
  const least = options.minSimilarity * most
  const normalized = scores.map((score, doc) => {
    const isWanted = score > 0 && score >= least && (!allowedDocs || allowedDocs[doc] === 1)
    return isWanted ? score / scale[model.languageOf[doc]] : 0
  })
  return largest(normalized, options.k)
    .map((doc) => ({ doc, score: normalized[doc] }))
    .sort((a, b) => b.score - a.score || compareDocs(snapshot, model.granularity, a.doc, b.doc))
    .slice(0, options.k)
    .map(({ doc, score }) => {
      const chunk = model.granularity === 'chunk' ? doc : body.bestChunk[doc]
      const explanation = options.explain
        ? explain(
            score,
            body.scores[doc],
            symbols.scores[doc],
            meaning.scores[doc],
            scale[model.languageOf[doc]],
          )
        : undefined
      const similarity = Math.min(1, scores[doc] / most)
      return { ...hitOfChunk(snapshot, chunk, score, explanation), similarity }
    })
}

/** The three cosines as one score. */
export function scoreOf(body: number, symbols: number, meaning: number): number {
  const words = body + SYMBOLS_WEIGHT * symbols
  return words > 0 || meaning >= MIN_MEANING_ALONE ? words + MEANING_WEIGHT * meaning : 0
}

/** Each cosine with itself is 1, but for the field of a piece of code that has nothing there. */
export function scoreWithItself(hasBody: boolean, hasSymbols: boolean, hasMeaning: boolean): number {
  const most = Number(hasBody) + SYMBOLS_WEIGHT * Number(hasSymbols) + MEANING_WEIGHT * Number(hasMeaning)
  return most || 1
}

/**
 * Cosine of the query with every document; `bestChunk` is the chunk that gives most to a file's, `isAsked` whether the
 * query has anything in this field.
 */
function cosines(
  { snapshot, model }: SimilarInput,
  asked: Segment,
  field: SimilarityField,
): { readonly scores: Float64Array; readonly bestChunk: Uint32Array; readonly isAsked: boolean } {
  const scores = new Float64Array(model.languageOf.length)
  const chunkScores = new Float64Array(model.granularity === 'file' ? snapshot.nChunkIds : 0)
  const queryLanguage = model.languages.indexOf(stringAt(asked.strings, asked.files.language[0]))
  let squares = 0
  for (let id = 0; id < tableSize(asked.terms); id++) {
    const frequency = totalFrequency(asked, field, id)
    if (frequency === 0) continue
    const term = locateTerm(snapshot, [{ term: stringAt(asked.terms, id), weight: 1 }], 1)
    const weights = termWeights(model, field, term)
    const own = queryLanguage >= 0 ? weights[queryLanguage] : meanWeight(weights)
    const weight = frequencyWeight(frequency) * own
    squares += weight ** 2
    if (weight === 0) continue
    forEachDocument(snapshot, model.granularity, field, term, (doc, documentFrequency) => {
      scores[doc] += weight * frequencyWeight(documentFrequency) * weights[model.languageOf[doc]]
    })
    if (model.granularity === 'file') {
      forEachDocument(snapshot, 'chunk', field, term, (chunk) => {
        chunkScores[chunk] += weight
      })
    }
  }
  const queryNorm = Math.sqrt(squares)
  for (let doc = 0; doc < scores.length; doc++) {
    const norm = queryNorm * model.norms[field][doc]
    scores[doc] = norm > 0 ? scores[doc] / norm : 0
  }
  return { scores, bestChunk: bestChunks(snapshot, model.granularity, chunkScores), isAsked: queryNorm > 0 }
}

/** Cosine of the vectors, never negative; all 0 without a model. */
function meaningScores(
  { meaning, model }: SimilarInput,
  asked: Segment,
): { readonly scores: Float64Array; readonly isAsked: boolean } {
  if (meaning === undefined) return { scores: new Float64Array(model.languageOf.length), isAsked: false }
  const language = model.languages.indexOf(stringAt(asked.strings, asked.files.language[0]))
  const rows = embedSegment(asked, meaning.loaded).files
  const scores = cosinesWith(meaning.documents, model.languageOf, rows, language)
  for (let doc = 0; doc < scores.length; doc++) scores[doc] = Math.max(0, scores[doc])
  return { scores, isAsked: rows.scales[0] > 0 }
}

function totalFrequency(segment: Segment, field: SimilarityField, term: number): number {
  const { offsets, frequencies } = segment.postings[field]
  let total = 0
  for (let at = offsets[term]; at < offsets[term + 1]; at++) total += frequencies[at]
  return total
}

function bestChunks(snapshot: Snapshot, granularity: Granularity, chunkScores: Float64Array): Uint32Array {
  const best = new Uint32Array(granularity === 'file' ? snapshot.nFileIds : 0)
  if (granularity !== 'file') return best
  for (const { segment, fileBase, chunkBase } of snapshot.parts) {
    const { firstChunk } = segment.files
    for (let file = 0; file + 1 < firstChunk.length; file++) {
      let chosen = firstChunk[file]
      for (let chunk = chosen; chunk < firstChunk[file + 1]; chunk++) {
        if (chunkScores[chunkBase + chunk] > chunkScores[chunkBase + chosen]) chosen = chunk
      }
      best[fileBase + file] = chunkBase + chosen
    }
  }
  return best
}

/** The documents that the place asked about is in. */
function docsOfSelf(snapshot: Snapshot, granularity: Granularity, self: SimilarQuery['self']): number[] {
  const file = self ? findFile(snapshot, self.path) : -1
  if (file < 0) return []
  if (granularity === 'file') return [file]
  const { segment, chunkBase } = partOfFile(snapshot, file)
  const { start, end } = chunksOfFile(snapshot, file)
  const lines = self?.lines
  const docs: number[] = []
  for (let doc = start; doc < end; doc++) {
    const isTouched =
      !lines ||
      (segment.chunks.startLine[doc - chunkBase] < lines.end &&
        segment.chunks.endLine[doc - chunkBase] > lines.start)
    if (isTouched) docs.push(doc)
  }
  return docs
}

function languageScale(model: SimilarityModel, scores: Float64Array): number[] {
  const best = model.languages.map(() => new Float64Array(LANGUAGE_TOP))
  for (let doc = 0; doc < scores.length; doc++) {
    const top = best[model.languageOf[doc]]
    if (scores[doc] === 0 || top[0] >= scores[doc]) continue
    top[0] = scores[doc]
    top.sort()
  }
  return best.map((top) => top.reduce((sum, score) => sum + score, 0) / LANGUAGE_TOP + LANGUAGE_FLOOR)
}

/** Ids of the `k` largest positive scores, and of all that equal the least of them; in no order. */
function largest(scores: Float64Array, k: number): number[] {
  const positive = scores.filter((score) => score > 0)
  if (k === 0 || positive.length === 0) return []
  const least = positive.sort()[Math.max(0, positive.length - k)]
  const ids: number[] = []
  for (let id = 0; id < scores.length; id++) if (scores[id] >= least) ids.push(id)
  return ids
}

function compareDocs(snapshot: Snapshot, granularity: Granularity, a: number, b: number): number {
  if (granularity === 'chunk') {
    const order = compareDocs(snapshot, 'file', fileOfChunk(snapshot, a), fileOfChunk(snapshot, b))
    return order || a - b
  }
  return compareText(pathOfFile(snapshot, a), pathOfFile(snapshot, b))
}

function explain(score: number, body: number, symbols: number, meaning: number, scale: number): Explanation {
  const child = (label: string, value: number, detail: string) => ({ label, value, detail, children: [] })
  return {
    label: 'score',
    value: score,
    detail: `(body + ${SYMBOLS_WEIGHT} × symbols + ${MEANING_WEIGHT} × meaning) / ${scale.toFixed(3)}, how well this language does`,
    children: [
      child('body', body / scale, `cosine of rare terms ${body.toFixed(3)}`),
      child('symbols', (SYMBOLS_WEIGHT * symbols) / scale, `cosine of defined names ${symbols.toFixed(3)}`),
      child('meaning', (MEANING_WEIGHT * meaning) / scale, `cosine of vectors ${meaning.toFixed(3)}`),
    ],
  }
}
