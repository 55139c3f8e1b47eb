import type { Hit } from '@cerca/core'
import { type Palette, withoutControls } from './color.js'
import { formatScore, renderExplanation } from './explain.js'
import { cutSnippet, type Match, renderSnippet } from './snippet.js'

export interface HitView {
  /** The path as it can be opened from here. */
  readonly path: string
  /** The file's lines as they are now, `undefined` when it is gone. */
  readonly file: readonly string[] | undefined
  readonly matchesOf: (line: string) => readonly Match[]
  readonly contextLines: number
  readonly palette: Palette
  readonly width: number | undefined
}

/** A hit for people: `path:line`, what is defined there, the score; its lines; the score's tree if it has one. */
export function renderHit(hit: Hit, view: HitView): string[] {
  const { palette } = view
  const place = palette.path(`${view.path}:${hit.lines.start + 1}`)
  const symbol = describeSymbol(hit)
  const facts = [hit.language, ...hit.traits, formatScore(hit.score)].join(' · ')
  const heading = [place, ...(symbol === '' ? [] : [palette.symbol(symbol)]), palette.dim(facts)].join('  ')
  return [
    heading,
    ...renderLines(hit, view),
    ...(hit.explanation ? renderExplanation(hit.explanation, palette) : []),
  ]
}

/** `method RouterGroup.Use (+2)`: the first definition and how many more; or what the lines are part of. */
export function describeSymbol(hit: Pick<Hit, 'symbols' | 'scope'>): string {
  const [first, ...more] = hit.symbols
  if (!first) return hit.scope === '' ? '' : withoutControls(`in ${hit.scope}`)
  const name = first.scope === '' ? first.name : `${first.scope}.${first.name}`
  return withoutControls(`${first.kind} ${name}${more.length > 0 ? ` (+${more.length})` : ''}`)
}

function renderLines(hit: Hit, view: HitView): string[] {
  if (!view.file) return [view.palette.dim('  (this file can no longer be read)')]
  const snippet = cutSnippet(view.file, hit.lines, view.matchesOf, view.contextLines)
  if (!snippet) return [view.palette.dim('  (this file changed while it was searched)')]
  return renderSnippet(snippet, view.palette, view.width)
}
