/** The lines of a hit that show best why it was found. */
import { bestLines, type LineRange, type Span } from '@cerca/core'
import type { PlacePreview } from './folder-index.js'

/** Enough to recognise a function by, few enough for a tooltip. */
const PREVIEW_LINES = 5

/** No line of a hit is looked at beyond: what is searched for stands near, and a minified line is endless. */
const MOST_LINES = 500
/** UTF-16 units of a line that are sent: a preview is read, not searched. */
const MOST_LINE_CHARS = 400

/** `fileLines` are those of the file as it is; `''` when it no longer has the hit's. */
export function previewOf(
  fileLines: readonly string[],
  hit: LineRange,
  matchesOf: (line: string) => readonly Span[],
): PlacePreview {
  const end = Math.min(hit.end, fileLines.length, hit.start + MOST_LINES)
  const texts = fileLines.slice(hit.start, end).map((line) => line.slice(0, MOST_LINE_CHARS))
  const matches = texts.map(matchesOf)
  const shown = bestLines(texts, matches, PREVIEW_LINES)
  return {
    line: hit.start + shown.start,
    text: texts.slice(shown.start, shown.end).join('\n'),
    matches: matches
      .slice(shown.start, shown.end)
      .flatMap((spans, line) => spans.map(({ start, end }) => ({ line, start, end }))),
  }
}

/** Lines as core counts them: `\n`, `\r\n` and a lone `\r` end one. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/)
}
