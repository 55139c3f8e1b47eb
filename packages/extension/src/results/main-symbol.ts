import type { HitSymbol } from '@cerca/server/protocol'
import type { ResultHit } from './result-hit.js'

/** The definition of a hit that was meant; `undefined` when the hit defines nothing. */
export function mainSymbolOf({ symbols }: ResultHit): HitSymbol | undefined {
  return symbols[0]
}

/** Where the cursor goes: to the definition that was meant if it begins in the hit, else to the hit's first line. */
export function placeToOpen(hit: ResultHit): ResultHit['range']['start'] {
  const start = mainSymbolOf(hit)?.range.start
  const { range } = hit
  return start !== undefined && start.line >= range.start.line && start.line <= range.end.line
    ? start
    : range.start
}
