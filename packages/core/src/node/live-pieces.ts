/** Definitions in the files of a live index, to be compared with a place. */
import { shinglesOf } from '../explore/resemblance.js'
import { createPieceBook, type Piece, type PieceBook } from '../query/piece-book.js'
import type { PieceText } from '../query/term-book.js'
import type { Segment } from '../segment/segment.js'
import { stringAt } from '../segment/string-table.js'
import type { LineIndex } from '../text/lines.js'
import type { LineRange } from '../types.js'
import type { LiveLines } from './live-lines.js'
import type { PlaceQuery } from './similar-target.js'
import type { Turns } from './turns.js'

/** The lines of a file as it is; of none where there is no such file. */
export type LinesOf = (path: string) => Pick<LineIndex, 'slice'>

/** A definition of a chunk, or a chunk without any. Numbers are those of the segment. */
export interface IndexedPlace {
  readonly segment: Segment
  readonly chunk: number
  /** -1 for the whole chunk. */
  readonly symbol: number
  readonly lines: LineRange
}

/** What was found out about it is found out once. */
export interface IndexedPiece {
  readonly code: PieceText
  piece: Piece | undefined
  shingles: Uint32Array | undefined
}

/** The pieces of code at places of an index, for one question. */
export interface PiecesNow {
  /** That of the pieces. */
  readonly book: PieceBook
  /** In the order of the places; each file is read once. */
  read(places: readonly IndexedPlace[], turns: Turns): Promise<IndexedPiece[]>
  weighed(indexed: IndexedPiece): Piece
}

type KeptPieces = Map<Segment, Map<number, IndexedPiece>>

/** Of a segment: symbols from 0 on, whole chunks below. */
function keyOf({ chunk, symbol }: IndexedPlace): number {
  return symbol < 0 ? -1 - chunk : symbol
}

/** Pieces kept at most, in UTF-16 units of their texts: about ten megabytes with their terms and sketches. */
const MOST_KEPT_CHARS = 1_500_000

/** A book with more words begins anew, and the pieces with it: about ten megabytes. */
const MOST_WORDS = 60_000

/**
 * Remembers pieces from one question to the next, for those that are asked about a file again and again come upon the
 * same ones. A piece is remembered if its file is as it was indexed: then its place will always hold it.
 */
export function createPieces(linesOf: (path: string) => LiveLines | undefined): () => PiecesNow {
  let book = createPieceBook()
  // By segment and place. What was not asked for while the newer half was filled is forgotten.
  let newer: KeptPieces = new Map()
  let older: KeptPieces = new Map()
  let newerChars = 0

  const keep = (place: IndexedPlace, indexed: IndexedPiece): void => {
    if (newerChars > MOST_KEPT_CHARS / 2) {
      older = newer
      newer = new Map()
      newerChars = 0
    }
    const ofSegment = newer.get(place.segment) ?? new Map<number, IndexedPiece>()
    newer.set(place.segment, ofSegment)
    ofSegment.set(keyOf(place), indexed)
    newerChars += indexed.code.text.length
  }
  const knownAt = (place: IndexedPlace): IndexedPiece | undefined => {
    const key = keyOf(place)
    const known = newer.get(place.segment)?.get(key)
    if (known) return known
    const before = older.get(place.segment)?.get(key)
    if (before) keep(place, before)
    return before
  }
  /** Those of one file, in the order of their lines. */
  const readFile = (places: readonly IndexedPlace[]): IndexedPiece[] => {
    const [{ segment, chunk: first }] = places
    const { chunks, files, strings } = segment
    const file = chunks.file[first]
    const path = stringAt(strings, files.path[file])
    const language = stringAt(strings, files.language[file])
    const lines = linesOf(path)
    const isKept = lines?.isIndexedAs(segment, file) === true
    return places.map((place) => {
      const text = lines?.slice(place.lines) ?? ''
      const code = { path, language, text, names: [nameAt(place)] }
      const indexed: IndexedPiece = { code, piece: undefined, shingles: undefined }
      if (isKept) keep(place, indexed)
      return indexed
    })
  }

  return () => {
    if (book.terms.nWords > MOST_WORDS) {
      book = createPieceBook()
      newer = new Map()
      older = new Map()
      newerChars = 0
    }
    const ofQuestion = book
    return {
      book: ofQuestion,
      async read(places, turns) {
        const found = places.map(knownAt)
        const missing = [...places.keys()].filter((idx) => found[idx] === undefined)
        for (const idxs of byFile(places, missing)) {
          const pieces = readFile(idxs.map((idx) => places[idx]))
          for (const [at, idx] of idxs.entries()) found[idx] = pieces[at]
          if (turns.isOver()) await turns.next()
        }
        return found.filter((indexed) => indexed !== undefined)
      },
      weighed(indexed) {
        if (book !== ofQuestion) return ofQuestion.pieceOf(indexed.code)
        indexed.piece ??= ofQuestion.pieceOf(indexed.code)
        return indexed.piece
      },
    }
  }
}

/** Places by their numbers, those of a file together, in the order of their lines. */
function byFile(places: readonly IndexedPlace[], idxs: readonly number[]): number[][] {
  const files = new Map<Segment, Map<number, number[]>>()
  for (const idx of idxs) {
    const { segment, chunk } = places[idx]
    const own = files.get(segment) ?? new Map<number, number[]>()
    files.set(segment, own)
    const file = segment.chunks.file[chunk]
    const ofFile = own.get(file)
    if (ofFile) ofFile.push(idx)
    else own.set(file, [idx])
  }
  return [...files.values()].flatMap((own) =>
    [...own.values()].map((ofFile) => ofFile.sort((a, b) => places[a].lines.start - places[b].lines.start)),
  )
}

function nameAt({ segment: { strings, symbols }, symbol }: IndexedPlace): string {
  return symbol < 0 ? '' : stringAt(strings, symbols.name[symbol])
}

export function shinglesOfPiece(indexed: IndexedPiece): Uint32Array {
  indexed.shingles ??= shinglesOf(indexed.code)
  return indexed.shingles
}

/** Whether lines of a file are those of the place, or touch them. */
export function isSelf({ self }: PlaceQuery, path: string, lines: LineRange): boolean {
  return self?.path === path && (self.lines === undefined || overlaps(self.lines, lines))
}

export function overlaps(a: LineRange, b: LineRange): boolean {
  return a.start < b.end && b.start < a.end
}
