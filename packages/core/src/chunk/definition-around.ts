/** What a line of a file belongs to. */
import type { LineRange, SymbolKind } from '../types.js'

/** A definition and the lines of all of it. */
export interface DefinitionLines extends LineRange {
  readonly name: string
  readonly kind: SymbolKind
}

const BODIES: ReadonlySet<SymbolKind> = new Set(['function', 'method', 'macro', 'section', 'test'])

/** Whether a definition has a body of its own: what it does can be compared with what others do. */
export function hasBody({ kind }: { readonly kind: SymbolKind }): boolean {
  return BODIES.has(kind)
}

/**
 * The smallest function, method, macro, test or section of more than one line around `line` (0-based); where there is
 * none, the smallest definition of any kind, else the chunk. `undefined` for a line between chunks.
 */
export function definitionAround(
  definitions: readonly DefinitionLines[],
  chunks: readonly LineRange[],
  line: number,
): (LineRange & { readonly name?: string }) | undefined {
  const around = definitions
    .filter(({ start, end }) => start <= line && line < end && end - start > 1)
    .sort((a, b) => a.end - a.start - (b.end - b.start))
  return around.find(hasBody) ?? around[0] ?? chunks.find(({ start, end }) => start <= line && line < end)
}
