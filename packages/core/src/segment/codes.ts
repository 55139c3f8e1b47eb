/** The small closed vocabularies of a segment as numbers. Only ever append: stored bytes depend on the order. */
import type { ChunkTrait, ContentKind, SymbolKind } from '../types.js'

export const CONTENT_KINDS = ['code', 'prose', 'data'] as const satisfies readonly ContentKind[]

/** Bit i stands for the i-th trait. */
export const CHUNK_TRAITS = [
  'test',
  'generated',
  'example',
  'declaration',
  'legacy',
] as const satisfies readonly ChunkTrait[]

export const SYMBOL_KINDS = [
  'function',
  'method',
  'class',
  'interface',
  'type',
  'enum',
  'module',
  'constant',
  'variable',
  'field',
  'macro',
  'section',
  'test',
] as const satisfies readonly SymbolKind[]

/** Traits → bits. */
export function traitBits(traits: readonly ChunkTrait[]): number {
  return traits.reduce((bits, trait) => bits | (1 << CHUNK_TRAITS.indexOf(trait)), 0)
}

/** Bits → traits, in the table's order. */
export function traitsOfBits(bits: number): ChunkTrait[] {
  return CHUNK_TRAITS.filter((_, bit) => bits & (1 << bit))
}
