/** Typed arrays that grow as they are filled. */

/** A growing list of unsigned 32-bit numbers. */
export class GrowingUint32 {
  #data: Uint32Array
  #length = 0

  constructor(capacity = 1024) {
    this.#data = new Uint32Array(capacity)
  }

  get length(): number {
    return this.#length
  }

  push(value: number): void {
    if (this.#length === this.#data.length) {
      const grown = new Uint32Array(this.#data.length * 2)
      grown.set(this.#data)
      this.#data = grown
    }
    this.#data[this.#length++] = value
  }

  at(idx: number): number {
    return this.#data[idx]
  }

  /** A view of what was pushed; the next `push` may leave it behind. */
  view(): Uint32Array {
    return this.#data.subarray(0, this.#length)
  }

  /** A copy of exactly what was pushed. */
  toArray(): Uint32Array {
    return this.#data.slice(0, this.#length)
  }
}

/** Running sums: counts `[n]` → offsets `[n + 1]`, so that row i is `offsets[i]` to `offsets[i + 1]`. */
export function offsetsOf(counts: Uint32Array): Uint32Array {
  const offsets = new Uint32Array(counts.length + 1)
  for (let idx = 0; idx < counts.length; idx++) offsets[idx + 1] = offsets[idx] + counts[idx]
  return offsets
}
