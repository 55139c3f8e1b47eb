/** Files → their functions as bags of shingles; the texts are not kept. */

import { LineIndex } from '../text/lines.js'
import type { LanguageId, LineRange, Span } from '../types.js'
import { lowerBound } from '../vector/lower-bound.js'
import { type CodeTokens, codeTokens, NAME } from './code-tokens.js'
import { type CodeSketch, MIN_SHINGLES, wordsOf } from './copies.js'
import { FIRST_HASH, mix } from './hashes.js'
import { bagOf, shingleHashes } from './shingles.js'

/** A function or method of a file: whole lines, its doc comment left out. */
export interface FunctionExtent {
  readonly name: string
  readonly lines: LineRange
}

/** A file whose functions are compared. */
export interface FunctionFile {
  readonly path: string
  readonly language: LanguageId
  readonly functions: readonly FunctionExtent[]
  /** The text, asked for once and not kept; `undefined` when the file is gone. */
  read(): string | undefined
}

/** A function as it is compared. */
export interface FunctionBag extends FunctionExtent, CodeSketch {
  readonly path: string
  readonly language: LanguageId
  /** The same for functions that are the same but for layout and comments, 53 bits. */
  readonly identity: number
}

/** Which functions say enough to be compared. */
export interface FunctionLimits {
  /** Lines with code on them; comments and blank lines do not make a function long. */
  readonly minLines: number
}

/** In a comment in a function or just above it: the function and what is in it are left out. */
const IGNORE_MARK = /\bcerca: ?ignore[ -]duplicates\b/i

/** How often the tokens of a file are looked at as part of another function. */
const MAX_NESTING = 16

/** The functions of a file that are long enough and not to be ignored, the shortest first. */
export function functionBags(file: FunctionFile, limits: FunctionLimits): FunctionBag[] {
  const longEnough = file.functions.filter(({ lines }) => lines.end - lines.start >= limits.minLines)
  if (longEnough.length === 0) return []
  const text = file.read()
  if (text === undefined) return []
  const tokens = codeTokens(text, file.language)
  const index = new LineIndex(text)
  const isIgnored = ignoreTest(text, index, tokens.comments, file)
  const shingles = shingleHashes(tokens)
  const bags: FunctionBag[] = []
  // The small ones first, because what holds thousands of others would be kept thousands of times.
  const bySize = longEnough.sort((a, b) => a.lines.end - a.lines.start - (b.lines.end - b.lines.start))
  let nTokensLeft = MAX_NESTING * tokens.shapes.length
  for (const { name, lines } of bySize) {
    if (isIgnored(lines)) continue
    const from = lowerBound(tokens.starts, index.start(lines.start))
    const to = lowerBound(tokens.starts, index.start(lines.end))
    nTokensLeft -= to - from
    if (nTokensLeft < 0) break
    if (codeLines(tokens, index, from, to) < limits.minLines) continue
    const ownShingles = shingles.subarray(from, Math.max(from, to - (tokens.shapes.length - shingles.length)))
    if (ownShingles.length < MIN_SHINGLES) continue
    bags.push({
      path: file.path,
      language: file.language,
      name,
      lines,
      shingles: bagOf(ownShingles),
      words: wordsOf(tokens, from, to),
      identity: identityOf(tokens, from, to),
    })
  }
  return bags
}

/** How many lines some tokens begin on. */
function codeLines({ starts }: CodeTokens, index: LineIndex, from: number, to: number): number {
  let count = 0
  let lineEnd = -1
  for (let at = from; at < to; at++) {
    if (starts[at] < lineEnd) continue
    count++
    lineEnd = index.start(index.lineAt(starts[at]) + 1)
  }
  return count
}

function identityOf({ shapes, texts }: CodeTokens, from: number, to: number): number {
  let high = 0
  let low = FIRST_HASH
  for (let at = from; at < to; at++) {
    const value = shapes[at] === NAME ? texts[at] : shapes[at] ^ texts[at]
    high = mix(high, value)
    low = mix(low, value)
  }
  return high * 2 ** 21 + (low & 0x1fffff)
}

/** A mark speaks of the smallest function around it, or of the one whose first line follows its comments. */
function ignoreTest(
  text: string,
  index: LineIndex,
  comments: readonly Span[],
  { functions }: FunctionFile,
): (lines: LineRange) => boolean {
  if (!IGNORE_MARK.test(text)) return () => false
  const commentedLines = new Set<number>()
  const ignored: LineRange[] = []
  for (const { start, end } of comments) {
    for (let line = index.lineAt(start); line <= index.lineAt(end - 1); line++) commentedLines.add(line)
  }
  for (const { start, end } of comments) {
    if (!IGNORE_MARK.test(text.slice(start, end))) continue
    const line = index.lineAt(start)
    let below = line
    while (commentedLines.has(below)) below++
    const owner =
      functions.find(({ lines }) => lines.start === below) ??
      functions
        .filter(({ lines }) => lines.start <= line && line < lines.end)
        .sort((a, b) => a.lines.end - a.lines.start - (b.lines.end - b.lines.start))[0]
    if (owner !== undefined) ignored.push(owner.lines)
  }
  return ({ start, end }) => ignored.some((lines) => lines.start <= start && end <= lines.end)
}
