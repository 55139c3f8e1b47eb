/** Definitions in the files of a live index, to be compared with a place. */
import type { DefinitionLines } from '../chunk/definition-around.js'
import { type CodeSketch, sketchOf } from '../explore/copies.js'
import { createPieceBook, type Piece, type PieceBook } from '../query/piece-book.js'
import { SYMBOL_KINDS } from '../segment/codes.js'
import type { Segment } from '../segment/segment.js'
import type { AnalyzedFile } from '../segment/segment-builder.js'
import { stringAt } from '../segment/string-table.js'
import type { LineIndex } from '../text/lines.js'
import type { Hit, HitSymbol, LineRange } from '../types.js'
import type { LiveLines } from './live-lines.js'
import { analyzedText, type PlaceQuery } from './similar-target.js'
import type { Turns } from './turns.js'

/** The lines of a file as it is; of none where there is no such file. */
export type LinesOf = (path: string) => Pick<LineIndex, 'slice'>

/** A definition as a document of its own. */
export function pieceOf(
  { path, language }: Pick<Hit, 'path' | 'language'>,
  symbol: Pick<HitSymbol, 'name' | 'kind' | 'lines'>,
  text: string,
): AnalyzedFile {
  const own: DefinitionLines = { name: symbol.name, kind: symbol.kind, ...symbol.lines }
  return analyzedText(path, text, language, [own])
}

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
  readonly analyzed: AnalyzedFile
  piece: Piece | undefined
  sketch: CodeSketch | undefined
}

/** The pieces of code at places of an index, for one question. */
export interface PiecesNow {
  /** That of the pieces. */
  readonly book: PieceBook
  /** In the order of the places; each file is read once. */
  read(places: readonly IndexedPlace[], turns: Turns): Promise<IndexedPiece[]>
  weighed(indexed: IndexedPiece): Piece
}

/** Pieces kept at most, in UTF-16 units of their texts: a few megabytes with their terms and sketches. */
const MOST_KEPT_CHARS = 3_000_000

/** A book with more words begins anew, and the pieces with it: about ten megabytes. */
const MOST_WORDS = 60_000

/**
 * Remembers pieces from one question to the next, for those that are asked about a file again and again come upon the
 * same ones. A piece is remembered if its file is as it was indexed: then its place will always hold it.
 */
export function createPieces(linesOf: (path: string) => LiveLines | undefined): () => PiecesNow {
  let book = createPieceBook()
  const kept = new Map<string, IndexedPiece>()
  const segmentIds = new WeakMap<Segment, number>()
  let nSegments = 0
  let keptChars = 0

  const keyOf = ({ segment, chunk, symbol }: IndexedPlace): string => {
    const known = segmentIds.get(segment)
    const id = known ?? nSegments++
    if (known === undefined) segmentIds.set(segment, id)
    return `${id} ${symbol < 0 ? `chunk ${chunk}` : symbol}`
  }
  const keep = (key: string, indexed: IndexedPiece): void => {
    kept.set(key, indexed)
    keptChars += indexed.analyzed.file.text.length
    for (const [oldest, { analyzed }] of kept) {
      if (keptChars <= MOST_KEPT_CHARS) break
      kept.delete(oldest)
      keptChars -= analyzed.file.text.length
    }
  }
  const knownAt = (place: IndexedPlace): IndexedPiece | undefined => {
    const key = keyOf(place)
    const known = kept.get(key)
    if (known === undefined) return undefined
    // The one that was not asked for longest goes first.
    kept.delete(key)
    kept.set(key, known)
    return known
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
      const analyzed = pieceOf({ path, language }, namedAt(place), text)
      const indexed: IndexedPiece = { analyzed, piece: undefined, sketch: undefined }
      if (isKept) keep(keyOf(place), indexed)
      return indexed
    })
  }

  return () => {
    if (book.terms.nWords > MOST_WORDS) {
      book = createPieceBook()
      kept.clear()
      keptChars = 0
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
        if (book !== ofQuestion) return ofQuestion.pieceOf(indexed.analyzed)
        indexed.piece ??= ofQuestion.pieceOf(indexed.analyzed)
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

function namedAt({ segment, symbol, lines }: IndexedPlace): Pick<HitSymbol, 'name' | 'kind' | 'lines'> {
  if (symbol < 0) return { name: '', kind: 'section', lines }
  const { strings, symbols } = segment
  return { name: stringAt(strings, symbols.name[symbol]), kind: SYMBOL_KINDS[symbols.kind[symbol]], lines }
}

export function sketchOfPiece(indexed: IndexedPiece): CodeSketch {
  indexed.sketch ??= sketchOf(indexed.analyzed.file)
  return indexed.sketch
}

/** Whether lines of a file are those of the place, or touch them. */
export function isSelf({ self }: PlaceQuery, path: string, lines: LineRange): boolean {
  return self?.path === path && (self.lines === undefined || overlaps(self.lines, lines))
}

export function overlaps(a: LineRange, b: LineRange): boolean {
  return a.start < b.end && b.start < a.end
}
