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
      this.#data = doubled(this.#data)
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

/** The same numbers with as much room again. */
export function doubled(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(Math.max(1, numbers.length * 2))
  more.set(numbers)
  return more
}

/** Running sums: counts `[n]` → offsets `[n + 1]`, so that row i is `offsets[i]` to `offsets[i + 1]`. */
export function offsetsOf(counts: Uint32Array): Uint32Array {
  const offsets = new Uint32Array(counts.length + 1)
  for (let idx = 0; idx < counts.length; idx++) offsets[idx + 1] = offsets[idx] + counts[idx]
  return offsets
}
