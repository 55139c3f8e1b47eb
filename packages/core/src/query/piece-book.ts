/** Pieces of code that are no documents of an index, weighed as if they were; what is known of one is found out once. */
import type { LoadedModel } from '../embed/static-model.js'
import { termCoefficient } from '../embed/term-bags.js'
import { embedBags } from '../segment/segment-vectors.js'
import { compareText } from '../text/compare-text.js'
import { dequantizeRows } from '../vector/int8-rows.js'
import { normalizeRows } from '../vector/normalize-rows.js'
import type { TokenBags } from '../vector/plain-vectors.js'
import type { SimilarInput } from './similar.js'
import {
  type Census,
  frequencyWeight,
  meanWeight,
  type SimilarityField,
  type SimilarityModel,
  termWeight,
} from './similarity-model.js'
import {
  createTermBook,
  frequencyOf,
  type HeldTerms,
  numberOf,
  type PieceText,
  type TermBook,
  type TermIds,
} from './term-book.js'

/** Holds as long as its book. */
export interface Piece {
  readonly code: PieceText
  readonly body: HeldTerms
  readonly symbols: HeldTerms
  measured: MeasuredPiece | undefined
  /** By a model of meaning, as it was asked for last. */
  embedded: { readonly by: WeakRef<LoadedModel>; readonly vector: Float32Array } | undefined
}

/** As a vector of weighted terms; holds for one census, which may be gone. */
interface MeasuredPiece {
  readonly by: WeakRef<Census>
  /** Index in the languages of the similarity model, -1 for one that no document has. */
  readonly language: number
  /** The lengths of its vectors. */
  readonly body: number
  readonly symbols: number
}

/** The part of a similarity model that pieces are weighed by. */
type Weighing = Pick<SimilarityModel, 'census' | 'languages'>

export interface PieceBook {
  readonly terms: TermBook
  pieceOf(code: PieceText): Piece
  measure(model: Weighing, piece: Piece): MeasuredPiece
  /** The length of the vector of some terms in a language. */
  lengthOf(model: Weighing, field: SimilarityField, language: number, held: HeldTerms): number
  /** What terms weigh in a language, by their numbers: those of everything whose length was asked for. */
  weightsOf(model: Weighing, field: SimilarityField, language: number): Float64Array
  /** The unit vectors of pieces, each less the mean of its language; all 0 for one without meaning. */
  meanings(
    meaning: NonNullable<SimilarInput['meaning']>,
    pieces: readonly Piece[],
    model: Weighing,
  ): Float32Array[]
}

export function createPieceBook(): PieceBook {
  const terms = createTermBook()
  const weights = createWeights(terms)
  const references = new WeakMap<object, WeakRef<object>>()
  const referenceTo = <Thing extends object>(thing: Thing): WeakRef<Thing> => {
    const known = references.get(thing) as WeakRef<Thing> | undefined
    if (known) return known
    const reference = new WeakRef(thing)
    references.set(thing, reference)
    return reference
  }

  const lengthOf: PieceBook['lengthOf'] = (model, field, language, { entries }) => {
    const values = weights.ready(model, field, language, entries)
    let squares = 0
    for (let at = 0; at < entries.length; at++)
      squares += (frequencyWeight(frequencyOf(entries[at])) * values[numberOf(entries[at])]) ** 2
    return Math.sqrt(squares)
  }
  const measure: PieceBook['measure'] = (model, piece) => {
    const { measured, code } = piece
    if (measured?.by.deref() === model.census) return measured
    const language = model.languages.indexOf(code.language)
    piece.measured = {
      by: referenceTo(model.census),
      language,
      body: lengthOf(model, 'body', language, piece.body),
      symbols: lengthOf(model, 'symbols', language, piece.symbols),
    }
    return piece.measured
  }

  return {
    terms,
    pieceOf: (code) => ({
      code,
      body: terms.body(code),
      symbols: terms.symbols(code),
      measured: undefined,
      embedded: undefined,
    }),
    measure,
    lengthOf,
    weightsOf: (model, field, language) => weights.ready(model, field, language, NO_ENTRIES),
    meanings({ loaded, documents: { dimensions, means } }, pieces, model) {
      const missing = [...new Set(pieces)].filter(({ embedded }) => embedded?.by.deref() !== loaded)
      if (missing.length > 0) {
        const rows = dequantizeRows(embedBags(loaded, bagsOf(terms, loaded, missing)))
        const by = referenceTo(loaded)
        for (const [idx, piece] of missing.entries())
          piece.embedded = { by, vector: rows.slice(idx * dimensions, (idx + 1) * dimensions) }
      }
      return pieces.map((piece) => {
        const vector = piece.embedded?.vector.slice() ?? new Float32Array(dimensions)
        const { language } = measure(model, piece)
        const isMeant = language >= 0 && vector.some((value) => value !== 0)
        for (let at = 0; isMeant && at < dimensions; at++) vector[at] -= means[language * dimensions + at]
        normalizeRows(vector, dimensions)
        return vector
      })
    },
  }
}

