/** Code to code over a live index: places narrowed to the definition that is alike. */
import { type DefinitionLines, hasBody } from '../chunk/definition-around.js'
import { CercaError } from '../errors.js'
import { type CodeSketch, copyLikeness, sketchOf } from '../explore/copies.js'
import { weighPieces } from '../query/compare-pieces.js'
import type { ScopeOptions } from '../query/filters.js'
import { hitOfChunk } from '../query/hits.js'
import { type SimilarHit, type SimilarInput, similar } from '../query/similar.js'
import type { AnalyzedFile } from '../segment/segment-builder.js'
import { chunksOfFile, findFile, partOfFile, type Snapshot } from '../segment/snapshot.js'
import { comparePaths } from '../text/compare-text.js'
import { LineIndex } from '../text/lines.js'
import type { Hit, HitSymbol, LanguageId, LineRange, SymbolKind } from '../types.js'
import type { CutFile } from './cut-source.js'
import { cutHere } from './live-documents.js'
import {
  analyzedText,
  type FileOutline,
  outlineInIndex,
  outlineOfCut,
  type PlaceQuery,
  placeInOutline,
} from './similar-target.js'

/** Code to find the like of; one line means the definition around it, more lines themselves. */
export type LiveSubject =
  /** An open document counts as it is. */
  | { readonly kind: 'lines'; readonly path: string; readonly lines: LineRange }
  /** Text from elsewhere. */
  | {
      readonly kind: 'text'
      readonly text: string
      readonly language: string | undefined
      readonly lines: LineRange
    }

export interface LiveSimilarOptions extends ScopeOptions {
  readonly k: number
  /** 0 to 1. */
  readonly minSimilarity: number
}

export interface LiveSimilarAnswer {
  /** What was compared. */
  readonly lines: LineRange
  /** `''` unless it is one definition. */
  readonly name: string
  /** Best first. */
  readonly hits: readonly SimilarHit[]
}

/** A function, method, macro, section or test, and where its name stands in a line. */
export interface LiveDefinition {
  readonly name: string
  readonly kind: SymbolKind
  readonly scope: string
  readonly lines: LineRange
  readonly nameLine: number
  readonly nameStart: number
  readonly nameEnd: number
}

export interface LiveComparison {
  /** Throws `path-not-indexed`, `line-out-of-range` and `filter-unknown`. */
  similar(subject: LiveSubject, options: LiveSimilarOptions): Promise<LiveSimilarAnswer>
  /** How many places are at least as alike as `minSimilarity` to each of these lines of a file, `most` at most. */
  countSimilar(
    path: string,
    places: readonly LineRange[],
    options: { readonly minSimilarity: number; readonly most: number },
  ): Promise<readonly number[]>
  /** In the order of the file; empty for a file that is neither open nor indexed. */
  definitionsOf(path: string): Promise<readonly LiveDefinition[]>
}

/** What it needs of the live index. */
export interface ComparedIndex {
  similarInput(): Promise<SimilarInput>
  openText(path: string): string | undefined
  textOf(path: string): string | undefined
  isIndexed(path: string): boolean
}

/** A chunk that holds the subject and others may be this much less alike than the most alike definition in it. */
const CHUNK_SHARE = 0.5
/** So many more chunks are looked into than there are to be answers, for what is in them may change the order. */
const MORE_CHUNKS = 20
const TIMES_CHUNKS = 2

/** A copy has at least this share of the lines of what it was copied from, or the other way round. */
const LEAST_LINES_SHARE = 0.6

/** Open files that were cut lately: CodeLens asks for definition after definition of one file. */
const CUTS_KEPT = 8

