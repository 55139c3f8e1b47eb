import type { LineIndex } from '../text/lines.js'
import type { Chunk, LineRange, SymbolKind } from '../types.js'

const BODIES: ReadonlySet<SymbolKind> = new Set(['function', 'method', 'macro', 'section', 'test'])

/**
 * The lines of the smallest function, method, macro, test or section around `line` (0-based); where there is
 * none, those of the chunk that holds the line or, between chunks, the nearest before it.
 * `undefined` only for a file without chunks.
 */
export function definitionAround(
  chunks: readonly Chunk[],
  lines: LineIndex,
  line: number,
): LineRange | undefined {
  let best: LineRange | undefined
  for (const { symbols } of chunks) {
    for (const { kind, extent } of symbols) {
      if (!BODIES.has(kind)) continue
      const range = {
        start: lines.lineAt(extent.start),
        end: lines.lineAt(Math.max(extent.end - 1, extent.start)) + 1,
      }
      const isAround = range.start <= line && line < range.end
      if (isAround && (best === undefined || range.end - range.start < best.end - best.start)) best = range
    }
  }
  if (best !== undefined) return best
  const chunk = chunks.findLast((candidate) => candidate.lines.start <= line) ?? chunks[0]
  return chunk?.lines
}
