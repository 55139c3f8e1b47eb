import type { HitSymbol } from '@cerca/server/protocol'
import type { ResultHit } from './result-hit.js'

/** The definition of a hit that was meant; `undefined` when the hit defines nothing. */
export function mainSymbolOf({ symbols }: ResultHit): HitSymbol | undefined {
  return symbols[0]
}

/**
 * Where the name of the definition that was meant is, below its first line when something stands before it; `undefined`
 * when the preview does not have it.
 */
export function nameRangeOf(hit: ResultHit): ResultHit['range'] | undefined {
  const symbol = mainSymbolOf(hit)
  if (symbol === undefined || symbol.name === '') return undefined
  const { line: firstLine, text } = hit.preview
  for (const [idx, lineText] of text.split('\n').entries()) {
    const line = firstLine + idx
    const character = lineText.indexOf(symbol.name)
    if (line < symbol.range.start.line || line > symbol.range.end.line || character < 0) continue
    return { start: { line, character }, end: { line, character: character + symbol.name.length } }
  }
  return undefined
}

/** What of a hit is worth a tint: the definition that was meant with the words above it that were found, else all. */
export function rangeToShow(hit: ResultHit): ResultHit['range'] {
  const symbol = mainSymbolOf(hit)
  const { range, preview } = hit
  if (symbol === undefined || symbol.range.start.line < range.start.line) return range
  const match = preview.matches[0]
  const firstLine = symbol.range.start.line
  const line = match === undefined ? firstLine : Math.min(firstLine, preview.line + match.start.line)
  return { start: { line, character: 0 }, end: symbol.range.end }
}

/** Where the cursor goes: to the definition that was meant if it begins in the hit, else to the hit's first line. */
export function placeToOpen(hit: ResultHit): ResultHit['range']['start'] {
  const start = mainSymbolOf(hit)?.range.start
  const { range } = hit
  return start !== undefined && start.line >= range.start.line && start.line <= range.end.line
    ? start
    : range.start
}
