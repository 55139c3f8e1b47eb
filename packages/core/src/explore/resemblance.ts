import type { LanguageId } from '../types.js'
import { codeTokens } from './code-tokens.js'
import { bagOf, sharedCount, shingleHashes } from './shingles.js'

/** A piece of code and what it is written in. */
export interface Code {
  readonly text: string
  readonly language: LanguageId
}

/**
 * How alike two pieces of code are: the share of their shingles that both have, repeats counted, `2 |A ∩ B| / (|A| +
 * |B|)` (Dice 1945); with the resemblance r of Broder 1997, `|A ∩ B| / |A ∪ B|`, it is `2 r / (1 + r)`. From 0, nothing
 * in common, to 1, the same but for layout, comments, and names and literals that were replaced consistently.
 * Symmetric. Code without a single shingle is like nothing.
 */
export function resemblance(a: Code, b: Code): number {
  return resemblanceOfBags(shinglesOf(a), shinglesOf(b))
}

/** The same of bags as `bagOf` makes them. */
export function resemblanceOfBags(a: Uint32Array, b: Uint32Array): number {
  const shared = sharedCount(a, b)
  return shared === 0 ? 0 : (2 * shared) / (a.length + b.length)
}

function shinglesOf({ text, language }: Code): Uint32Array {
  return bagOf(shingleHashes(codeTokens(text, language)))
}
