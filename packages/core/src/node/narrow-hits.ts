/** Hits of a search for similar code, narrowed to the definition that is alike. */
import { hasBody } from '../chunk/definition-around.js'
import { copyLikeness, sketchOf } from '../explore/copies.js'
import { askPieces } from '../query/compare-pieces.js'
import { hitOfChunk } from '../query/hits.js'
import { createPieceBook } from '../query/piece-book.js'
import type { SimilarHit, SimilarInput } from '../query/similar.js'
import { chunksOfFile, findFile, partOfFile } from '../segment/snapshot.js'
import { comparePaths } from '../text/compare-text.js'
import type { LanguageId, LineRange } from '../types.js'
import { isSelf, type LinesOf, overlaps } from './live-pieces.js'
import { type PlaceQuery, pieceTextOf } from './similar-target.js'

/**
 * The chunks that were found, and those that hold the place itself, as the places in them that are at least
 * `minSimilarity` alike; best first, and none in another.
 */
export function narrowHits(
  input: SimilarInput,
  place: PlaceQuery,
  found: readonly SimilarHit[],
  minSimilarity: number,
  linesOf: LinesOf,
): SimilarHit[] {
  const hits = narrow(input, place, [...found, ...chunksOfSelf(input, place)], linesOf)
    .filter(({ similarity }) => similarity > 0 && similarity >= minSimilarity)
    .sort((a, b) => b.score - a.score || comparePaths(a, b) || a.lines.start - b.lines.start)
  return withoutParts(hits)
}

/** The chunks that hold the subject, for what stands beside it in them; without any likeness of their own. */
function chunksOfSelf({ snapshot }: SimilarInput, { self }: PlaceQuery): SimilarHit[] {
  const file = self ? findFile(snapshot, self.path) : -1
  if (file < 0 || self?.lines === undefined) return []
  const { lines } = self
  const { start, end } = chunksOfFile(snapshot, file)
  const { segment, chunkBase } = partOfFile(snapshot, file)
  const hits: SimilarHit[] = []
  for (let chunk = start; chunk < end; chunk++) {
    const range = {
      start: segment.chunks.startLine[chunk - chunkBase],
      end: segment.chunks.endLine[chunk - chunkBase],
    }
    if (overlaps(range, lines)) hits.push({ ...hitOfChunk(snapshot, chunk, 0, undefined), similarity: 0 })
  }
  return hits
}

/**
 * Each hit becomes the definition in it that is most alike, if one is more alike than the whole. A copy with other
 * names is alike although its words are not.
 */
function narrow(
  input: SimilarInput,
  place: PlaceQuery,
  hits: readonly SimilarHit[],
  linesOf: LinesOf,
): SimilarHit[] {
  const copyOf = copiesOf(place)
  const pieces = hits.flatMap((hit, hitIdx) =>
    hit.symbols
      .filter(
        (symbol) =>
          hasBody(symbol) && !isSame(symbol.lines, hit.lines) && !isSelf(place, hit.path, symbol.lines),
      )
      .map((symbol) => ({ hitIdx, symbol, text: linesOf(hit.path).slice(symbol.lines) })),
  )
  const perScore = hits.map(({ score, similarity }) => (similarity > 0 ? score / similarity : 0))
  const usual = perScore.find((ratio) => ratio > 0) ?? 1
  const narrowed = hits.map((hit, hitIdx) => {
    // Nothing of the subject itself, which a chunk may hold beside others.
    if (hit.similarity === 0) return hit
    const copied = copyOf(linesOf(hit.path).slice(hit.lines), hit.language)
    if (copied <= hit.similarity) return hit
    return { ...hit, similarity: copied, score: copied * perScore[hitIdx] }
  })
  const book = createPieceBook()
  const asked = askPieces(input, book, [book.pieceOf(pieceTextOf(place.analyzed))])
  const words = asked.compare(
    pieces.map(({ hitIdx, symbol, text }) => {
      const { path, language } = hits[hitIdx]
      return book.pieceOf({ path, language, text, names: [symbol.name] })
    }),
    pieces.map((_, other) => ({ asked: 0, other })),
    (other) => narrowed[pieces[other].hitIdx].similarity,
  )
  for (const [idx, { hitIdx, symbol, text }] of pieces.entries()) {
    const similarity = Math.max(words[idx], copyOf(text, hits[hitIdx].language))
    if (similarity <= narrowed[hitIdx].similarity) continue
    const score = similarity * (perScore[hitIdx] || usual)
    narrowed[hitIdx] = {
      ...hits[hitIdx],
      score,
      similarity,
      lines: symbol.lines,
      symbols: [symbol],
      scope: symbol.scope,
    }
  }
  return narrowed
}

/** How far other code is a copy of a place: 0 where the place holds no code. */
function copiesOf({ analyzed }: PlaceQuery): (text: string, language: LanguageId) => number {
  if (analyzed.kind !== 'code') return () => 0
  const own = sketchOf(analyzed.file)
  return (text, language) => copyLikeness(own, sketchOf({ text, language }))
}

/** Of hits in order, those that do not lie in an earlier one. */
function withoutParts(hits: readonly SimilarHit[]): SimilarHit[] {
  const kept: SimilarHit[] = []
  for (const hit of hits) {
    const isPart = kept.some(({ path, lines }) => path === hit.path && overlaps(lines, hit.lines))
    if (!isPart) kept.push(hit)
  }
  return kept
}

function isSame(a: LineRange, b: LineRange): boolean {
  return a.start === b.start && a.end === b.end
}
