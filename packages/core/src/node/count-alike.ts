/** How many places are like each of many definitions. */
import { hasBody } from '../chunk/definition-around.js'
import {
  type CodeSketch,
  copyLikeness,
  MIN_SHINGLES,
  resemblanceOfCopies,
  sketchOf,
} from '../explore/copies.js'
import { resemblanceAtLeast } from '../explore/resemblance.js'
import { type AskedPieces, askPieces, type NamedPlace, type PiecePair } from '../query/compare-pieces.js'
import type { SimilarInput } from '../query/similar.js'
import { CONTENT_KINDS, SYMBOL_KINDS } from '../segment/codes.js'
import { findFile, partOfChunk, type Snapshot } from '../segment/snapshot.js'
import { stringAt } from '../segment/string-table.js'
import type { LineRange } from '../types.js'
import {
  type IndexedPiece,
  type IndexedPlace,
  isSelf,
  type PiecesNow,
  shinglesOfPiece,
} from './live-pieces.js'
import { type PlaceQuery, pieceTextOf } from './similar-target.js'
import type { Turns } from './turns.js'

/** A copy has at least this share of the lines of what it was copied from, or the other way round. */
const LEAST_LINES_SHARE = 0.6

/** A product may come out a little larger than what it is compared with. */
const ROUNDING = 1e-9

/** Pieces that are weighed in one step: some milliseconds. UTF-16 units. */
const CHARS_A_STEP = 100_000

/**
 * For each query the definitions, or chunks without any, that are at least as alike. Only what shares enough of its
 * rare terms is looked at, so a copy in which every name is another is not counted; and only that is read which may be
 * alike enough by what the index tells. Others have their turn between two steps.
 */
export async function countAlike(
  input: SimilarInput,
  queries: readonly PlaceQuery[],
  pieces: PiecesNow,
  minSimilarity: number,
  turns: Turns,
): Promise<number[]> {
  const asked = askPieces(
    input,
    pieces.book,
    queries.map(({ analyzed }) => pieces.book.pieceOf(pieceTextOf(analyzed))),
  )
  const sketches = queries.map(({ analyzed }) => sketchOfCode(analyzed))
  const places = createPlaces(input.snapshot)
  const byWords: PiecePair[] = []
  const byShape: PiecePair[] = []
  for (const [idx, query] of queries.entries()) {
    for (const { other, place } of placesNear(asked, places, query, idx, minSimilarity)) {
      if (asked.mayBeAlike(idx, place, minSimilarity)) byWords.push({ asked: idx, other })
      if (sketches[idx] && isAsLong(query.lines, place.lines)) byShape.push({ asked: idx, other })
    }
    if (turns.isOver()) await turns.next()
  }

  const wanted = [...new Set([...byWords, ...byShape].map(({ other }) => other))]
  const read = await pieces.read(
    wanted.map((other) => places.all[other]),
    turns,
  )
  const pieceAt = new Map(wanted.map((other, idx) => [other, read[idx]]))
  const found = queries.map(() => new Set<number>())
  for (const { others, pairs } of steps(byWords, pieceAt)) {
    const areAlike = asked.areAlike(others.map(pieces.weighed), pairs, minSimilarity)
    for (const [idx, pair] of pairs.entries()) if (areAlike[idx]) found[pair.asked].add(pair.number)
    if (turns.isOver()) await turns.next()
  }

  const leastResemblance = resemblanceOfCopies(minSimilarity) - ROUNDING
  for (const { asked: idx, other } of byShape) {
    const own = sketches[idx]
    const piece = pieceAt.get(other)
    if (own === undefined || piece === undefined || found[idx].has(other)) continue
    // Few have the shape, so few are cut again for their words.
    const isNear = resemblanceAtLeast(own.shingles, shinglesOfPiece(piece), leastResemblance) > 0
    if (isNear && copyLikeness(own, sketchOf(piece.code)) >= minSimilarity) found[idx].add(other)
    if (turns.isOver()) await turns.next()
  }
  return found.map(({ size }) => size)
}

