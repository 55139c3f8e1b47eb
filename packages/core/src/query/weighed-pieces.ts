/** Pieces of code that are no documents of an index, weighed as if they were. */
import type { LoadedModel } from '../embed/static-model.js'
import { offsetsOf } from '../segment/growing.js'
import type { Segment } from '../segment/segment.js'
import { type AnalyzedFile, buildSegment } from '../segment/segment-builder.js'
import { embedSegment } from '../segment/segment-vectors.js'
import { findSame, type StringTable, stringAt, tableSize } from '../segment/string-table.js'
import { dequantizeRows } from '../vector/int8-rows.js'
import { normalizeRows } from '../vector/normalize-rows.js'
import type { SimilarInput } from './similar.js'
import {
  frequencyWeight,
  meanWeight,
  oneSpelling,
  type SimilarityField,
  termWeights,
} from './similarity-model.js'

/** A sparse vector; its length counts terms, too, that have no number. */
export interface PieceVector {
  readonly terms: Uint32Array
  readonly weights: Float64Array
  readonly norm: number
}

/** Holds for one census of terms: that of the similarity model it was weighed by. */
export interface WeighedPiece {
  readonly analyzed: AnalyzedFile
  readonly body: PieceVector
  readonly symbols: PieceVector
  /** Index in the languages of the similarity model, -1 for one that no document has. */
  readonly language: number
  /** By a model of meaning, as it was asked for last; the model may be gone. */
  embedded: { readonly by: WeakRef<LoadedModel>; readonly vector: Float32Array } | undefined
}

/** Each piece has one chunk. Terms are numbered as in a table. */
export function weighPieces(
  input: SimilarInput,
  pieces: readonly AnalyzedFile[],
  numberedBy: StringTable,
): WeighedPiece[] {
  return weighSegment(input, buildSegment(input.analyzer, pieces), pieces, numberedBy)
}

/** The same of a segment of the pieces, which their terms may be numbered by. */
export function weighSegment(
  input: SimilarInput,
  segment: Segment,
  pieces: readonly AnalyzedFile[],
  numberedBy: StringTable,
): WeighedPiece[] {
  const languages = Array.from(segment.files.language, (id) =>
    input.model.languages.indexOf(stringAt(segment.strings, id)),
  )
  const { terms } = segment
  const numbers =
    numberedBy === terms
      ? undefined
      : Int32Array.from({ length: tableSize(terms) }, (_, id) => findSame(numberedBy, terms, id))
  const body = vectorsOf(input, segment, languages, numbers, 'body')
  const symbols = vectorsOf(input, segment, languages, numbers, 'symbols')
  return pieces.map((analyzed, idx) => ({
    analyzed,
    body: body[idx],
    symbols: symbols[idx],
    language: languages[idx],
    embedded: undefined,
  }))
}

/** Makes sure that the pieces have vectors of what they mean; does nothing without a model of meaning. */
export function embedPieces({ meaning, analyzer }: SimilarInput, pieces: Iterable<WeighedPiece>): void {
  if (meaning === undefined) return
  const { loaded } = meaning
  const missing = [...new Set(pieces)].filter(({ embedded }) => embedded?.by.deref() !== loaded)
  if (missing.length === 0) return
  const segment = buildSegment(
    analyzer,
    missing.map(({ analyzed }) => analyzed),
  )
  const { dimensions } = meaning.documents
  const rows = dequantizeRows(embedSegment(segment, loaded).files)
  const by = new WeakRef(loaded)
  for (const [idx, piece] of missing.entries())
    piece.embedded = { by, vector: rows.slice(idx * dimensions, (idx + 1) * dimensions) }
}

/** The unit vector of an embedded piece less the mean of its language; all 0 for one without meaning. */
export function meaningOfPiece(
  { meaning }: SimilarInput,
  { embedded, language }: WeighedPiece,
): Float32Array {
  if (meaning === undefined || embedded === undefined) return new Float32Array(0)
  const { dimensions, means } = meaning.documents
  const vector = embedded.vector.slice()
  const isMeant = language >= 0 && vector.some((value) => value !== 0)
  for (let at = 0; isMeant && at < dimensions; at++) vector[at] -= means[language * dimensions + at]
  normalizeRows(vector, dimensions)
  return vector
}

function vectorsOf(
  { snapshot, model }: SimilarInput,
  segment: Segment,
  languages: readonly number[],
  numbers: Int32Array | undefined,
  field: SimilarityField,
): PieceVector[] {
  const { offsets, docs, frequencies } = segment.postings[field]
  // A language that no document has is weighed by the mean of all.
  const wanted = languages.includes(-1) ? undefined : [...new Set(languages)]
  const counts = new Uint32Array(languages.length)
  for (const doc of docs) counts[doc]++
  const starts = offsetsOf(counts)
  const cursor = starts.slice()
  const terms = new Uint32Array(docs.length)
  const weights = new Float64Array(docs.length)
  const squares = new Float64Array(languages.length)
  for (let id = 0; id + 1 < offsets.length; id++) {
    if (offsets[id] === offsets[id + 1]) continue
    const located = oneSpelling(snapshot.parts.map((part) => findSame(part.segment.terms, segment.terms, id)))
    const byLanguage = termWeights(model, field, located, wanted)
    const mean = wanted ? 0 : meanWeight(byLanguage)
    const number = numbers ? numbers[id] : id
    for (let at = offsets[id]; at < offsets[id + 1]; at++) {
      const doc = docs[at]
      const language = languages[doc]
      const weight = frequencyWeight(frequencies[at]) * (language >= 0 ? byLanguage[language] : mean)
      squares[doc] += weight ** 2
      if (number < 0) continue
      terms[cursor[doc]] = number
      weights[cursor[doc]++] = weight
    }
  }
  return languages.map((_, doc) => ({
    terms: terms.slice(starts[doc], cursor[doc]),
    weights: weights.slice(starts[doc], cursor[doc]),
    norm: Math.sqrt(squares[doc]),
  }))
}
