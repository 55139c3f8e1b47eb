import type { ChunkTrait, Span, SymbolDefinition, SymbolKind } from '../types.js'

/**
 * A part of a file with an extent of its own: a definition, a section, a configuration table.
 * Items of one list are in order; their extents do not overlap and lie inside their parent's.
 */
export interface OutlineItem {
  readonly extent: Span
  /** Where the attributes of the item start, at most `extent.start`. */
  readonly leadStart: number
  /** What the item defines; a group such as `const ( … )` or a table of settings defines nothing itself. */
  readonly symbols: readonly SymbolDefinition[]
  /** The scope of what stands inside: the enclosing names joined with `.`. */
  readonly innerScope: string
  /** 'test' or 'declaration' where the syntax says so. */
  readonly trait: Extract<ChunkTrait, 'test' | 'declaration'> | undefined
  readonly children: readonly OutlineItem[]
}

/** What encloses an item while an outline is being built. */
export interface OutlineParent {
  readonly scope: string
  readonly kind: SymbolKind | undefined
}

export const ROOT: OutlineParent = { scope: '', kind: undefined }

/** Scopes and names joined with `.`, empty ones left out. */
export function joinScope(...names: readonly string[]): string {
  return names.filter((name) => name !== '').join('.')
}

/** All symbols of an outline, in the order of their names. */
export function symbolsOf(items: readonly OutlineItem[]): SymbolDefinition[] {
  const symbols: SymbolDefinition[] = []
  const collect = (list: readonly OutlineItem[]): void => {
    for (const item of list) {
      symbols.push(...item.symbols)
      collect(item.children)
    }
  }
  collect(items)
  return symbols.sort((a, b) => a.span.start - b.span.start)
}
