import type { LineRange } from '../types.js'
import type { CutSource } from './cut.js'
import { contentStart, isBlankKind, LINE_COMMENT } from './line-kinds.js'

// A cut may come this early in a piece, as a share of the piece's ideal size.
const EARLIEST_CUT = 0.4
// What a cut's place costs, in the same unit as missing the ideal size by its whole length.
const COST_PER_INDENT_COLUMN = 0.06
const COST_OF_CLOSING_LINE = 0.6
const COST_INSIDE_COMMENT = 0.5
const GAIN_OF_BLANK_LINE = 0.35
const TAB_COLUMNS = 4
// Deeper indentation does not get worse.
const MAX_INDENT_COLUMNS = 40

const CLOSING = new Set([...')]}>'])

/**
 * Cuts lines that no outline divides into pieces of about `targetChars`, none over `maxChars` unless it is a
 * single line. Cuts prefer blank lines, little indentation and equal pieces.
 */
export function splitLines(range: LineRange, source: CutSource): LineRange[] {
  const parts: LineRange[] = []
  let start = range.start
  while (start < range.end) {
    const end = nextCut(start, range.end, source)
    parts.push({ start, end })
    start = end
  }
  return parts
}

function nextCut(start: number, end: number, source: CutSource): number {
  const { lines, options } = source
  const from = lines.start(start)
  const rest = lines.end(end - 1) - from
  if (rest <= options.maxChars) return end
  const ideal = rest / Math.ceil(rest / options.targetChars)
  let bestLine = start + 1
  let bestCost = Number.POSITIVE_INFINITY
  const minIndent = smallestIndent(start + 1, end, source)
  for (let line = start + 1; line < end && lines.end(line - 1) - from <= options.maxChars; line++) {
    const size = lines.end(line - 1) - from
    if (size < ideal * EARLIEST_CUT) continue
    const cost = Math.abs(size - ideal) / ideal + placeCost(line, minIndent, source)
    if (cost <= bestCost) {
      bestCost = cost
      bestLine = line
    }
  }
  // No line was far enough along: the next line is too long to share a piece.
  if (bestCost === Number.POSITIVE_INFINITY) return lastFitting(start, end, source)
  return bestLine
}

function lastFitting(start: number, end: number, { lines, options }: CutSource): number {
  let line = start + 1
  while (line < end && lines.end(line) - lines.start(start) <= options.maxChars) line++
  return line
}

function placeCost(line: number, minIndent: number, source: CutSource): number {
  const { lines, kinds } = source
  // A blank line stays with the piece above; cutting before it is never better than after it.
  if (isBlankKind(kinds[line])) return 1
  let cost = (indentOf(line, source) - minIndent) * COST_PER_INDENT_COLUMN
  if (CLOSING.has(lines.text[contentStart(lines, line)])) cost += COST_OF_CLOSING_LINE
  if (isBlankKind(kinds[line - 1])) cost -= GAIN_OF_BLANK_LINE
  else if (kinds[line - 1] === LINE_COMMENT) cost += COST_INSIDE_COMMENT
  return cost
}

function smallestIndent(start: number, end: number, source: CutSource): number {
  let smallest = MAX_INDENT_COLUMNS
  // A piece is never longer than maxChars, so no cut is further away than that many lines.
  const limit = Math.min(end, start + source.options.maxChars)
  for (let line = start; line < limit; line++) {
    if (!isBlankKind(source.kinds[line])) smallest = Math.min(smallest, indentOf(line, source))
    if (source.lines.start(line) - source.lines.start(start) > source.options.maxChars) break
  }
  return smallest
}

function indentOf(line: number, { lines }: CutSource): number {
  const end = contentStart(lines, line)
  let columns = 0
  for (let at = lines.start(line); at < end && columns < MAX_INDENT_COLUMNS; at++) {
    columns += lines.text.charCodeAt(at) === 9 ? TAB_COLUMNS : 1
  }
  return columns
}
