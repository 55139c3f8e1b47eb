import type { LanguageId } from '../types.js'
import { codeTokens } from './code-tokens.js'
import { bagOf, sharedCount, shingleHashes } from './shingles.js'

/** A piece of code and what it is written in. */
export interface Code {
  readonly text: string
  readonly language: LanguageId
}

/**
 * How alike two pieces of code are: what they share of all shingles that they have (Broder 1997), repeats counted.
 * From 0, nothing in common, to 1, the same but for layout, comments, and names and literals that were replaced
 * consistently. Symmetric, and one minus it is a metric. Code without a single shingle is like nothing.
 */
export function resemblance(a: Code, b: Code): number {
  return resemblanceOfBags(shinglesOf(a), shinglesOf(b))
}

/** The same of bags as `bagOf` makes them. */
export function resemblanceOfBags(a: Uint32Array, b: Uint32Array): number {
  const shared = sharedCount(a, b)
  return shared === 0 ? 0 : shared / (a.length + b.length - shared)
}

function shinglesOf({ text, language }: Code): Uint32Array {
  return bagOf(shingleHashes(codeTokens(text, language)))
}
