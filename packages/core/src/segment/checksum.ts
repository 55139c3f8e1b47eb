/** XXH32, a fast 32-bit checksum. Source: https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md */

const PRIME_1 = 0x9e3779b1 | 0
const PRIME_2 = 0x85ebca77 | 0
const PRIME_3 = 0xc2b2ae3d | 0
const PRIME_4 = 0x27d4eb2f
const PRIME_5 = 0x165667b1

/** Bytes that the four lanes take in one round. */
const STRIPE_BYTES = 16

/**
 * The XXH32 checksum of `bytes`, 0 to 2^32 - 1, the same on every platform.
 *
 * Two inputs of one length that differ in a single aligned 32-bit word always differ in checksum, so one
 * flipped bit never passes; other damage passes once in 2^32. It protects from accidents, not from forgery.
 */
export function xxh32(bytes: Uint8Array, seed = 0): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = bytes.byteLength
  const stripesEnd = length - (length % STRIPE_BYTES)

  let hash = length < STRIPE_BYTES ? (seed + PRIME_5) | 0 : hashStripes(view, stripesEnd, seed | 0)
  hash = (hash + length) | 0

  let position = stripesEnd
  for (; position + 4 <= length; position += 4) {
    hash = Math.imul(rotate(hash + Math.imul(view.getInt32(position, true), PRIME_3), 17), PRIME_4)
  }
  for (; position < length; position++) {
    hash = Math.imul(rotate(hash + Math.imul(view.getUint8(position), PRIME_5), 11), PRIME_1)
  }

  hash = Math.imul(hash ^ (hash >>> 15), PRIME_2)
  hash = Math.imul(hash ^ (hash >>> 13), PRIME_3)
  return (hash ^ (hash >>> 16)) >>> 0
}

function hashStripes(view: DataView, end: number, seed: number): number {
  let a = (seed + PRIME_1 + PRIME_2) | 0
  let b = (seed + PRIME_2) | 0
  let c = seed
  let d = (seed - PRIME_1) | 0
  for (let position = 0; position < end; position += STRIPE_BYTES) {
    a = Math.imul(rotate(a + Math.imul(view.getInt32(position, true), PRIME_2), 13), PRIME_1)
    b = Math.imul(rotate(b + Math.imul(view.getInt32(position + 4, true), PRIME_2), 13), PRIME_1)
    c = Math.imul(rotate(c + Math.imul(view.getInt32(position + 8, true), PRIME_2), 13), PRIME_1)
    d = Math.imul(rotate(d + Math.imul(view.getInt32(position + 12, true), PRIME_2), 13), PRIME_1)
  }
  return (rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18)) | 0
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}
