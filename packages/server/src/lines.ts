/** Between the protocol's ranges and core's lines: both 0-based, but core's are whole and half-open. */
import type { LineRange } from '@cerca/core'
import type { Position, Range } from 'vscode-languageserver-types'

/** The largest number of the protocol: as a character it means the end of its line. */
const END_OF_LINE = 2 ** 31 - 1

/** The lines that a selection touches; its end counts only where something of that line is selected. */
export function linesOfRange({ start, end }: Range): LineRange {
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line
  return { start: start.line, end: last + 1 }
}

export function linesOfPosition({ line }: Position): LineRange {
  return { start: line, end: line + 1 }
}

/** From the first column of the first to the end of the last. */
export function rangeOfLines({ start, end }: LineRange): Range {
  return {
    start: { line: start, character: 0 },
    end: { line: Math.max(start, end - 1), character: END_OF_LINE },
  }
}
