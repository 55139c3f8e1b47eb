import type { LineIndex } from '../text/lines.js'
import type { Span } from '../types.js'

/** What a line is: nothing but white space, nothing but a comment, documentation inside a body, code. */
const LINE_BLANK = 0
export const LINE_COMMENT = 1
export const LINE_DOCSTRING = 2
export const LINE_CODE = 3
/** Blank, but inside of a comment. */
export const LINE_BLANK_IN_COMMENT = 4

/** One of the `LINE_` values for each line. */
export function lineKinds(lines: LineIndex, comments: readonly Span[]): Uint8Array {
  const kinds = new Uint8Array(lines.count)
  for (let line = 0; line < lines.count; line++) {
    kinds[line] = contentStart(lines, line) < lines.end(line) ? LINE_CODE : LINE_BLANK
  }
  let line = 0
  for (const comment of comments) {
    while (line + 1 < lines.count && lines.start(line + 1) <= comment.start) line++
    markComment(lines, kinds, comment, line)
  }
  return kinds
}

export function isBlankKind(kind: number): boolean {
  return kind === LINE_BLANK || kind === LINE_BLANK_IN_COMMENT
}

/** Offset of the first character of `line` that is not white space; the line's end if there is none. */
export function contentStart(lines: LineIndex, line: number): number {
  const { text } = lines
  const end = lines.end(line)
  let at = lines.start(line)
  while (at < end && isWhiteSpace(text.charCodeAt(at))) at++
  return at
}

function markComment(lines: LineIndex, kinds: Uint8Array, comment: Span, firstLine: number): void {
  const { text } = lines
  const isDocstring = /["'~]/.test(text[comment.start])
  const isAlone = isDocstring || contentStart(lines, firstLine) === comment.start
  for (let line = firstLine; line < lines.count && lines.start(line) < comment.end; line++) {
    const opensHere = line === firstLine
    if (opensHere && !isAlone) continue
    const closesHere = lines.end(line) >= comment.end
    if (closesHere && !isBlankBetween(text, comment.end, lines.end(line))) continue
    if (kinds[line] === LINE_BLANK && !isDocstring) kinds[line] = LINE_BLANK_IN_COMMENT
    else if (kinds[line] === LINE_CODE) kinds[line] = isDocstring ? LINE_DOCSTRING : LINE_COMMENT
  }
}

function isBlankBetween(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isWhiteSpace(text.charCodeAt(at))) return false
  return true
}

/** White space and control characters, as `String.prototype.trim` and a blank line in an editor. */
export function isWhiteSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff
}
