import type { HitSymbol } from '@cerca/server/protocol'
import type { ResultHit } from './result-hit.js'

/**
 * The definition of a hit that was meant: the innermost one around the first match of the preview, else the first one
 * below it (a comment stands above what it documents), else the first of all; `undefined` when the hit defines nothing.
 */
export function mainSymbolOf({ symbols, preview }: ResultHit): HitSymbol | undefined {
  const match = preview.matches[0]
  if (match === undefined) return symbols[0]
  const line = preview.line + match.start.line
  const around = symbols.filter(({ range }) => range.start.line <= line && line <= range.end.line)
  const nLines = ({ range }: HitSymbol): number => range.end.line - range.start.line
  const innermost = around.reduce<HitSymbol | undefined>(
    (best, symbol) => (best === undefined || nLines(symbol) < nLines(best) ? symbol : best),
    undefined,
  )
  return innermost ?? symbols.find(({ range }) => range.start.line > line) ?? symbols[0]
}

/** Where the cursor goes: to the definition that was meant if it begins in the hit, else to the hit's first line. */
export function placeToOpen(hit: ResultHit): ResultHit['range']['start'] {
  const start = mainSymbolOf(hit)?.range.start
  const { range } = hit
  return start !== undefined && start.line >= range.start.line && start.line <= range.end.line
    ? start
    : range.start
}
