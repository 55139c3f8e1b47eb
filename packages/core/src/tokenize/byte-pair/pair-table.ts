/** A hash table whose keys are pairs of token ids, because a Map would want a string or a boxed number for each. */

/** Most full share of the slots: beyond it the chains of linear probing grow long. */
const MAX_LOAD = 0.5

/** Pairs of ids, numbered 0, 1, 2, … in the order in which they were added. */
export class PairTable {
  #mask: number
  /** Slot → number of the pair + 1; 0 is free. */
  #slots: Int32Array
  /** `[capacity, 2]`: left and right of each pair. */
  #pairs: Uint32Array
  #size = 0

  constructor(capacity = 1024) {
    const nSlots = powerOfTwoFrom(capacity / MAX_LOAD)
    this.#mask = nSlots - 1
    this.#slots = new Int32Array(nSlots)
    this.#pairs = new Uint32Array(nSlots * MAX_LOAD * 2)
  }

  get size(): number {
    return this.#size
  }

  left(idx: number): number {
    return this.#pairs[idx * 2]
  }

  right(idx: number): number {
    return this.#pairs[idx * 2 + 1]
  }

  /** The pair's number, or -1. */
  find(left: number, right: number): number {
    const pairs = this.#pairs
    for (let slot = hashPair(left, right) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const idx = this.#slots[slot] - 1
      if (idx < 0 || (pairs[idx * 2] === left && pairs[idx * 2 + 1] === right)) return idx
    }
  }

  /** The pair's number, a new one if it was not there. */
  add(left: number, right: number): number {
    const found = this.find(left, right)
    if (found >= 0) return found
    if (this.#size * 2 === this.#pairs.length) this.#grow()
    const idx = this.#size++
    this.#pairs[idx * 2] = left
    this.#pairs[idx * 2 + 1] = right
    this.#place(idx)
    return idx
  }

  #place(idx: number): void {
    let slot = hashPair(this.#pairs[idx * 2], this.#pairs[idx * 2 + 1]) & this.#mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask
    this.#slots[slot] = idx + 1
  }

  #grow(): void {
    const pairs = new Uint32Array(this.#pairs.length * 2)
    pairs.set(this.#pairs)
    this.#pairs = pairs
    this.#slots = new Int32Array(this.#slots.length * 2)
    this.#mask = this.#slots.length - 1
    for (let idx = 0; idx < this.#size; idx++) this.#place(idx)
  }
}

/** Multiplicative mixing; the shifts bring the high bits, which the products fill, down to where the mask looks. */
function hashPair(left: number, right: number): number {
  const mixed = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)
  return (mixed ^ (mixed >>> 15)) >>> 0
}

function powerOfTwoFrom(least: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(least, 2)))
}
