import type { Hit } from '@cerca/server/protocol'

/** An answer of either kind: only code that is like other code has a similarity. */
export interface ResultHit extends Hit {
  readonly similarity?: number
}

/** The same place has the same key in every answer. */
export function keyOfHit(hit: Pick<ResultHit, 'uri' | 'range'>): string {
  return `${hit.uri}#${hit.range.start.line}-${hit.range.end.line}`
}

/** First and last line as people count them. A range that ends before the first column of a line leaves it out. */
export function linesOfRange(range: ResultHit['range']): { readonly first: number; readonly last: number } {
  const isBeforeFirstColumn = range.end.character === 0 && range.end.line > range.start.line
  return { first: range.start.line + 1, last: range.end.line + (isBeforeFirstColumn ? 0 : 1) }
}

/** Such as `12–40`, or `12` for a single line. */
export function lineSpan(range: ResultHit['range']): string {
  const { first, last } = linesOfRange(range)
  return first === last ? `${first}` : `${first}–${last}`
}
