/** Pieces of code that are no documents of an index, compared by the measure of `similar`. */
import { forEachPosting } from '../segment/bm25.js'
import { offsetsOf } from '../segment/growing.js'
import type { Segment } from '../segment/segment.js'
import { type AnalyzedFile, SegmentBuilder } from '../segment/segment-builder.js'
import { embedSegment } from '../segment/segment-vectors.js'
import { findSame, stringAt, tableSize } from '../segment/string-table.js'
import { dequantizeRows } from '../vector/int8-rows.js'
import { normalizeRows } from '../vector/normalize-rows.js'
import { type SimilarInput, scoreOf, scoreWithItself } from './similar.js'
import {
  frequencyWeight,
  meanWeight,
  oneSpelling,
  type SimilarityField,
  termWeights,
} from './similarity-model.js'

export interface WeighedPieces {
  /**
   * How alike piece `other` is to piece `asked`, 0 to 1, as if it were a document of the index: a function is compared
   * as what it is, whatever else its chunk holds. 0 where it cannot be `atLeast` so much.
   */
  likeness(asked: number, other: number, atLeast: number): number
  /**
   * The chunks, as ids of the snapshot, that may hold something that is at least `minSimilarity` alike to piece
   * `asked`, and a few others; of very many, those that share most.
   */
  chunksLike(asked: number, minSimilarity: number): number[]
}

/** Each piece has one chunk. */
export function weighPieces(input: SimilarInput, pieces: readonly AnalyzedFile[]): WeighedPieces {
  const builder = new SegmentBuilder(input.analyzer)
  for (const piece of pieces) builder.addFile(piece)
  const segment = builder.finish()
  const languages = Array.from(segment.files.language, (id) =>
    input.model.languages.indexOf(stringAt(segment.strings, id)),
  )
  const body = vectorsOf(input, segment, languages, 'body')
  const symbols = vectorsOf(input, segment, languages, 'symbols')
  const vectors = new Map<number, Float32Array>()
  const vectorOf = (piece: number): Float32Array => {
    const known = vectors.get(piece)
    if (known) return known
    const made = meaningOf(input, pieces[piece], languages[piece])
    vectors.set(piece, made)
    return made
  }
  const hasMeaning = input.meaning !== undefined
  let shared: Float64Array | undefined

  return {
    likeness(asked, other, atLeast) {
      const words = [cosine(body, asked, other), cosine(symbols, asked, other)] as const
      const hasSymbols = symbols.norms[asked] > 0
      // Vectors cost most, so only of what may be alike enough.
      const most = scoreWithItself(body.norms[asked] > 0, hasSymbols, hasMeaning)
      if (scoreOf(...words, hasMeaning ? 1 : 0) < atLeast * most) return 0
      const isMeant = hasMeaning && dot(vectorOf(asked), vectorOf(asked)) > 0
      const meaning = isMeant ? Math.max(0, dot(vectorOf(asked), vectorOf(other))) : 0
      const whole = scoreWithItself(body.norms[asked] > 0, hasSymbols, isMeant)
      return Math.min(1, scoreOf(...words, meaning) / whole)
    },
    chunksLike(asked, minSimilarity) {
      // Were names and meaning the same, the words would still have to be so much alike.
      const whole = scoreWithItself(true, symbols.norms[asked] > 0, hasMeaning)
      const least = minSimilarity * whole - (whole - 1)
      shared ??= new Float64Array(input.snapshot.nChunkIds)
      return chunksSharing(input, segment, body, asked, least, shared)
    },
  }
}

/** Sparse vectors, one a piece: those of piece p are `starts[p]` to `starts[p + 1]`, terms ascending. */
interface TermVectors {
  readonly starts: Uint32Array
  readonly terms: Uint32Array
  readonly weights: Float64Array
  readonly norms: Float64Array
}

