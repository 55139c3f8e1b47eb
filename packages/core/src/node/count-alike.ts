/** How many places are like each of many definitions. */
import { hasBody } from '../chunk/definition-around.js'
import { type CodeSketch, copyLikeness, sketchOf } from '../explore/copies.js'
import { weighPieces } from '../query/compare-pieces.js'
import { hitOfChunk } from '../query/hits.js'
import type { SimilarInput } from '../query/similar.js'
import type { AnalyzedFile } from '../segment/segment-builder.js'
import type { HitSymbol, LineRange } from '../types.js'
import { isSelf, type LinesOf, pieceOf } from './live-pieces.js'
import type { PlaceQuery } from './similar-target.js'

/** A copy has at least this share of the lines of what it was copied from, or the other way round. */
const LEAST_LINES_SHARE = 0.6

/**
 * For each query the definitions, or chunks without any, that are at least as alike. Only what shares enough of its
 * rare terms is looked at, so a copy in which every name is another is not counted.
 */
export function countAlike(
  input: SimilarInput,
  queries: readonly PlaceQuery[],
  linesOf: LinesOf,
  minSimilarity: number,
): number[] {
  const candidates = weighPieces(
    input,
    queries.map(({ analyzed }) => analyzed),
  )
  const chunksOfQueries = queries.map((_, idx) => candidates.chunksLike(idx, minSimilarity))
  const chunks = [...new Set(chunksOfQueries.flat())]
  const places = chunks.flatMap((chunk) => {
    const hit = hitOfChunk(input.snapshot, chunk, 0, undefined)
    const bodies = hit.symbols.filter(hasBody)
    const whole: HitSymbol = { name: '', kind: 'section', scope: hit.scope, lines: hit.lines }
    return (bodies.length > 0 ? bodies : [whole]).map((symbol) => ({ chunk, hit, symbol }))
  })
  const pieces = places.map(({ hit, symbol }) => pieceOf(hit, symbol, linesOf(hit.path).slice(symbol.lines)))
  const weighed = weighPieces(input, [...queries.map(({ analyzed }) => analyzed), ...pieces])
  const sketches = new Map<AnalyzedFile, CodeSketch>()
  const sketchOfPiece = (piece: AnalyzedFile): CodeSketch => {
    const known = sketches.get(piece)
    if (known) return known
    const sketch = sketchOf(piece.file)
    sketches.set(piece, sketch)
    return sketch
  }
  const isCopy = ({ analyzed, lines }: PlaceQuery, placeIdx: number): boolean => {
    if (analyzed.kind !== 'code' || !isAsLong(lines, places[placeIdx].symbol.lines)) return false
    return copyLikeness(sketchOfPiece(analyzed), sketchOfPiece(pieces[placeIdx])) >= minSimilarity
  }
  return queries.map((query, queryIdx) => {
    const near = new Set(chunksOfQueries[queryIdx])
    return places.filter(({ chunk, hit, symbol }, idx) => {
      if (!near.has(chunk) || isSelf(query, hit.path, symbol.lines)) return false
      if (weighed.likeness(queryIdx, queries.length + idx, minSimilarity) >= minSimilarity) return true
      return isCopy(query, idx)
    }).length
  })
}

/** A copy has about the lines of what it was copied from, so most others need not be looked at. */
function isAsLong(a: LineRange, b: LineRange): boolean {
  const [short, long] = [a.end - a.start, b.end - b.start].sort((one, other) => one - other)
  return short >= long * LEAST_LINES_SHARE
}
