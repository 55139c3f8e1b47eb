/** Code to code over a live index: places narrowed to the definition that is alike. */
import { hasBody } from '../chunk/definition-around.js'
import { CercaError } from '../errors.js'
import type { ScopeOptions } from '../query/filters.js'
import { type SimilarHit, type SimilarInput, similar } from '../query/similar.js'
import type { Snapshot } from '../segment/snapshot.js'
import { LineIndex } from '../text/lines.js'
import type { LineRange, SymbolKind } from '../types.js'
import { countAlike } from './count-alike.js'
import { type Cut, cutHere } from './cuts.js'
import type { LiveLines } from './live-lines.js'
import { createPieces, type LinesOf } from './live-pieces.js'
import { narrowHits } from './narrow-hits.js'
import {
  type FileOutline,
  outlineInIndex,
  outlineOfCut,
  type PlaceQuery,
  placeInOutline,
} from './similar-target.js'
import { createTurns } from './turns.js'

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
  /**
   * How many places are at least as alike as `minSimilarity` to each of these lines of a file, `most` at most. Others
   * have their turn meanwhile; rejected with the signal's reason when it is aborted.
   */
  countSimilar(
    path: string,
    places: readonly LineRange[],
    options: { readonly minSimilarity: number; readonly most: number; readonly signal: AbortSignal },
  ): Promise<readonly number[]>
  /** In the order of the file; empty for a file that is neither open nor indexed. */
  definitionsOf(path: string): Promise<readonly LiveDefinition[]>
}

/** What it needs of the live index. */
export interface ComparedIndex {
  similarInput(): Promise<SimilarInput>
  openText(path: string): string | undefined
  /** Of the open document, else of the file. */
  textOf(path: string): string | undefined
  /** The same, by lines. */
  linesOf(path: string): LiveLines | undefined
  cut: Cut
  isIndexed(path: string): boolean
  /** Of a file that is as it was indexed; `undefined` for another one. */
  definitionsInIndex(path: string): LiveDefinition[] | undefined
}

/** A chunk that holds the subject and others may be this much less alike than the most alike definition in it. */
const CHUNK_SHARE = 0.5
/** So many more chunks are looked into than there are to be answers, for what is in them may change the order. */
const MORE_CHUNKS = 20
const TIMES_CHUNKS = 2

export function createLiveComparison(index: ComparedIndex): LiveComparison {
  const pieces = createPieces(index.linesOf)

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
    if (open !== undefined) return outlineOfCut(await index.cut(path, open))
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
    const hits = narrowHits(input, place, chunks, options.minSimilarity, readLinesOnce(index.textOf))
    return { lines: place.lines, name: place.name, hits: hits.slice(0, options.k) }
  }

  return {
    similar: findSimilar,
    async countSimilar(path, places, { minSimilarity, most, signal }) {
      const input = await index.similarInput()
      const outline = await outlineOf(path, input.snapshot)
      const queries = places.map((lines) => placeInOutline(outline, lines))
      const counts = await countAlike(input, queries, pieces(), minSimilarity, createTurns(signal))
      return counts.map((count) => Math.min(most, count))
    },
    async definitionsOf(path) {
      const open = index.openText(path)
      const known = open === undefined ? index.definitionsInIndex(path) : undefined
      if (known) return known
      const text = open ?? (index.isIndexed(path) ? index.textOf(path) : undefined)
      if (text === undefined) return []
      const { chunked } = await index.cut(path, text)
      const lines = new LineIndex(text)
      return chunked.chunks.flatMap(({ symbols }) =>
        symbols.filter(hasBody).map(({ name, kind, scope, span, extent }) => {
          const nameLine = lines.lineAt(span.start)
          return {
            name,
            kind,
            scope,
            lines: lines.linesOf(extent),
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
function readLinesOnce(textOf: (path: string) => string | undefined): LinesOf {
  const files = new Map<string, LineIndex>()
  return (path) => {
    const known = files.get(path)
    if (known) return known
    const lines = new LineIndex(textOf(path) ?? '')
    files.set(path, lines)
    return lines
  }
}
