/** What makes one piece of code a copy of another, beside the measure of their shapes. */
import { type CodeTokens, codeTokens } from './code-tokens.js'
import { type Code, resemblanceOfBags } from './resemblance.js'
import { bagOf, sharedCount, shingleHashes } from './shingles.js'

/** What is kept of a piece of code. */
export interface CodeSketch {
  /** As `bagOf` makes them. */
  readonly shingles: Uint32Array
  /** Hashes of all different names, numbers and strings, ascending. */
  readonly words: Uint32Array
}

/** Fewer shingles are the shape of any getter. */
export const MIN_SHINGLES = 20
/** Of the words of the one that has fewer, how many the other must have too: what is alike is about the same. */
const MIN_SHARED_WORDS = 0.5
/** From this resemblance on, and this size, all names and literals may be different: it is no chance. */
const SAME_SHAPE = 0.9
const SAME_SHAPE_SHINGLES = 50

/** What unrelated code of one language shares of its shape; nine of ten pairs of functions share less than 0.3. */
const CHANCE = 0.4

/** Whether two pieces of code that resemble each other so much do so by more than chance. */
export function areCopies(a: CodeSketch, b: CodeSketch, resemblance: number): boolean {
  if (resemblance >= SAME_SHAPE && a.shingles.length >= SAME_SHAPE_SHINGLES) return true
  return sharedCount(a.words, b.words) >= MIN_SHARED_WORDS * Math.min(a.words.length, b.words.length)
}

/**
 * How far one piece of code is a copy of another, 0 to 1: the part of their resemblance that is more than unrelated
 * code has. 1 for the same with other names; 0 for the same work written in other words, and for what is too short to
 * say. Symmetric.
 */
export function copyLikeness(a: CodeSketch, b: CodeSketch): number {
  if (Math.min(a.shingles.length, b.shingles.length) < MIN_SHINGLES) return 0
  const resemblance = resemblanceOfBags(a.shingles, b.shingles)
  return areCopies(a, b, resemblance) ? Math.max(0, (resemblance - CHANCE) / (1 - CHANCE)) : 0
}

/** What has less resemblance is no copy of so much likeness. */
export function resemblanceOfCopies(likeness: number): number {
  return CHANCE + likeness * (1 - CHANCE)
}

export function sketchOf({ text, language }: Code): CodeSketch {
  const tokens = codeTokens(text, language)
  return { shingles: bagOf(shingleHashes(tokens)), words: wordsOf(tokens, 0, tokens.texts.length) }
}

/** Hashes of the different names, numbers and strings among some tokens, ascending. */
export function wordsOf({ texts }: Pick<CodeTokens, 'texts'>, from: number, to: number): Uint32Array {
  const words = texts.slice(from, to).sort()
  let nDifferent = 0
  for (let at = 0; at < words.length; at++) {
    // 0 stands for none.
    if (words[at] !== 0 && (at === 0 || words[at] !== words[at - 1])) words[nDifferent++] = words[at]
  }
  return words.slice(0, nDifferent)
}