export function createLiveComparison(index: ComparedIndex): LiveComparison {
  const cuts = new Map<string, CutFile>()

  async function cutOf(path: string, text: string): Promise<CutFile> {
    const known = cuts.get(path)
    if (known?.file.text === text) return known
    const cut = await cutHere(path, text)
    cuts.delete(path)
    cuts.set(path, cut)
    for (const oldest of cuts.keys()) if (cuts.size > CUTS_KEPT) cuts.delete(oldest)
    return cut
  }

  async function placeOf(subject: LiveSubject, { snapshot }: SimilarInput): Promise<PlaceQuery> {
    if (subject.kind === 'text') {
      // Nowhere in this folder, so it is called nothing and is no answer.
      const cut = await cutHere('', subject.text, subject.language)
      return { ...placeInOutline(outlineOfCut(cut), subject.lines), self: undefined }
    }
    return placeInOutline(await outlineOf(subject.path, snapshot), subject.lines)
  }

  /** Of the open document, else of the file as it is indexed. */
  async function outlineOf(path: string, snapshot: Snapshot): Promise<FileOutline> {
    const open = index.openText(path)
    if (open !== undefined) return outlineOfCut(await cutOf(path, open))
    const text = index.textOf(path)
    if (text === undefined) throw new CercaError('path-not-indexed', path)
    return outlineInIndex(snapshot, path, text)
  }

  async function findSimilar(subject: LiveSubject, options: LiveSimilarOptions): Promise<LiveSimilarAnswer> {
    const input = await index.similarInput()
    const place = await placeOf(subject, input)
    const chunks = similar(input, place, {
      ...options,
      k: options.k * TIMES_CHUNKS + MORE_CHUNKS,
      minSimilarity: options.minSimilarity * CHUNK_SHARE,
      explain: false,
    })
    const candidates = [...chunks, ...chunksOfSelf(input, place)]
    const hits = narrow(input, place, candidates, linesReader(index))
      .filter(({ similarity }) => similarity > 0 && similarity >= options.minSimilarity)
      .sort((a, b) => b.score - a.score || comparePaths(a, b) || a.lines.start - b.lines.start)
    const { lines, name } = place
    return { lines, name, hits: withoutParts(hits).slice(0, options.k) }
  }

  return {
    similar: findSimilar,
    async countSimilar(path, places, { minSimilarity, most }) {
      const input = await index.similarInput()
      const outline = await outlineOf(path, input.snapshot)
      const queries = places.map((lines) => placeInOutline(outline, lines))
      return countAlike(input, queries, linesReader(index), minSimilarity).map((count) =>
        Math.min(most, count),
      )
    },
    async definitionsOf(path) {
      const text = index.openText(path) ?? (index.isIndexed(path) ? index.textOf(path) : undefined)
      if (text === undefined) return []
      const { chunked } = await cutOf(path, text)
      const lines = new LineIndex(text)
      return chunked.chunks.flatMap(({ symbols }) =>
        symbols.filter(hasBody).map(({ name, kind, scope, span, extent }) => {
          const nameLine = lines.lineAt(span.start)
          return {
            name,
            kind,
            scope,
            lines: {
              start: lines.lineAt(extent.start),
              end: lines.lineAt(Math.max(extent.end - 1, extent.start)) + 1,
            },
            nameLine,
            nameStart: span.start - lines.start(nameLine),
            nameEnd: span.end - lines.start(nameLine),
          }
        }),
      )
    },
  }
}

/** Reads each file once. */
function linesReader(index: ComparedIndex): (path: string) => LineIndex {
  const texts = new Map<string, LineIndex>()
  return (path) => {
    const known = texts.get(path)
    if (known) return known
    const lines = new LineIndex(index.textOf(path) ?? '')
    texts.set(path, lines)
    return lines
  }
}

/** How many definitions, or chunks without any, are at least as alike to each of the queries. */
function countAlike(
  input: SimilarInput,
  queries: readonly PlaceQuery[],
  linesOf: (path: string) => LineIndex,
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
  linesOf: (path: string) => LineIndex,
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
  const weighed = weighPieces(input, [
    place.analyzed,
    ...pieces.map(({ hitIdx, symbol, text }) => pieceOf(hits[hitIdx], symbol, text)),
  ])
  const perScore = hits.map(({ score, similarity }) => (similarity > 0 ? score / similarity : 0))
  const usual = perScore.find((ratio) => ratio > 0) ?? 1
  const narrowed = hits.map((hit, hitIdx) => {
    // Nothing of the subject itself, which a chunk may hold beside others.
    if (hit.similarity === 0) return hit
    const copied = copyOf(linesOf(hit.path).slice(hit.lines), hit.language)
    if (copied <= hit.similarity) return hit
    return { ...hit, similarity: copied, score: copied * perScore[hitIdx] }
  })
  for (const [idx, { hitIdx, symbol, text }] of pieces.entries()) {
    const words = weighed.likeness(0, idx + 1, narrowed[hitIdx].similarity)
    const similarity = Math.max(words, copyOf(text, hits[hitIdx].language))
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

/** A copy has about the lines of what it was copied from, so most others need not be looked at. */
function isAsLong(a: LineRange, b: LineRange): boolean {
  const [short, long] = [a.end - a.start, b.end - b.start].sort((one, other) => one - other)
  return short >= long * LEAST_LINES_SHARE
}

function isSelf({ self }: PlaceQuery, path: string, lines: LineRange): boolean {
  return self?.path === path && (self.lines === undefined || overlaps(self.lines, lines))
}

function pieceOf({ path, language }: Pick<Hit, 'path' | 'language'>, symbol: HitSymbol, text: string) {
  const own: DefinitionLines = { name: symbol.name, kind: symbol.kind, ...symbol.lines }
  return analyzedText(path, text, language, [own])
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

function overlaps(a: LineRange, b: LineRange): boolean {
  return a.start < b.end && b.start < a.end
}

function isSame(a: LineRange, b: LineRange): boolean {
  return a.start === b.start && a.end === b.end
}