function vectorsOf(
  { snapshot, model }: SimilarInput,
  segment: Segment,
  languages: readonly number[],
  field: SimilarityField,
): TermVectors {
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
  for (let id = 0; id < tableSize(segment.terms); id++) {
    if (offsets[id] === offsets[id + 1]) continue
    const byLanguage = termWeights(model, field, locate(snapshot, segment, id), wanted)
    const mean = wanted ? 0 : meanWeight(byLanguage)
    for (let at = offsets[id]; at < offsets[id + 1]; at++) {
      const doc = docs[at]
      const language = languages[doc]
      const weight = frequencyWeight(frequencies[at]) * (language >= 0 ? byLanguage[language] : mean)
      terms[cursor[doc]] = id
      weights[cursor[doc]++] = weight
      squares[doc] += weight ** 2
    }
  }
  return { starts, terms, weights, norms: squares.map(Math.sqrt) }
}

function locate(snapshot: SimilarInput['snapshot'], { terms }: Segment, id: number) {
  return oneSpelling(snapshot.parts.map(({ segment }) => findSame(segment.terms, terms, id)))
}

function cosine({ starts, terms, weights, norms }: TermVectors, a: number, b: number): number {
  let product = 0
  let at = starts[a]
  let bt = starts[b]
  while (at < starts[a + 1] && bt < starts[b + 1]) {
    if (terms[at] === terms[bt]) product += weights[at++] * weights[bt++]
    else if (terms[at] < terms[bt]) at++
    else bt++
  }
  return product > 0 ? product / (norms[a] * norms[b]) : 0
}

/** Terms are looked up from the rarest on until so little is left of the square of the length. */
const LOOKED_UP_SHARE = 0.95

/** With little to ask for, nearly every chunk would be looked into. */
const MOST_CHUNKS = 30

/**
 * What has a cosine c with the piece shares terms with it that make at least c² of the square of its length, by Cauchy
 * and Schwarz; so does every chunk that holds it. Only the terms that weigh most are looked up (prefix filtering:
 * Chaudhuri, Ganti and Kaushik, 2006), for the few places that have enough of them.
 */
function chunksSharing(
  { snapshot }: SimilarInput,
  segment: Segment,
  { starts, terms, weights, norms }: TermVectors,
  piece: number,
  leastCosine: number,
  /** By chunk id, all 0, and so it is left. */
  shared: Float64Array,
): number[] {
  const whole = norms[piece] ** 2
  const order = Array.from({ length: starts[piece + 1] - starts[piece] }, (_, idx) => starts[piece] + idx)
  order.sort((a, b) => weights[b] - weights[a])
  let toLook = 0
  let nTerms = 0
  while (nTerms < order.length && toLook < LOOKED_UP_SHARE * whole) toLook += weights[order[nTerms++]] ** 2
  const least = Math.max(0, leastCosine) ** 2 * whole - (whole - toLook)
  const touched: number[] = []
  for (const at of order.slice(0, nTerms)) {
    const square = weights[at] ** 2
    // What has none of the terms so far cannot have enough any more.
    const isLate = toLook < least
    toLook -= square
    forEachPosting(snapshot, 'body', locate(snapshot, segment, terms[at]), (chunk) => {
      if (shared[chunk] === 0) {
        if (isLate) return
        touched.push(chunk)
      }
      shared[chunk] += square
    })
  }
  const enough = touched.filter((chunk) => shared[chunk] >= least)
  const sums = Float64Array.from(enough, (chunk) => shared[chunk]).sort()
  const bound = sums[sums.length - MOST_CHUNKS] ?? least
  const found = enough.filter((chunk) => shared[chunk] >= bound)
  // The next piece finds it as this one did.
  for (const chunk of touched) shared[chunk] = 0
  return found
}

/** The unit vector of a piece less the mean of its language. */
function meaningOf({ meaning, analyzer }: SimilarInput, piece: AnalyzedFile, language: number): Float32Array {
  if (meaning === undefined) return new Float32Array(0)
  const builder = new SegmentBuilder(analyzer)
  builder.addFile(piece)
  const { dimensions, means } = meaning.documents
  const { files } = embedSegment(builder.finish(), meaning.loaded)
  const vector = dequantizeRows(files)
  const isMeant = language >= 0 && files.scales[0] > 0
  for (let at = 0; isMeant && at < dimensions; at++) vector[at] -= means[language * dimensions + at]
  normalizeRows(vector, dimensions)
  return vector
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at]
  return sum
}