const NO_ENTRIES = new Uint32Array(0)

interface Weights {
  /** By number; those of the entries are known. */
  ready(model: Weighing, field: SimilarityField, language: number, entries: Uint32Array): Float64Array
}

function createWeights(terms: TermBook): Weights {
  const byCensus = new WeakMap<Census, Readonly<Record<SimilarityField, Map<number, Float64Array>>>>()
  const weigh = (
    { census, languages }: Weighing,
    field: SimilarityField,
    language: number,
    idIn: (part: number) => number,
  ): number => {
    if (language >= 0) return termWeight(census, field, language, idIn)
    return meanWeight(Float64Array.from(languages, (_, each) => termWeight(census, field, each, idIn)))
  }
  return {
    ready(model, field, language, entries) {
      const known = byCensus.get(model.census) ?? { body: new Map(), symbols: new Map() }
      byCensus.set(model.census, known)
      // All languages together weigh otherwise when there is one more.
      const key = language < 0 ? -model.languages.length : language
      let values = known[field].get(key)
      if (values === undefined || values.length < terms.nTerms) {
        const larger = new Float64Array(terms.nTerms * 2).fill(Number.NaN)
        if (values) larger.set(values)
        values = larger
        known[field].set(key, values)
      }
      let number = 0
      let ids: readonly TermIds[] | undefined
      const idIn = (part: number): number => ids?.[part].idOf(number) ?? -1
      for (let at = 0; at < entries.length; at++) {
        number = numberOf(entries[at])
        if (!Number.isNaN(values[number])) continue
        ids ??= model.census.terms.map(terms.idsIn)
        values[number] = weigh(model, field, language, idIn)
      }
      return values
    },
  }
}

/** As `embedSegment` has them for a segment of the pieces: a sum has the same bits in the same order only. */
function bagsOf(terms: TermBook, { tokenizer, model }: LoadedModel, pieces: readonly Piece[]): TokenBags {
  const ids: number[] = []
  const coefficients: number[] = []
  const starts = new Uint32Array(pieces.length + 1)
  const add = ({ entries, nParts }: HeldTerms): void => {
    for (const entry of inOrder(terms, entries.subarray(0, nParts))) {
      const coefficient = termCoefficient(frequencyOf(entry))
      for (const row of tokenizer.rowsOf(terms.termOf(numberOf(entry)))) {
        ids.push(row)
        coefficients.push(coefficient * model.documentWeights[row])
      }
    }
  }
  const paths = new Map<string, HeldTerms>()
  for (const [idx, { code, body }] of pieces.entries()) {
    const { path } = code
    const ofPath = paths.get(path) ?? terms.path(path)
    paths.set(path, ofPath)
    add(body)
    add(ofPath)
    starts[idx + 1] = ids.length
  }
  return { starts, ids: Uint32Array.from(ids), coefficients: Float32Array.from(coefficients) }
}

function inOrder(terms: TermBook, entries: Uint32Array): Uint32Array {
  // Numbers are sorted without calling back: a hash of 32 bits, and below it where the entry stands.
  const keys = Float64Array.from(entries, (entry, at) => terms.hashOf(numberOf(entry)) * MOST_ENTRIES + at)
  keys.sort()
  const ordered = Uint32Array.from(keys, (key) => entries[key % MOST_ENTRIES])
  const isSame = (at: number) =>
    terms.hashOf(numberOf(ordered[at])) === terms.hashOf(numberOf(ordered[at - 1]))
  for (let start = 0, end = 0; start < ordered.length; start = end) {
    for (end = start + 1; end < ordered.length && isSame(end); ) end++
    const termOf = (entry: number) => terms.termOf(numberOf(entry))
    if (end - start > 1) ordered.subarray(start, end).sort((a, b) => compareText(termOf(a), termOf(b)))
  }
  return ordered
}

/** A power of two: a key has at most 53 bits. */
const MOST_ENTRIES = 2 ** 20
