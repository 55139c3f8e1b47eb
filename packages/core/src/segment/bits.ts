/** Yes or no for many things, eight a byte, lowest bit first. */

/** Bits that are all 0. */
export function newBits(nBits: number): Uint8Array {
  return new Uint8Array(bytesOfBits(nBits))
}

export function bytesOfBits(nBits: number): number {
  return (nBits + 7) >>> 3
}

export function hasBit(bits: Uint8Array, at: number): boolean {
  return (bits[at >>> 3] & (1 << (at & 7))) !== 0
}

export function setBit(bits: Uint8Array, at: number): void {
  bits[at >>> 3] |= 1 << (at & 7)
}

/** Makes bit `toAt` of `to` what bit `fromAt` of `from` is. */
export function copyBit(from: Uint8Array, fromAt: number, to: Uint8Array, toAt: number): void {
  if (hasBit(from, fromAt)) to[toAt >>> 3] |= 1 << (toAt & 7)
  else to[toAt >>> 3] &= ~(1 << (toAt & 7))
}
