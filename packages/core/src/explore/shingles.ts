/** Tokens → shingles: every k tokens in a row as one number, blind to names but not to which names are the same. */
import { type CodeTokens, NAME } from './code-tokens.js'
import { mix } from './hashes.js'

/** Tokens in a shingle. See "Duplicates" in bench/README.md for how other values do. */
const SHINGLE_TOKENS = 4

/** Stands for a name that is new in its shingle. Above the kinds of tokens, and with all distances below the hashes. */
const FIRST_NAME = 8

/**
 * The hash of the shingle that begins at each token, `[max(0, tokens - 3)]` (Broder, On the resemblance and
 * containment of documents, 1997). A name stands in it as the distance back to its last occurrence in the same
 * shingle, 0 for none (Baker, Parameterized pattern matching, 1996): renaming a variable everywhere changes nothing,
 * using another variable does. Numbers and strings are all alike.
 */
export function shingleHashes({ shapes, texts }: Pick<CodeTokens, 'shapes' | 'texts'>): Uint32Array {
  const hashes = new Uint32Array(Math.max(0, shapes.length - SHINGLE_TOKENS + 1))
  for (let first = 0; first < hashes.length; first++) {
    let hash = 0
    for (let at = first; at < first + SHINGLE_TOKENS; at++) {
      const shape = shapes[at] === NAME ? FIRST_NAME + distanceBack(shapes, texts, first, at) : shapes[at]
      hash = mix(hash, shape)
    }
    hashes[first] = hash
  }
  return hashes
}

/** Shingles in ascending order, each occurrence of the same one told apart, so that a bag is a set. */
export function bagOf(hashes: Uint32Array): Uint32Array {
  const bag = hashes.slice().sort()
  let occurrence = 0
  let last = -1
  let isSorted = true
  for (let idx = 0; idx < bag.length; idx++) {
    const hash = bag[idx]
    occurrence = hash === last ? occurrence + 1 : 0
    last = hash
    if (occurrence === 0) continue
    bag[idx] = mix(hash, occurrence)
    isSorted = false
  }
  return isSorted ? bag : bag.sort()
}

/** How many values two ascending arrays share. */
export function sharedCount(a: Uint32Array, b: Uint32Array): number {
  let shared = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i]
    const y = b[j]
    if (x === y) shared++
    if (x <= y) i++
    if (y <= x) j++
  }
  return shared
}

function distanceBack(shapes: Uint32Array, texts: Uint32Array, first: number, at: number): number {
  for (let before = at - 1; before >= first; before--) {
    if (shapes[before] === NAME && texts[before] === texts[at]) return at - before
  }
  return 0
}
