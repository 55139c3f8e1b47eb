/** Which of a place's definitions answers the question. */
import type { LineRange } from '@cerca/core'
import type { PlacePreview } from './threads/folder-index.js'

interface Definition {
  readonly lines: LineRange
}

/**
 * The definition that was meant first, the others as they were: the innermost one around the first match of the
 * preview, else the first one below it (a comment stands above what it documents); without a match all stay.
 */
export function withMainSymbolFirst<Symbol extends Definition>(
  symbols: readonly Symbol[],
  { line, matches: [match] }: Pick<PlacePreview, 'line' | 'matches'>,
): readonly Symbol[] {
  if (match === undefined) return symbols
  const matchLine = line + match.line
  const around = symbols.filter(({ lines }) => lines.start <= matchLine && matchLine < lines.end)
  const innermost = around.reduce<Symbol | undefined>(
    (best, symbol) => (best === undefined || lengthOf(symbol) < lengthOf(best) ? symbol : best),
    undefined,
  )
  const main = innermost ?? symbols.find(({ lines }) => lines.start > matchLine)
  return main === undefined ? symbols : [main, ...symbols.filter((symbol) => symbol !== main)]
}

function lengthOf({ lines }: Definition): number {
  return lines.end - lines.start
}
