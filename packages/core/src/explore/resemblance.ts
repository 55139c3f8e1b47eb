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

/** The same, but 0 for bags that are less alike than `least`, above 0: found out before all is counted. */
export function resemblanceAtLeast(a: Uint32Array, b: Uint32Array, least: number): number {
  // Shared is at most the smaller size less its misses.
  const needed = Math.ceil((least * (a.length + b.length)) / 2 - ROUNDING)
  let missesLeftOfA = a.length - needed
  let missesLeftOfB = b.length - needed
  if (missesLeftOfA < 0 || missesLeftOfB < 0) return 0
  let shared = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i]
    const y = b[j]
    if (x === y) {
      shared++
      i++
      j++
    } else if (x < y) {
      i++
      if (--missesLeftOfA < 0) return 0
    } else {
      j++
      if (--missesLeftOfB < 0) return 0
    }
  }
  const similarity = (2 * shared) / (a.length + b.length)
  return similarity >= least ? similarity : 0
}

/** A product that should be whole may lie a little above it. */
const ROUNDING = 1e-9

/** As `bagOf` makes them. */
export function shinglesOf({ text, language }: Code): Uint32Array {
  return bagOf(shingleHashes(codeTokens(text, language)))
}
