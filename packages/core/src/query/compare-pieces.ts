/** Pieces of code that are asked about, compared by the measure of `similar` with pieces of what is indexed. */
import { type ChunkRange, createChunkFinder, type PieceVector } from './chunks-sharing.js'
import type { Piece, PieceBook } from './piece-book.js'
import { type SimilarInput, scoreOf, scoreWithItself } from './similar.js'
import { frequencyWeight, type SimilarityField } from './similarity-model.js'
import { frequencyOf, type HeldTerms, numberOf } from './term-book.js'

/** A piece that is asked about and one that it is compared with, as numbers in their lists. */
export interface PiecePair {
  readonly asked: number
  readonly other: number
}

/** By the number of the other piece. */
export type AtLeast = (other: number) => number

/** A definition of what is indexed, before it is read. */
export interface NamedPlace {
  /** Those that it lies in; its name is among those that the first of them defines. */
  readonly chunks: ChunkRange
  /** `undefined` where the index does not tell by which terms it is found. */
  name(): string | undefined
}

export interface AskedPieces {
  /**
   * The chunks, as ids of the snapshot, that may hold something that is at least `minSimilarity` alike to piece
   * `asked`, and a few others; of very many, those that share most.
   */
  chunksLike(asked: number, minSimilarity: number): readonly number[]
  /** False where what is at a place cannot be `minSimilarity` alike. */
  mayBeAlike(asked: number, place: NamedPlace, minSimilarity: number): boolean
  /**
   * How alike each pair is, 0 to 1, as if the others were documents of the index: a function is compared as what it
   * is, whatever else its chunk holds. 0 where it cannot be `atLeast` so much.
   */
  compare(others: readonly Piece[], pairs: readonly PiecePair[], atLeast: AtLeast): Float64Array
  /** Whether each pair is at least so much alike. */
  areAlike(others: readonly Piece[], pairs: readonly PiecePair[], minSimilarity: number): boolean[]
}

/** A bound is a sum in another order than what it bounds. */
const ROUNDING = 1e-9

