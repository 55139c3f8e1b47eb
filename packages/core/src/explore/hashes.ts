/** Small hashes of 32 bits; none of them is a promise between versions. */

// FNV-1a (Fowler, Noll, Vo), over UTF-16 code units.
export const HASH_START = 0x811c9dc5

export function hashStep(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193)
}

/** Hashes below this are left free for other uses. */
export const FIRST_HASH = 16

export function hashEnd(hash: number): number {
  const finished = hash >>> 0
  return finished < FIRST_HASH ? finished + FIRST_HASH : finished
}

/** Hash of `text` from `start` to `end`. */
export function hashOfSlice(text: string, start: number, end: number): number {
  let hash = HASH_START
  for (let at = start; at < end; at++) hash = hashStep(hash, text.charCodeAt(at))
  return hashEnd(hash)
}

/** One number for a seed and a value, in this order: a step and the end of MurmurHash3 (Appleby). */
export function mix(seed: number, value: number): number {
  let block = Math.imul(value, 0xcc9e2d51)
  block = Math.imul((block << 15) | (block >>> 17), 0x1b873593)
  let hash = seed ^ block
  hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
