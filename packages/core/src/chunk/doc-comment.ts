import type { LineIndex } from '../text/lines.js'
import type { LineRange, Span, SymbolDefinition } from '../types.js'
import { LINE_COMMENT } from './line-kinds.js'
import { lastStartingBefore } from './spans.js'

/**
 * The comment that documents `symbol`: the comments directly above it (attributes may stand between), as one
 * span, or the documentation string at the start of its body. Only within `range`, the lines of the chunk.
 * `comments` are those of the file, in order.
 */
export function docCommentOf(
  symbol: SymbolDefinition,
  range: LineRange,
  lines: LineIndex,
  kinds: Uint8Array,
  comments: readonly Span[],
): Span | undefined {
  const comment =
    commentAbove(symbol, range, lines, kinds, comments) ?? commentInside(symbol, range, lines, comments)
  if (comment === undefined) return undefined
  // A long documentation string may have been cut; the chunk has its beginning.
  return { start: comment.start, end: Math.min(comment.end, lines.end(range.end - 1)) }
}

// Attributes and modifiers between a comment and its definition take a few lines at most.
const MAX_LINES_BETWEEN = 8
// Parameters, or what a module uses, between a name and its documentation string.
const MAX_CHARS_BETWEEN = 4000

function commentAbove(
  symbol: SymbolDefinition,
  range: LineRange,
  lines: LineIndex,
  kinds: Uint8Array,
  comments: readonly Span[],
): Span | undefined {
  const definitionLine = lines.lineAt(symbol.extent.start)
  let last = definitionLine - 1
  while (last >= range.start && definitionLine - last <= MAX_LINES_BETWEEN && isAttributeLine(lines, last))
    last--
  const end = commentEndingOn(last, lines, comments)
  if (last < range.start || end < 0) return undefined
  let start = end
  // Consecutive line comments are one comment.
  while (start > 0) {
    const line = lines.lineAt(comments[start].start)
    const above = comments[start - 1]
    if (line === 0 || line - 1 < range.start || lines.lineAt(above.end - 1) !== line - 1) break
    if (kinds[line - 1] !== LINE_COMMENT) break
    start--
  }
  if (lines.lineAt(comments[start].start) < range.start) return undefined
  return { start: comments[start].start, end: comments[end].end }
}

function isAttributeLine(lines: LineIndex, line: number): boolean {
  return /^\s*(?:@(?!(?:module|type)?doc\b)|#!?\[|\[)/.test(lines.slice({ start: line, end: line + 1 }))
}

/** Index of the comment that is the last thing on `line`, -1 if there is none or code stands before it. */
function commentEndingOn(line: number, lines: LineIndex, comments: readonly Span[]): number {
  if (line < 0) return -1
  const index = lastStartingBefore(comments, lines.end(line))
  if (index < 0) return -1
  const { start, end } = comments[index]
  const before = lines.text.slice(lines.start(lines.lineAt(start)), start)
  const isAlone = /^\s*(?:@\w*doc\s+~?[sS]?)?$/.test(before)
  return isAlone && end > lines.start(line) && lines.text.slice(end, lines.end(line)).trim() === ''
    ? index
    : -1
}

/** A documentation string that opens the body: after a colon in Python, as `@moduledoc` in Elixir. */
function commentInside(
  symbol: SymbolDefinition,
  range: LineRange,
  lines: LineIndex,
  comments: readonly Span[],
): Span | undefined {
  const { text } = lines
  for (let index = lastStartingBefore(comments, symbol.span.end) + 1; index < comments.length; index++) {
    const comment = comments[index]
    if (comment.start >= symbol.extent.end || lines.lineAt(comment.start) >= range.end) return undefined
    if (comment.start - symbol.span.end > MAX_CHARS_BETWEEN) return undefined
    if (!/["'~]/.test(text[comment.start])) continue
    const before = text.slice(symbol.span.end, comment.start)
    return /:\s*[rRuU]?$/.test(before) || /^[^@]*@moduledoc\s+(?:~[sS])?$/.test(before) ? comment : undefined
  }
  return undefined
}
