/** Pieces of code that are no documents of an index, compared by the measure of `similar`. */

import type { Segment } from '../segment/segment.js'
import { type AnalyzedFile, SegmentBuilder } from '../segment/segment-builder.js'
import { embedSegment } from '../segment/segment-vectors.js'
import { findSame, stringAt, tableSize } from '../segment/string-table.js'
import { dequantizeRows } from '../vector/int8-rows.js'
import { normalizeRows } from '../vector/normalize-rows.js'
import { type SimilarInput, scoreOf, scoreWithItself } from './similar.js'
import { frequencyWeight, type SimilarityField, termWeights } from './similarity-model.js'

/**
 * How alike each of `pieces` is to `asked`, 0 to 1, as if it were a document of the index: a function is compared as
 * what it is, whatever else its chunk holds. Each has one chunk.
 */
export function comparePieces(
  input: SimilarInput,
  asked: AnalyzedFile,
  pieces: readonly AnalyzedFile[],
): Float64Array {
  const builder = new SegmentBuilder(input.analyzer)
  for (const piece of [asked, ...pieces]) builder.addFile(piece)
  const segment = builder.finish()
  const languages = Array.from(segment.files.language, (id) =>
    input.model.languages.indexOf(stringAt(segment.strings, id)),
  )
  const body = cosinesOf(input, segment, languages, 'body')
  const symbols = cosinesOf(input, segment, languages, 'symbols')
  const meaning = meaningsOf(input, segment, languages)
  const most = scoreWithItself(body[0] > 0, symbols[0] > 0, meaning[0] > 0)
  return Float64Array.from(pieces, (_, idx) =>
    Math.min(1, scoreOf(body[idx + 1], symbols[idx + 1], meaning[idx + 1]) / most),
  )
}

/** Of document 0 with every document, itself too. */
function cosinesOf(
  { snapshot, model }: SimilarInput,
  segment: Segment,
  languages: readonly number[],
  field: SimilarityField,
): Float64Array {
  const products = new Float64Array(languages.length)
  const squares = new Float64Array(languages.length)
  const { offsets, docs, frequencies } = segment.postings[field]
  for (let id = 0; id < tableSize(segment.terms); id++) {
    if (offsets[id] === offsets[id + 1]) continue
    const idsByPart = snapshot.parts.map((part) => findSame(part.segment.terms, segment.terms, id))
    const weights = termWeights(model, field, { idsByPart: [idsByPart], spellingWeights: [1], weight: 1 })
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / Math.max(1, weights.length)
    let asked = 0
    for (let at = offsets[id]; at < offsets[id + 1]; at++) {
      const language = languages[docs[at]]
      const weight = frequencyWeight(frequencies[at]) * (language >= 0 ? weights[language] : mean)
      squares[docs[at]] += weight ** 2
      // Documents are in order, and the first is what was asked with.
      if (docs[at] === 0) asked = weight
      products[docs[at]] += asked * weight
    }
  }
  return products.map((product, doc) => (product > 0 ? product / Math.sqrt(squares[0] * squares[doc]) : 0))
}

function meaningsOf({ meaning }: SimilarInput, segment: Segment, languages: readonly number[]): Float64Array {
  const cosines = new Float64Array(languages.length)
  if (meaning === undefined) return cosines
  const { dimensions, means } = meaning.documents
  const { files } = embedSegment(segment, meaning.loaded)
  const rows = dequantizeRows(files)
  for (const [doc, language] of languages.entries()) {
    if (language < 0 || files.scales[doc] === 0) continue
    for (let at = 0; at < dimensions; at++) rows[doc * dimensions + at] -= means[language * dimensions + at]
  }
  normalizeRows(rows, dimensions)
  for (const doc of languages.keys()) {
    let sum = 0
    for (let at = 0; at < dimensions; at++) sum += rows[at] * rows[doc * dimensions + at]
    cosines[doc] = Math.max(0, sum)
  }
  return cosines
}
