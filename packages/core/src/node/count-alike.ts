/** How many places are like each of many definitions. */
import { hasBody } from '../chunk/definition-around.js'
import { type CodeSketch, copyLikeness, sketchOf } from '../explore/copies.js'
import type { ChunkRange } from '../query/chunks-sharing.js'
import { type AskedPieces, askPieces, type PiecePair } from '../query/compare-pieces.js'
import type { SimilarInput } from '../query/similar.js'
import { CONTENT_KINDS, SYMBOL_KINDS } from '../segment/codes.js'
import type { Segment } from '../segment/segment.js'
import { partOfChunk, type Snapshot } from '../segment/snapshot.js'
import { stringAt } from '../segment/string-table.js'
import type { LineRange } from '../types.js'
import { type IndexedPlace, isSelf, type PieceAt, sketchOfPiece, weighIndexed } from './live-pieces.js'
import type { PlaceQuery } from './similar-target.js'
import type { Turns } from './turns.js'

/** A copy has at least this share of the lines of what it was copied from, or the other way round. */
const LEAST_LINES_SHARE = 0.6

/** Pieces that are analysed in one step: some milliseconds. UTF-16 units. */
const CHARS_A_STEP = 20_000

/**
 * For each query the definitions, or chunks without any, that are at least as alike. Only what shares enough of its
 * rare terms is looked at, so a copy in which every name is another is not counted; and only that is read which may be
 * alike enough by what the index tells. Others
 * have their turn between two steps.
 */
export async function countAlike(
  input: SimilarInput,
  queries: readonly PlaceQuery[],
  pieceAt: PieceAt,
  minSimilarity: number,
  turns: Turns,
): Promise<number[]> {
  const asked = askPieces(
    input,
    queries.map(({ analyzed }) => analyzed),
  )
  const places = createPlaces(input.snapshot)
  const byWords: PiecePair[] = []
  const byShape: PiecePair[] = []
  for (const [idx, query] of queries.entries()) {
    for (const { other, place } of placesNear(asked, places, query, idx, minSimilarity)) {
      if (asked.mayBeAlike(idx, place.chunks, place.name, minSimilarity)) byWords.push({ asked: idx, other })
      if (query.analyzed.kind === 'code' && isAsLong(query.lines, place.lines))
        byShape.push({ asked: idx, other })
    }
    if (turns.isOver()) await turns.next()
  }

  const found = queries.map(() => new Set<number>())
  for (const { segment, pairs } of steps(places.all, byWords, pieceAt)) {
    const others = [...new Set(pairs.map(({ other }) => other))]
    const numbers = new Map(others.map((other, number) => [other, number]))
    const pieces = others.map((other) => pieceAt(places.all[other]))
    const likeness = asked.compare(
      weighIndexed(input, segment, pieces),
      segment.terms,
      pairs.map(({ asked, other }) => ({ asked, other: numbers.get(other) ?? 0 })),
      () => minSimilarity,
    )
    for (const [idx, pair] of pairs.entries())
      if (likeness[idx] >= minSimilarity) found[pair.asked].add(pair.other)
    if (turns.isOver()) await turns.next()
  }

  const sketches = new Map<number, CodeSketch>()
  for (const { asked: idx, other } of byShape) {
    if (found[idx].has(other)) continue
    const own = sketches.get(idx) ?? sketchOf(queries[idx].analyzed.file)
    sketches.set(idx, own)
    const likeness = copyLikeness(own, sketchOfPiece(pieceAt(places.all[other])))
    if (likeness >= minSimilarity) found[idx].add(other)
    if (turns.isOver()) await turns.next()
  }
  return found.map(({ size }) => size)
}

interface Place extends IndexedPlace {
  readonly path: string
  /** As ids of the snapshot, those that it lies in. */
  readonly chunks: ChunkRange
  /** `undefined` where the index does not tell by which terms it is found. */
  readonly name: string | undefined
}

interface Places {
  /** By their numbers. */
  readonly all: readonly Place[]
  /** The numbers of those that begin in a chunk. */
  in(chunk: number): readonly number[]
}

function* placesNear(
  asked: AskedPieces,
  places: Places,
  query: PlaceQuery,
  idx: number,
  minSimilarity: number,
): Generator<{ readonly other: number; readonly place: Place }> {
  for (const chunk of asked.chunksLike(idx, minSimilarity)) {
    for (const other of places.in(chunk)) {
      const place = places.all[other]
      if (!isSelf(query, place.path, place.lines)) yield { other, place }
    }
  }
}

/** Pairs in steps of which each analyses pieces of one segment. */
function* steps(
  places: readonly Place[],
  pairs: readonly PiecePair[],
  pieceAt: PieceAt,
): Generator<{ readonly segment: Segment; readonly pairs: readonly PiecePair[] }> {
  const byPlace = [...pairs].sort((a, b) => a.other - b.other)
  for (let start = 0, end = 0; start < byPlace.length; start = end) {
    const { segment } = places[byPlace[start].other]
    let chars = 0
    let last = -1
    for (; end < byPlace.length && chars < CHARS_A_STEP; end++) {
      const { other } = byPlace[end]
      if (places[other].segment !== segment) break
      if (other !== last) chars += pieceAt(places[other]).analyzed.file.text.length
      last = other
    }
    yield { segment, pairs: byPlace.slice(start, end) }
  }
}

function createPlaces(snapshot: Snapshot): Places {
  const all: Place[] = []
  const byChunk = new Map<number, readonly number[]>()
  return {
    all,
    in(chunk) {
      const known = byChunk.get(chunk)
      if (known) return known
      const own = placesIn(snapshot, chunk).map((place) => all.push(place) - 1)
      byChunk.set(chunk, own)
      return own
    },
  }
}

/** The definitions with bodies in a chunk, else the chunk. */
function placesIn(snapshot: Snapshot, chunk: number): Place[] {
  const { segment, chunkBase } = partOfChunk(snapshot, chunk)
  const { chunks, files, strings, symbols } = segment
  const local = chunk - chunkBase
  const file = chunks.file[local]
  const path = stringAt(strings, files.path[file])
  // Words of prose are found by the terms of its own language.
  const isProse = CONTENT_KINDS[chunks.kind[local]] === 'prose'
  const endOf = (lines: LineRange): number => {
    let end = local + 1
    while (end < files.firstChunk[file + 1] && chunks.startLine[end] < lines.end) end++
    return chunkBase + end
  }
  const placeAt = (symbol: number, lines: LineRange, name: string): Place => ({
    segment,
    chunk: local,
    symbol,
    lines,
    path,
    chunks: { start: chunk, end: endOf(lines) },
    name: isProse ? undefined : name,
  })
  const own: Place[] = []
  for (let symbol = chunks.firstSymbol[local]; symbol < chunks.firstSymbol[local + 1]; symbol++) {
    if (!hasBody({ kind: SYMBOL_KINDS[symbols.kind[symbol]] })) continue
    const lines = { start: symbols.startLine[symbol], end: symbols.endLine[symbol] }
    own.push(placeAt(symbol, lines, stringAt(strings, symbols.name[symbol])))
  }
  const whole = { start: chunks.startLine[local], end: chunks.endLine[local] }
  return own.length > 0 ? own : [placeAt(-1, whole, '')]
}

/** A copy has about the lines of what it was copied from, so most others need not be looked at. */
function isAsLong(a: LineRange, b: LineRange): boolean {
  const [short, long] = [a.end - a.start, b.end - b.start].sort((one, other) => one - other)
  return short >= long * LEAST_LINES_SHARE
}
