/** Hashes by which two pairs are the same: case, blanks, punctuation, the path of a copy and the end do not count. */
import type { Pair } from './pair.js'

export interface PairHash {
  /** Of query and document, a safe integer. */
  readonly whole: number
  /** Of the query alone, a safe integer. */
  readonly query: number
}

/** Collisions of 53 bits: among a million pairs one is likely in 1 of 18,000 runs. */
export function hashPair({ query, document, path }: Pick<Pair, 'query' | 'document' | 'path'>): PairHash {
  const from = document.startsWith(path) ? path.length : 0
  const ofQuery = hashText(query, 0, query.length, SEED_LOW, SEED_HIGH)
  const to = Math.min(document.length, from + MAX_HASHED_CHARS)
  const ofBoth = hashText(document, from, to, ofQuery.low, ofQuery.high)
  return { whole: toInteger(ofBoth), query: toInteger(ofQuery) }
}

/** Code that begins alike for so long, under the same query, is a copy; reading on would take most of the time. */
const MAX_HASHED_CHARS = 500

interface Halves {
  readonly low: number
  readonly high: number
}

const SEED_LOW = 0x811c9dc5
const SEED_HIGH = 0x9e3779b9

/** Two FNV-1a like hashes with different multipliers (http://www.isthe.com/chongo/tech/comp/fnv/), over words only. */
function hashText(text: string, from: number, to: number, seedLow: number, seedHigh: number): Halves {
  let low = seedLow
  let high = seedHigh
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    const folded = code < 128 ? FOLDED[code] : code
    if (folded === 0) continue
    low = Math.imul(low ^ folded, 0x01000193)
    high = Math.imul(high ^ folded, 0x5bd1e995)
  }
  // Tells "ab" + "c" from "a" + "bc", and carries the high bits down.
  low = Math.imul(low ^ (low >>> 15) ^ 1, 0x01000193)
  high = Math.imul(high ^ (high >>> 13) ^ 1, 0x5bd1e995)
  return { low: low ^ (low >>> 16), high: high ^ (high >>> 15) }
}

/** ASCII letters in lower case and digits as they are; 0 for what does not count. */
const FOLDED: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  const folded = String.fromCharCode(code).toLowerCase()
  return /[a-z0-9]/.test(folded) ? folded.charCodeAt(0) : 0
})

function toInteger({ low, high }: Halves): number {
  return (high >>> 0) * 0x20_0000 + (low & 0x1f_ffff)
}
