/** Pieces of code that are asked about, compared by the measure of `similar` with pieces of what is indexed. */
import { type AnalyzedFile, buildSegment } from '../segment/segment-builder.js'
import { findSame, type StringTable, tableSize } from '../segment/string-table.js'
import { type ChunkRange, createChunkFinder } from './chunks-sharing.js'
import { type SimilarInput, scoreOf, scoreWithItself } from './similar.js'
import {
  embedPieces,
  meaningOfPiece,
  type PieceVector,
  type WeighedPiece,
  weighSegment,
} from './weighed-pieces.js'

/** A piece that is asked about and one that it is compared with, as numbers in their lists. */
export interface PiecePair {
  readonly asked: number
  readonly other: number
}

/** By the number of the other piece. */
export type AtLeast = (other: number) => number

export interface AskedPieces {
  /** What the terms of others may be numbered by. */
  readonly terms: StringTable
  /**
   * The chunks, as ids of the snapshot, that may hold something that is at least `minSimilarity` alike to piece
   * `asked`, and a few others; of very many, those that share most.
   */
  chunksLike(asked: number, minSimilarity: number): readonly number[]
  /** False where a definition of this name that lies in these chunks cannot be `minSimilarity` alike. */
  mayBeAlike(asked: number, chunks: ChunkRange, name: string | undefined, minSimilarity: number): boolean
  /**
   * How alike each pair is, 0 to 1, as if the others were documents of the index: a function is compared as what it
   * is, whatever else its chunk holds. 0 where it cannot be `atLeast` so much.
   */
  compare(
    others: readonly WeighedPiece[],
    numberedBy: StringTable,
    pairs: readonly PiecePair[],
    atLeast: AtLeast,
  ): Float64Array
}

/** A bound is a sum in another order than what it bounds. */
const ROUNDING = 1e-9

/** Each piece has one chunk. */
export function askPieces(input: SimilarInput, pieces: readonly AnalyzedFile[]): AskedPieces {
  const segment = buildSegment(input.analyzer, pieces)
  const { terms } = segment
  const asked = weighSegment(input, segment, pieces, terms)
  const tables = new Map<StringTable, TableRow>()
  const rowOf = (table: StringTable): TableRow => {
    const known = tables.get(table)
    if (known) return known
    const numbers = Int32Array.from({ length: tableSize(terms) }, (_, id) => findSame(table, terms, id))
    const row = { numbers, values: new Float64Array(tableSize(table)) }
    tables.set(table, row)
    return row
  }
  const finder = createChunkFinder(input, terms, (table) => rowOf(table).numbers)
  const hasMeaning = input.meaning !== undefined
  const wholeOf = ({ body, symbols }: WeighedPiece, isMeant: boolean) =>
    scoreWithItself(body.norm > 0, symbols.norm > 0, isMeant)

  return {
    terms,
    chunksLike(piece, minSimilarity) {
      const { body, symbols } = asked[piece]
      // Were names and meaning the same, the words would still have to be so much alike.
      const whole = scoreWithItself(true, symbols.norm > 0, hasMeaning)
      return finder.chunksSharing(body, minSimilarity * whole - (whole - 1))
    },
    mayBeAlike(piece, chunks, name, minSimilarity) {
      const own = asked[piece]
      const ofNames =
        name === undefined ? Number(own.symbols.norm > 0) : finder.shareOfName(own.symbols, name)
      const least =
        minSimilarity * wholeOf(own, hasMeaning) - scoreOf(0, Math.sqrt(ofNames), Number(hasMeaning))
      const share = Math.max(0, least - ROUNDING) ** 2
      return finder.hasShare(own.body, chunks, share)
    },
    compare(others, numberedBy, pairs, atLeast) {
      const row = rowOf(numberedBy)
      const ofBody = cosines(asked, others, 'body', pairs, row)
      const ofSymbols = cosines(asked, others, 'symbols', pairs, row)
      // Vectors cost most, so only of what may be alike enough.
      const isNear = pairs.map(({ asked: piece, other }, idx) => {
        const most = wholeOf(asked[piece], hasMeaning)
        return scoreOf(ofBody[idx], ofSymbols[idx], Number(hasMeaning)) >= atLeast(other) * most
      })
      const near = pairs.filter((_, idx) => isNear[idx])
      embedPieces(
        input,
        near.map((pair) => asked[pair.asked]),
      )
      embedPieces(
        input,
        near.map(({ other }) => others[other]),
      )
      return Float64Array.from(pairs, ({ asked: piece, other }, idx) => {
        if (!isNear[idx]) return 0
        const [own, its] = [meaningOfPiece(input, asked[piece]), meaningOfPiece(input, others[other])]
        const isMeant = hasMeaning && dot(own, own) > 0
        const meaning = isMeant ? Math.max(0, dot(own, its)) : 0
        return Math.min(1, scoreOf(ofBody[idx], ofSymbols[idx], meaning) / wholeOf(asked[piece], isMeant))
      })
    },
  }
}

/** The terms of another table. */
interface TableRow {
  /** Of the terms that are asked about, -1 for one that is not there. */
  readonly numbers: Int32Array
  /** One a number; all 0 between two uses. */
  readonly values: Float64Array
}

function cosines(
  asked: readonly WeighedPiece[],
  others: readonly WeighedPiece[],
  field: 'body' | 'symbols',
  pairs: readonly PiecePair[],
  row: TableRow,
): Float64Array {
  const { values } = row
  const found = new Float64Array(pairs.length)
  const order = Array.from(pairs, (_, idx) => idx).sort((a, b) => pairs[a].asked - pairs[b].asked)
  let spreadOut: PieceVector | undefined
  for (const idx of order) {
    const own = asked[pairs[idx].asked][field]
    if (own !== spreadOut) {
      if (spreadOut) spread(spreadOut, row, 0)
      spread(own, row, 1)
      spreadOut = own
    }
    const { terms, weights, norm } = others[pairs[idx].other][field]
    let product = 0
    for (let at = 0; at < terms.length; at++) product += values[terms[at]] * weights[at]
    found[idx] = product > 0 ? product / (own.norm * norm) : 0
  }
  if (spreadOut) spread(spreadOut, row, 0)
  return found
}

function spread({ terms, weights }: PieceVector, { numbers, values }: TableRow, times: 0 | 1): void {
  for (let at = 0; at < terms.length; at++) {
    const number = numbers[terms[at]]
    if (number >= 0) values[number] = times * weights[at]
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at]
  return sum
}
