/** Pairs of small integers → dense ids, by open addressing in one typed array. */

/** Ids of pairs in order of first use. */
export interface PairTable {
  readonly size: number
  /** The id of a pair, new when it has none. */
  add(a: number, b: number): number
  /** The two of a pair, by its id. */
  readonly first: (id: number) => number
  readonly second: (id: number) => number
}

/** Fuller than this, lookups grow long. */
const MAX_LOAD = 0.6

/** A new table; `a` may be up to 2^21 and `b` up to 2^31. */
export function createPairTable(): PairTable {
  let slots = new Int32Array(1 << 16).fill(-1)
  let firsts = new Int32Array(1 << 15)
  let seconds = new Int32Array(1 << 15)
  let size = 0
  const slotOf = (a: number, b: number) => {
    const mask = slots.length - 1
    let slot = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) & mask
    slot = (slot ^ (slot >>> 15)) & mask
    while (slots[slot] >= 0 && (firsts[slots[slot]] !== a || seconds[slots[slot]] !== b))
      slot = (slot + 1) & mask
    return slot
  }
  const grow = () => {
    slots = new Int32Array(slots.length * 2).fill(-1)
    for (let id = 0; id < size; id++) slots[slotOf(firsts[id], seconds[id])] = id
  }
  return {
    get size() {
      return size
    },
    add(a, b) {
      const slot = slotOf(a, b)
      if (slots[slot] >= 0) return slots[slot]
      if (size === firsts.length) {
        firsts = doubled(firsts)
        seconds = doubled(seconds)
      }
      firsts[size] = a
      seconds[size] = b
      slots[slot] = size++
      if (size > slots.length * MAX_LOAD) grow()
      return size - 1
    },
    first: (id) => firsts[id],
    second: (id) => seconds[id],
  }
}

function doubled(values: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(values.length * 2)
  larger.set(values)
  return larger
}
