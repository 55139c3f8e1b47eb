import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { xxh32 } from './checksum.js'

const PRIME_1 = 2654435761n
const PRIME_2 = 2246822519n
const PRIME_3 = 3266489917n
const PRIME_4 = 668265263n
const PRIME_5 = 374761393n

describe('xxh32', () => {
  it.each([
    ['', 0x02cc5d05],
    ['a', 0x550d7456],
    ['abc', 0x32d153ff],
    ['Nobody inspects the spammish repetition', 0xe2293b2f],
  ])('gives the well-known value of %j', (text, expected) => {
    expect(xxh32(new TextEncoder().encode(text))).toBe(expected)
  })

  // The vectors of xxHash's own sanity check, over its generated buffer.
  it.each([
    [0, 0, 0x02cc5d05],
    [0, 0x9e3779b1, 0x36b78ae7],
    [1, 0, 0xcf65b03e],
    [1, 0x9e3779b1, 0xb4545aa4],
    [14, 0, 0x1208e7e2],
    [14, 0x9e3779b1, 0x6af1d1fe],
    [222, 0, 0x5bd11dbd],
    [222, 0x9e3779b1, 0x58803c5f],
  ])('gives the reference value of %i bytes with seed %i', (length, seed, expected) => {
    expect(xxh32(referenceBuffer(length), seed)).toBe(expected)
  })

  it('equals the specification worked out in big integers, at any length and alignment', () => {
    const seeds = fc.integer({ min: 0, max: 0xffffffff })
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(7), seeds, (bytes, offset, seed) => {
        const moved = new Uint8Array(bytes.length + offset + 3).subarray(offset, offset + bytes.length)
        moved.set(bytes)
        expect(xxh32(moved, seed)).toBe(slowXxh32(bytes, BigInt(seed)))
      }),
    )
  })

  it('differs after any flip of one bit', () => {
    const bytes = referenceBuffer(53)
    const intact = xxh32(bytes)
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      expect(xxh32(bytes)).not.toBe(intact)
      bytes[bit >> 3]! ^= 1 << (bit & 7)
    }
  })
})

function referenceBuffer(length: number): Uint8Array {
  let state = PRIME_1
  return Uint8Array.from({ length }, () => {
    const byte = Number(state >> 56n)
    state = BigInt.asUintN(64, state * 11400714785074694797n)
    return byte
  })
}

function slowXxh32(bytes: Uint8Array, seed: bigint): number {
  const u32 = (value: bigint) => BigInt.asUintN(32, value)
  const rotate = (value: bigint, bits: bigint) => u32((u32(value) << bits) | (u32(value) >> (32n - bits)))
  const word = (at: number) =>
    [3, 2, 1, 0].reduce((sum, i) => (sum << 8n) | BigInt(bytes[at + i] as number), 0n)
  const lanes = [seed + PRIME_1 + PRIME_2, seed + PRIME_2, seed, seed - PRIME_1]
  let at = 0
  for (; at + 16 <= bytes.length; at += 16) {
    for (let lane = 0; lane < 4; lane++) {
      lanes[lane] = u32(rotate(lanes[lane]! + word(at + lane * 4) * PRIME_2, 13n) * PRIME_1)
    }
  }
  let hash = seed + PRIME_5
  if (bytes.length >= 16) {
    const turns = [1n, 7n, 12n, 18n]
    hash = lanes.reduce((sum, lane, i) => sum + rotate(lane, turns[i]!), 0n)
  }
  hash = u32(hash + BigInt(bytes.length))
  for (; at + 4 <= bytes.length; at += 4) hash = u32(rotate(hash + word(at) * PRIME_3, 17n) * PRIME_4)
  for (; at < bytes.length; at++) hash = u32(rotate(hash + BigInt(bytes[at]!) * PRIME_5, 11n) * PRIME_1)
  hash = u32((hash ^ (hash >> 15n)) * PRIME_2)
  hash = u32((hash ^ (hash >> 13n)) * PRIME_3)
  return Number(hash ^ (hash >> 16n))
}
