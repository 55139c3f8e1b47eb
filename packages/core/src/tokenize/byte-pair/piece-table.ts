/** A hash table whose keys are pieces of a text, looked up where they stand: no string is made of a known piece. */

/** Most full share of the slots: beyond it the chains of linear probing grow long. */
const MAX_LOAD = 0.5

/** Pieces, numbered 0, 1, 2, … in the order in which they were added. */
export class PieceTable {
  /** Slot → number of the piece + 1; 0 is free. */
  #slots = new Int32Array(1024 / MAX_LOAD)
  #hashes = new Int32Array(1024)
  /** Piece i is `#units[#ends[i - 1] … #ends[i]]`. */
  #ends = new Uint32Array(1024)
  #units = new Uint16Array(8192)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** The number of the piece `text[start … end]`, or -1. */
  find(text: string, start: number, end: number): number {
    const hash = hashOf(text, start, end)
    const mask = this.#slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const idx = this.#slots[slot] - 1
      if (idx < 0 || (this.#hashes[idx] === hash && this.#equals(idx, text, start, end))) return idx
    }
  }

  /** Adds a piece that is not there yet; gives its number. */
  add(text: string, start: number, end: number): number {
    if (this.#size === this.#ends.length) this.#growPieces()
    const idx = this.#size++
    let at = idx === 0 ? 0 : this.#ends[idx - 1]
    if (at + end - start > this.#units.length) this.#growUnits(at + end - start)
    for (let i = start; i < end; i++) this.#units[at++] = text.charCodeAt(i)
    this.#ends[idx] = at
    this.#hashes[idx] = hashOf(text, start, end)
    this.#place(idx)
    return idx
  }

  textOf(idx: number): string {
    const from = idx === 0 ? 0 : this.#ends[idx - 1]
    let text = ''
    for (let at = from; at < this.#ends[idx]; at++) text += String.fromCharCode(this.#units[at])
    return text
  }

  clear(): void {
    this.#slots.fill(0)
    this.#size = 0
  }

  #equals(idx: number, text: string, start: number, end: number): boolean {
    const from = idx === 0 ? 0 : this.#ends[idx - 1]
    if (this.#ends[idx] - from !== end - start) return false
    for (let i = start, at = from; i < end; i++, at++) {
      if (this.#units[at] !== text.charCodeAt(i)) return false
    }
    return true
  }

  #place(idx: number): void {
    const mask = this.#slots.length - 1
    let slot = this.#hashes[idx] & mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = idx + 1
  }

  #growPieces(): void {
    const capacity = this.#size * 2
    const hashes = new Int32Array(capacity)
    hashes.set(this.#hashes)
    this.#hashes = hashes
    const ends = new Uint32Array(capacity)
    ends.set(this.#ends)
    this.#ends = ends
    this.#slots = new Int32Array(capacity / MAX_LOAD)
    for (let idx = 0; idx < this.#size; idx++) this.#place(idx)
  }

  #growUnits(least: number): void {
    const units = new Uint16Array(Math.max(this.#units.length * 2, least))
    units.set(this.#units)
    this.#units = units
  }
}

/** FNV-1a over code units (http://www.isthe.com/chongo/tech/comp/fnv/), its high bits folded into the low ones. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash ^ (hash >>> 15)
}