/** `undefined` for what can be no copy of anything: prose, and what is too short to say. */
function sketchOfCode({ kind, file }: PlaceQuery['analyzed']): CodeSketch | undefined {
  if (kind !== 'code') return undefined
  const sketch = sketchOf(file)
  return sketch.shingles.length < MIN_SHINGLES ? undefined : sketch
}

interface Place extends IndexedPlace, NamedPlace {
  /** Its id in the snapshot. */
  readonly file: number
}

interface Places {
  readonly snapshot: Snapshot
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
  const own = query.self ? findFile(places.snapshot, query.self.path) : -1
  for (const chunk of asked.chunksLike(idx, minSimilarity)) {
    for (const other of places.in(chunk)) {
      const place = places.all[other]
      if (place.file !== own || !isSelf(query, query.self?.path ?? '', place.lines)) yield { other, place }
    }
  }
}

interface Step {
  readonly others: readonly IndexedPiece[]
  /** `other` is a number in the list, `number` that of the place. */
  readonly pairs: readonly (PiecePair & { readonly number: number })[]
}

/** Pairs in steps of some milliseconds. */
function* steps(pairs: readonly PiecePair[], pieceAt: ReadonlyMap<number, IndexedPiece>): Generator<Step> {
  let others: IndexedPiece[] = []
  let ofStep: (PiecePair & { readonly number: number })[] = []
  let chars = 0
  let last = -1
  for (const { asked, other: number } of [...pairs].sort((a, b) => a.other - b.other)) {
    const piece = pieceAt.get(number)
    if (piece === undefined) continue
    if (number !== last) {
      if (chars >= CHARS_A_STEP) {
        yield { others, pairs: ofStep }
        others = []
        ofStep = []
        chars = 0
      }
      others.push(piece)
      chars += piece.code.text.length
      last = number
    }
    ofStep.push({ asked, other: others.length - 1, number })
  }
  if (ofStep.length > 0) yield { others, pairs: ofStep }
}

function createPlaces(snapshot: Snapshot): Places {
  const all: Place[] = []
  const byChunk = new Map<number, readonly number[]>()
  return {
    snapshot,
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
  const { segment, fileBase, chunkBase } = partOfChunk(snapshot, chunk)
  const { chunks, files, strings, symbols } = segment
  const local = chunk - chunkBase
  const file = chunks.file[local]
  // Words of prose are found by the terms of its own language.
  const isProse = CONTENT_KINDS[chunks.kind[local]] === 'prose'
  const endOf = (lines: LineRange): number => {
    let end = local + 1
    while (end < files.firstChunk[file + 1] && chunks.startLine[end] < lines.end) end++
    return chunkBase + end
  }
  const nameOf = (symbol: number): string | undefined => {
    if (isProse) return undefined
    return symbol < 0 ? '' : stringAt(strings, symbols.name[symbol])
  }
  const placeAt = (symbol: number, lines: LineRange): Place => ({
    segment,
    file: fileBase + file,
    chunk: local,
    symbol,
    lines,
    chunks: { start: chunk, end: endOf(lines) },
    name: () => nameOf(symbol),
  })
  const own: Place[] = []
  for (let symbol = chunks.firstSymbol[local]; symbol < chunks.firstSymbol[local + 1]; symbol++) {
    if (!hasBody({ kind: SYMBOL_KINDS[symbols.kind[symbol]] })) continue
    const lines = { start: symbols.startLine[symbol], end: symbols.endLine[symbol] }
    own.push(placeAt(symbol, lines))
  }
  const whole = { start: chunks.startLine[local], end: chunks.endLine[local] }
  return own.length > 0 ? own : [placeAt(-1, whole)]
}

/** A copy has about the lines of what it was copied from, so most others need not be looked at. */
function isAsLong(a: LineRange, b: LineRange): boolean {
  const ofA = a.end - a.start
  const ofB = b.end - b.start
  return Math.min(ofA, ofB) >= Math.max(ofA, ofB) * LEAST_LINES_SHARE
}
