import type { Hit, HitSymbol } from '@cerca/core'
import type { CoreApi } from '../core-api.js'
import { type Palette, withoutControls } from './color.js'
import { formatScore, renderExplanation } from './explain.js'
import { cutSnippet, type Match, renderSnippet, type SnippetLine } from './snippet.js'

export interface HitView {
  /** The path as it can be opened from here. */
  readonly path: string
  /** The file's lines as they are now, `undefined` when it is gone. */
  readonly file: readonly string[] | undefined
  readonly matchesOf: (line: string) => readonly Match[]
  readonly contextLines: number
  readonly bestLines: CoreApi['bestLines']
  readonly palette: Palette
  readonly width: number | undefined
}

/**
 * A hit for people: `path:line` of the line that matches best, what is defined there, the score; its lines; the
 * score's tree if it has one.
 */
export function renderHit(hit: Hit, view: HitView): string[] {
  const { palette } = view
  const snippet = view.file && cutSnippet(view.file, hit.lines, view.matchesOf, view)
  const line = snippet ? bestLine(snippet) : hit.lines.start
  const place = palette.path(`${view.path}:${line + 1}`)
  const symbol = describeSymbol(hit, line)
  const facts = [hit.language, ...hit.traits, formatScore(hit.score)].join(' · ')
  const heading = [place, ...(symbol === '' ? [] : [palette.symbol(symbol)]), palette.dim(facts)].join('  ')
  return [
    heading,
    ...renderLines(snippet, view),
    ...(hit.explanation ? renderExplanation(hit.explanation, palette) : []),
  ]
}

/**
 * `method RouterGroup.Use (+2)`: the definition around a line, or else the next one below it, and how many more there
 * are; or what the lines are part of.
 */
export function describeSymbol(hit: Pick<Hit, 'symbols' | 'scope'>, line: number): string {
  const { symbols, scope } = hit
  const around = symbols.filter(({ lines }) => lines.start <= line && lines.end > line)
  // A line above a definition is most likely its comment.
  const below = symbols.find(({ lines }) => lines.start > line)
  const shown = around.reduce<HitSymbol | undefined>(smaller, undefined) ?? below ?? symbols[0]
  if (!shown) return scope === '' ? '' : withoutControls(`in ${scope}`)
  const name = shown.scope === '' ? shown.name : `${shown.scope}.${shown.name}`
  const more = symbols.length > 1 ? ` (+${symbols.length - 1})` : ''
  return withoutControls(`${shown.kind} ${name}${more}`)
}

function smaller(best: HitSymbol | undefined, symbol: HitSymbol): HitSymbol {
  const size = ({ lines }: HitSymbol) => lines.end - lines.start
  return best && size(best) <= size(symbol) ? best : symbol
}

/** The line with most matches, the first of several; the first line when none matches. */
function bestLine(snippet: readonly SnippetLine[]): number {
  return snippet.reduce((best, line) => (line.matches.length > best.matches.length ? line : best)).line
}

function renderLines(snippet: readonly SnippetLine[] | undefined, view: HitView): string[] {
  if (!view.file) return [view.palette.dim('  (this file can no longer be read)')]
  if (!snippet) return [view.palette.dim('  (this file changed while it was searched)')]
  return renderSnippet(snippet, view.palette, view.width)
}
