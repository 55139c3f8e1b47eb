/** The lines of a hit that are worth showing, and how they look. */
import type { LineRange } from '@cerca/core'
import type { CoreApi } from '../core-api.js'
import { type Palette, withoutControls } from './color.js'

/** UTF-16 offsets in one line. */
export interface Match {
  readonly start: number
  readonly end: number
}

export interface SnippetLine {
  /** 0-based. */
  readonly line: number
  readonly text: string
  readonly matches: readonly Match[]
}

// Enough to recognise a function by, few enough for ten hits to fit two screens.
const WINDOW_LINES = 8

// Where no terminal says how wide it is: long for code, short for one line of a bundle.
const DEFAULT_WIDTH = 400

const TAB = '    '

/**
 * At most `WINDOW_LINES` lines of a hit, around those with most different matches, and `contextLines` more on
 * either side, as far as the file goes. `undefined` when the file no longer has the hit's lines.
 */
export function cutSnippet(
  fileLines: readonly string[],
  hitLines: LineRange,
  matchesOf: (line: string) => readonly Match[],
  { contextLines, bestLines }: { readonly contextLines: number } & Pick<CoreApi, 'bestLines'>,
): readonly SnippetLine[] | undefined {
  if (hitLines.end > fileLines.length || hitLines.start >= hitLines.end) return undefined
  const hitTexts = fileLines.slice(hitLines.start, hitLines.end)
  const window = bestLines(hitTexts, hitTexts.map(matchesOf), WINDOW_LINES)
  const start = Math.max(0, hitLines.start + window.start - contextLines)
  const end = Math.min(fileLines.length, hitLines.start + window.end + contextLines)
  return fileLines.slice(start, end).map((text, i) => ({ line: start + i, text, matches: matchesOf(text) }))
}

/** One text a line: a mark before matching lines, the line's number from 1, the code with its matches coloured. */
export function renderSnippet(
  lines: readonly SnippetLine[],
  palette: Palette,
  width: number | undefined,
): string[] {
  const digits = String((lines.at(-1)?.line ?? 0) + 1).length
  return lines.map((line) => {
    const mark = line.matches.length > 0 ? '>' : ' '
    const gutter = `${mark} ${String(line.line + 1).padStart(digits)} │ `
    return `${palette.dim(gutter)}${renderLine(line, palette, (width ?? DEFAULT_WIDTH) - gutter.length)}`.trimEnd()
  })
}

function renderLine(line: SnippetLine, palette: Palette, width: number): string {
  const clipped = clip(line.text, line.matches, Math.max(20, width))
  let rendered = ''
  let offset = clipped.start
  for (const match of line.matches) {
    const start = Math.max(match.start, offset)
    const end = Math.min(match.end, clipped.end)
    if (start >= end) continue
    rendered += plain(line.text.slice(offset, start)) + palette.match(plain(line.text.slice(start, end)))
    offset = end
  }
  rendered += plain(line.text.slice(offset, clipped.end))
  const before = clipped.start > 0 ? palette.dim('…') : ''
  return before + rendered + (clipped.end < line.text.length ? palette.dim('…') : '')
}

/** The part of a long line that is shown: its beginning, or where its first match stands when that is further on. */
function clip(text: string, matches: readonly Match[], width: number): Match {
  const nTabs = text.split('\t').length - 1
  const room = width - nTabs * (TAB.length - 1)
  if (text.length <= room) return { start: 0, end: text.length }
  const shown = Math.max(10, room - 2)
  const first = matches[0]
  // A quarter of the room shows what stands before the match.
  const wanted = first && first.end > shown ? first.start - (shown >> 2) : 0
  const start = onCharacter(text, Math.max(0, Math.min(wanted, text.length - shown)))
  return { start, end: onCharacter(text, Math.min(text.length, start + shown)) }
}

/** Moves an offset that would cut a surrogate pair to before it. */
function onCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset)
  return offset > 0 && code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset
}

function plain(text: string): string {
  return withoutControls(text).replaceAll('\t', TAB)
}
