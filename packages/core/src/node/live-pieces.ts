/** Definitions in the files of a live index, to be compared with a place. */
import type { DefinitionLines } from '../chunk/definition-around.js'
import { hashOfFile } from '../engine/opened-index.js'
import { type CodeSketch, sketchOf } from '../explore/copies.js'
import type { SimilarInput } from '../query/similar.js'
import type { SimilarityModel } from '../query/similarity-model.js'
import { type WeighedPiece, weighPieces } from '../query/weighed-pieces.js'
import { SYMBOL_KINDS } from '../segment/codes.js'
import type { Segment } from '../segment/segment.js'
import type { AnalyzedFile } from '../segment/segment-builder.js'
import { stringAt } from '../segment/string-table.js'
import { LineIndex } from '../text/lines.js'
import type { Hit, HitSymbol, LineRange } from '../types.js'
import { analyzedText, type PlaceQuery } from './similar-target.js'

/** A file as it is, open or on disk. */
export interface LiveText {
  readonly text: string
  /** Of its bytes on disk; `undefined` for an open document. */
  readonly hash: string | undefined
}

/** The lines of a file as it is; of none where there is no such file. */
export type LinesOf = (path: string) => LineIndex

/** Reads each file once. */
export function readLinesOnce(textOf: (path: string) => string | undefined): LinesOf {
  const texts = new Map<string, LineIndex>()
  return (path) => {
    const known = texts.get(path)
    if (known) return known
    const lines = new LineIndex(textOf(path) ?? '')
    texts.set(path, lines)
    return lines
  }
}

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
  sketch: CodeSketch | undefined
  /** Numbered by the terms of its segment; holds for this census, which may be gone. */
  weighed: { readonly by: WeakRef<SimilarityModel['census']>; readonly piece: WeighedPiece } | undefined
}

/** The pieces of code at places of an index. */
export type PieceAt = (place: IndexedPlace) => IndexedPiece

/** Pieces kept at most, in UTF-16 units of their texts: a few megabytes with their sketches. */
const MOST_KEPT_CHARS = 3_000_000

/**
 * Remembers pieces from one question to the next, for those that are asked about a file again and again come upon the
 * same ones. A piece is remembered if its file is as it was indexed: then its place will always hold it.
 */
export function createPieces(textOf: (path: string) => LiveText | undefined): () => PieceAt {
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
  const keep = (key: string, piece: IndexedPiece): void => {
    kept.set(key, piece)
    keptChars += piece.analyzed.file.text.length
    for (const [oldest, { analyzed }] of kept) {
      if (keptChars <= MOST_KEPT_CHARS) break
      kept.delete(oldest)
      keptChars -= analyzed.file.text.length
    }
  }

  // For one question: each file is read once, and open ones are as they are.
  return () => {
    const pieces = new Map<string, IndexedPiece>()
    const files = new Map<string, { readonly lines: LineIndex; readonly hash: string | undefined }>()
    const fileAt = (path: string) => {
      const known = files.get(path)
      if (known) return known
      const live = textOf(path)
      const file = { lines: new LineIndex(live?.text ?? ''), hash: live?.hash }
      files.set(path, file)
      return file
    }
    return (place) => {
      const key = keyOf(place)
      const ofQuestion = pieces.get(key)
      if (ofQuestion) return ofQuestion
      const known = kept.get(key)
      if (known) {
        pieces.set(key, known)
        // The one that was not asked for longest goes first.
        kept.delete(key)
        kept.set(key, known)
        return known
      }
      const { segment, chunk, symbol } = place
      const { chunks, files: columns, strings, symbols } = segment
      const path = stringAt(strings, columns.path[chunks.file[chunk]])
      const language = stringAt(strings, columns.language[chunks.file[chunk]])
      const { lines, hash } = fileAt(path)
      const named = {
        name: symbol < 0 ? '' : stringAt(strings, symbols.name[symbol]),
        kind: symbol < 0 ? ('section' as const) : SYMBOL_KINDS[symbols.kind[symbol]],
        lines: place.lines,
      }
      const analyzed = pieceOf({ path, language }, named, ownCopy(lines.slice(place.lines)))
      const piece: IndexedPiece = { analyzed, sketch: undefined, weighed: undefined }
      pieces.set(key, piece)
      if (hash === hashOfFile(segment, chunks.file[chunk])) keep(key, piece)
      return piece
    }
  }
}

export function sketchOfPiece(piece: IndexedPiece): CodeSketch {
  piece.sketch ??= sketchOf(piece.analyzed.file)
  return piece.sketch
}

/** Those of one segment. */
export function weighIndexed(
  input: SimilarInput,
  segment: Segment,
  pieces: readonly IndexedPiece[],
): WeighedPiece[] {
  const { census } = input.model
  const missing = pieces.filter(({ weighed }) => weighed?.by.deref() !== census)
  if (missing.length > 0) {
    const weighed = weighPieces(
      input,
      missing.map(({ analyzed }) => analyzed),
      segment.terms,
    )
    const by = new WeakRef(census)
    for (const [idx, piece] of missing.entries()) piece.weighed = { by, piece: weighed[idx] }
  }
  return pieces.flatMap((piece) => piece.weighed?.piece ?? [])
}

/** A slice would keep the text of the whole file in memory. */
function ownCopy(slice: string): string {
  return Buffer.from(slice).toString()
}

/** Whether lines of a file are those of the place, or touch them. */
export function isSelf({ self }: PlaceQuery, path: string, lines: LineRange): boolean {
  return self?.path === path && (self.lines === undefined || overlaps(self.lines, lines))
}

export function overlaps(a: LineRange, b: LineRange): boolean {
  return a.start < b.end && b.start < a.end
}
