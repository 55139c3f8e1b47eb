/** Applies the merges of a vocabulary to the symbols of one piece, strongest first. */
import { PairTable } from './pair-table.js'

/** Pair of ids → rank and result. A lower rank goes first. */
export interface MergeTable {
  readonly pairs: PairTable
  /** By number of the pair. */
  readonly ranks: Uint32Array
  readonly results: Uint32Array
}

/** Up to this many symbols a search through all pairs is faster than a heap. */
const MAX_SCANNED_SYMBOLS = 48

/** `[nMerges, 3]` of left, right, result → a table; a pair that is listed twice has its last rank. */
export function createMergeTable(merges: Uint32Array): MergeTable {
  const nMerges = merges.length / 3
  const pairs = new PairTable(nMerges)
  const ranks = new Uint32Array(nMerges)
  const results = new Uint32Array(nMerges)
  for (let rank = 0; rank < nMerges; rank++) {
    const idx = pairs.add(merges[rank * 3], merges[rank * 3 + 1])
    ranks[idx] = rank
    results[idx] = merges[rank * 3 + 2]
  }
  return { pairs, ranks, results }
}

/**
 * Merges `symbols` in place and gives how many are left, at its beginning. Of all adjacent pairs the one of lowest
 * rank is merged, the leftmost of equal ones, until no pair has a rank: the definition in Sennrich et al. 2016.
 */
export function mergeSymbols(symbols: Uint32Array, table: MergeTable): number {
  return symbols.length <= MAX_SCANNED_SYMBOLS ? mergeByScan(symbols, table) : mergeByHeap(symbols, table)
}

/** Quadratic in the number of symbols. */
export function mergeByScan(symbols: Uint32Array, { pairs, ranks, results }: MergeTable): number {
  let length = symbols.length
  const pairAt = new Int32Array(length)
  for (let i = 0; i + 1 < length; i++) pairAt[i] = pairs.find(symbols[i], symbols[i + 1])
  for (;;) {
    let best = -1
    let bestRank = Number.POSITIVE_INFINITY
    for (let i = 0; i + 1 < length; i++) {
      const pair = pairAt[i]
      if (pair >= 0 && ranks[pair] < bestRank) {
        best = i
        bestRank = ranks[pair]
      }
    }
    if (best < 0) return length
    symbols[best] = results[pairAt[best]]
    symbols.copyWithin(best + 1, best + 2, length)
    pairAt.copyWithin(best + 1, best + 2, length)
    length--
    if (best > 0) pairAt[best - 1] = pairs.find(symbols[best - 1], symbols[best])
    if (best + 1 < length) pairAt[best] = pairs.find(symbols[best], symbols[best + 1])
  }
}

/** n log n: a piece may be a megabyte of letters without a blank. */
export function mergeByHeap(symbols: Uint32Array, { pairs, ranks, results }: MergeTable): number {
  const length = symbols.length
  const next = new Int32Array(length)
  const previous = new Int32Array(length)
  // What stands at a position: the number of its pair with what follows, -1 for none.
  const pairAt = new Int32Array(length).fill(-1)
  const heap = new NumberHeap()
  // Rank and position in one number, so that one comparison orders by both; exact while it is below 2^53.
  const offer = (at: number) => {
    pairAt[at] = next[at] < length ? pairs.find(symbols[at], symbols[next[at]]) : -1
    if (pairAt[at] >= 0) heap.push(ranks[pairAt[at]] * length + at)
  }
  for (let i = 0; i < length; i++) {
    next[i] = i + 1
    previous[i] = i - 1
  }
  for (let i = 0; i < length; i++) offer(i)
  for (let key = heap.pop(); key !== undefined; key = heap.pop()) {
    const at = key % length
    const pair = pairAt[at]
    // The symbols changed since this was offered.
    if (pair < 0 || ranks[pair] !== (key - at) / length) continue
    const gone = next[at]
    symbols[at] = results[pair]
    next[at] = next[gone]
    pairAt[gone] = -1
    if (next[at] < length) previous[next[at]] = at
    offer(at)
    if (previous[at] >= 0) offer(previous[at])
  }
  let nLeft = 0
  for (let at = 0; at < length; at = next[at]) symbols[nLeft++] = symbols[at]
  return nLeft
}

/** A binary heap of numbers, least first. */
class NumberHeap {
  readonly #items: number[] = []

  push(item: number): void {
    const items = this.#items
    let at = items.push(item) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (items[parent] <= item) break
      items[at] = items[parent]
      at = parent
    }
    items[at] = item
  }

  pop(): number | undefined {
    const items = this.#items
    const least = items[0]
    const last = items.pop()
    if (last === undefined || items.length === 0) return least
    let at = 0
    for (;;) {
      let child = at * 2 + 1
      if (child >= items.length) break
      if (child + 1 < items.length && items[child + 1] < items[child]) child++
      if (items[child] >= last) break
      items[at] = items[child]
      at = child
    }
    items[at] = last
    return least
  }
}