/** What is asked and everything that it is compared with are of one book. */
export function askPieces(input: SimilarInput, book: PieceBook, asked: readonly Piece[]): AskedPieces {
  const { model, meaning } = input
  const vectors = asked.map((piece) => ({
    body: vectorOf(input, book, piece, 'body'),
    symbols: vectorOf(input, book, piece, 'symbols'),
  }))
  const finder = createChunkFinder(input.snapshot, book.terms)
  const hasMeaning = meaning !== undefined
  const wholeOf = (piece: number, isMeant: boolean) =>
    scoreWithItself(vectors[piece].body.norm > 0, vectors[piece].symbols.norm > 0, isMeant)
  const meaningsKnown = new Map<Piece, Float32Array>()
  let defined: { by: PieceVector | undefined; chunk: number; isAny: boolean } = {
    by: undefined,
    chunk: -1,
    isAny: false,
  }
  /** By number; all 0 between two uses. */
  let spreadOut = new Float64Array(0)

  /** The cosines of pairs in one field. */
  function cosines(
    others: readonly Piece[],
    field: SimilarityField,
    pairs: readonly PiecePair[],
  ): Float64Array {
    const languages = new Set(others.map((other) => book.measure(model, other).language))
    // Those of all terms of the others, now that these are measured.
    const weights = new Map([...languages].map((each) => [each, book.weightsOf(model, field, each)]))
    if (spreadOut.length < book.terms.nTerms) spreadOut = new Float64Array(book.terms.nTerms)
    const found = new Float64Array(pairs.length)
    const order = Array.from(pairs, (_, idx) => idx).sort((a, b) => pairs[a].asked - pairs[b].asked)
    let own: PieceVector | undefined
    for (const idx of order) {
      const { asked: piece, other } = pairs[idx]
      if (vectors[piece][field] !== own) {
        if (own) spread(own, spreadOut, 0)
        own = vectors[piece][field]
        spread(own, spreadOut, 1)
      }
      found[idx] = cosineWith(own, others[other], field, weights)
    }
    if (own) spread(own, spreadOut, 0)
    return found
  }

  /** With the vector that is spread out. */
  function cosineWith(
    { norm }: PieceVector,
    other: Piece,
    field: SimilarityField,
    byLanguage: ReadonlyMap<number, Float64Array>,
  ): number {
    const measured = book.measure(model, other)
    const weights = byLanguage.get(measured.language) ?? NO_WEIGHTS
    const { entries } = other[field]
    let product = 0
    for (let at = 0; at < entries.length; at++) {
      const number = numberOf(entries[at])
      const own = spreadOut[number]
      if (own > 0) product += own * frequencyWeight(frequencyOf(entries[at])) * weights[number]
    }
    return product > 0 ? product / (norm * measured[field]) : 0
  }

  /** The names of what is indexed, by language. */
  const names = new Map<number, Map<string, PieceVector>>()
  const vectorOfName = (name: string, language: number): PieceVector => {
    const ofLanguage = names.get(language) ?? new Map<string, PieceVector>()
    names.set(language, ofLanguage)
    const known = ofLanguage.get(name)
    if (known) return known
    const held = book.terms.name(name)
    const norm = book.lengthOf(model, 'symbols', language, held)
    const vector = vectorOfHeld(held, book.weightsOf(model, 'symbols', language), norm)
    ofLanguage.set(name, vector)
    return vector
  }

  /** The cosine of the names of a piece with that of a place, 1 where the index does not tell. */
  function mostOfNames(own: PieceVector, { start }: ChunkRange, nameOf: NamedPlace['name']): number {
    // Few chunks define any of the names, so few are cut into terms; places of a chunk come together.
    if (defined.by !== own || defined.chunk !== start)
      defined = { by: own, chunk: start, isAny: own.norm > 0 && finder.defines(own, start) }
    if (!defined.isAny) return 0
    const name = nameOf()
    return name === undefined ? 1 : cosine(own, vectorOfName(name, model.languageOf[start]))
  }

  /** The cosines of what pairs mean, never negative, and whether what is asked means anything. */
  function meaningsOf(
    others: readonly Piece[],
    pairs: readonly PiecePair[],
  ): { readonly cosine: number; readonly isMeant: boolean }[] {
    if (meaning === undefined) return pairs.map(() => ({ cosine: 0, isMeant: false }))
    const missing = new Set(pairs.flatMap((pair) => [asked[pair.asked], others[pair.other]]))
    for (const piece of meaningsKnown.keys()) missing.delete(piece)
    const found = [...missing]
    for (const [idx, vector] of book.meanings(meaning, found, model).entries())
      meaningsKnown.set(found[idx], vector)
    const meant = new Set(
      [...new Set(pairs.map((pair) => asked[pair.asked]))].filter((piece) =>
        meaningsKnown.get(piece)?.some((value) => value !== 0),
      ),
    )
    return pairs.map((pair) => {
      const own = meaningsKnown.get(asked[pair.asked]) ?? NOTHING
      const its = meaningsKnown.get(others[pair.other]) ?? NOTHING
      const isMeant = meant.has(asked[pair.asked])
      return { cosine: isMeant ? Math.max(0, dot(own, its)) : 0, isMeant }
    })
  }

  return {
    chunksLike(piece, minSimilarity) {
      const { body, symbols } = vectors[piece]
      // Were names and meaning the same, the words would still have to be so much alike.
      const whole = scoreWithItself(true, symbols.norm > 0, hasMeaning)
      return finder.chunksSharing(body, minSimilarity * whole - (whole - 1))
    },
    mayBeAlike(piece, { chunks, name }, minSimilarity) {
      const { body, symbols } = vectors[piece]
      const least =
        minSimilarity * wholeOf(piece, hasMeaning) -
        scoreOf(0, mostOfNames(symbols, chunks, name), Number(hasMeaning))
      return finder.hasShare(body, chunks, Math.max(0, least - ROUNDING) ** 2)
    },
    compare(others, pairs, atLeast) {
      const ofBody = cosines(others, 'body', pairs)
      const ofSymbols = cosines(others, 'symbols', pairs)
      // Vectors cost most, so only of what may be alike enough.
      const near = [...pairs.keys()].filter((idx) => {
        const { asked: piece, other } = pairs[idx]
        const most = scoreOf(ofBody[idx], ofSymbols[idx], Number(hasMeaning))
        return most >= atLeast(other) * wholeOf(piece, hasMeaning)
      })
      const meanings = meaningsOf(
        others,
        near.map((idx) => pairs[idx]),
      )
      const likeness = new Float64Array(pairs.length)
      for (const [at, idx] of near.entries()) {
        const { cosine, isMeant } = meanings[at]
        const score = scoreOf(ofBody[idx], ofSymbols[idx], cosine)
        likeness[idx] = Math.min(1, score / wholeOf(pairs[idx].asked, isMeant))
      }
      return likeness
    },
    areAlike(others, pairs, minSimilarity) {
      const ofBody = cosines(others, 'body', pairs)
      const ofSymbols = cosines(others, 'symbols', pairs)
      const least = (idx: number, isMeant: boolean) => minSimilarity * wholeOf(pairs[idx].asked, isMeant)
      const areAlike = pairs.map(
        (_, idx) => scoreOf(ofBody[idx], ofSymbols[idx], 0) >= least(idx, hasMeaning),
      )
      // Vectors cost most, so only of those that they decide about.
      const open = [...pairs.keys()].filter(
        (idx) =>
          !areAlike[idx] &&
          scoreOf(ofBody[idx], ofSymbols[idx], Number(hasMeaning)) >= least(idx, hasMeaning),
      )
      const meanings = meaningsOf(
        others,
        open.map((idx) => pairs[idx]),
      )
      for (const [at, idx] of open.entries()) {
        const { cosine, isMeant } = meanings[at]
        areAlike[idx] = scoreOf(ofBody[idx], ofSymbols[idx], cosine) >= least(idx, isMeant)
      }
      return areAlike
    },
  }
}

const NOTHING = new Float32Array(0)
const NO_WEIGHTS = new Float64Array(0)

function vectorOf(
  { model }: SimilarInput,
  book: PieceBook,
  piece: Piece,
  field: SimilarityField,
): PieceVector {
  const measured = book.measure(model, piece)
  return vectorOfHeld(piece[field], book.weightsOf(model, field, measured.language), measured[field])
}

function vectorOfHeld({ entries }: HeldTerms, weights: Float64Array, norm: number): PieceVector {
  const terms = Uint32Array.from(entries, numberOf)
  const own = new Float64Array(terms.length)
  for (let at = 0; at < own.length; at++)
    own[at] = frequencyWeight(frequencyOf(entries[at])) * weights[terms[at]]
  return { terms, weights: own, norm }
}

/** Of vectors of a few terms. */
function cosine(a: PieceVector, b: PieceVector): number {
  let product = 0
  for (let at = 0; at < b.terms.length; at++) {
    const idx = a.terms.indexOf(b.terms[at])
    if (idx >= 0) product += a.weights[idx] * b.weights[at]
  }
  return product > 0 ? product / (a.norm * b.norm) : 0
}

function spread({ terms, weights }: PieceVector, values: Float64Array, times: 0 | 1): void {
  for (let at = 0; at < terms.length; at++) values[terms[at]] = times * weights[at]
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at]
  return sum
}
