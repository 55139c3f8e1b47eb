/** How often each pair of adjacent tokens occurs in a set of words, kept up to date while pairs are merged. */
import { PairTable } from './pair-table.js'

/** Stands where a symbol was merged into the one before it. */
const GONE = 0xffff_ffff

/** No neighbour on that side. */
const NONE = -1

export interface CountedPair {
  readonly left: number
  readonly right: number
  readonly count: number
}

/**
 * Words as linked lists of symbols in flat arrays, and for each pair the places where it begins. A merge visits only
 * the places of its pair, so all merges together cost about as much as the text has symbols.
 *
 *     symbols   h  e  l  l  o      merge (l, l) → L      h  e  L  ·  o
 *     next      1  2  3  4  -                            1  2  4     -
 */
export class PairCounts {
  readonly #symbols: Uint32Array
  readonly #next: Int32Array
  readonly #previous: Int32Array
  /** How often the word of a symbol occurs, at each of its symbols. */
  readonly #weights: Float64Array
  #nSymbols = 0

  readonly #pairs = new PairTable(1 << 14)
  readonly #counts: number[] = []
  /** By pair: where it began when it was last counted up; merges elsewhere may have made an entry untrue. */
  readonly #places: number[][] = []
  readonly #queue: PairQueue
  /** Pairs that the merge in progress has made more frequent. */
  readonly #risen = new Set<number>()

  /** `capacity` is the number of symbols in all words together. */
  constructor(capacity: number) {
    this.#symbols = new Uint32Array(capacity)
    this.#next = new Int32Array(capacity)
    this.#previous = new Int32Array(capacity)
    this.#weights = new Float64Array(capacity)
    this.#queue = new PairQueue(this.#pairs)
  }

  /** Adds a word that occurs `weight` times. All words come before `start`. */
  addWord(symbols: Uint32Array, weight: number): void {
    const first = this.#nSymbols
    const last = first + symbols.length - 1
    for (let at = first; at <= last; at++) {
      this.#symbols[at] = symbols[at - first]
      this.#next[at] = at < last ? at + 1 : NONE
      this.#previous[at] = at > first ? at - 1 : NONE
      this.#weights[at] = weight
    }
    this.#nSymbols += symbols.length
  }

  /** Counts the pairs of all words. */
  start(): void {
    for (let at = 0; at < this.#nSymbols; at++) {
      const next = this.#next[at]
      if (next !== NONE) this.#countUp(this.#symbols[at], this.#symbols[next], at, this.#weights[at])
    }
    this.#enqueueRisen()
  }

  /** The pair to merge next; of equal counts the one of lower ids. `undefined` when no pair is left. */
  mostFrequent(): CountedPair | undefined {
    for (let top = this.#queue.pop(); top !== undefined; top = this.#queue.pop()) {
      const count = this.#counts[top.pair]
      if (count === top.count && count > 0) {
        return { left: this.#pairs.left(top.pair), right: this.#pairs.right(top.pair), count }
      }
      // Counts go down without telling the queue; what it believed too high comes back with the truth.
      if (count > 0 && count < top.count) this.#queue.push(top.pair, count)
    }
    return undefined
  }

  /** Replaces each (left, right) by `merged`, from left to right within a word. */
  merge(left: number, right: number, merged: number): void {
    const pair = this.#pairs.find(left, right)
    if (pair < 0) return
    const places = this.#places[pair]
    // Overlaps, as in `aaa`, are merged from the left.
    if (left === right) places.sort((a, b) => a - b)
    for (const at of places) this.#mergeAt(at, left, right, merged)
    this.#counts[pair] = 0
    this.#places[pair] = []
    this.#enqueueRisen()
  }

  #mergeAt(at: number, left: number, right: number, merged: number): void {
    const symbols = this.#symbols
    const gone = this.#next[at]
    if (symbols[at] !== left || gone === NONE || symbols[gone] !== right) return
    const before = this.#previous[at]
    const after = this.#next[gone]
    const weight = this.#weights[at]
    if (before !== NONE) {
      this.#countDown(symbols[before], left, weight)
      this.#countUp(symbols[before], merged, before, weight)
    }
    if (after !== NONE) {
      this.#countDown(right, symbols[after], weight)
      this.#countUp(merged, symbols[after], at, weight)
      this.#previous[after] = at
    }
    symbols[at] = merged
    symbols[gone] = GONE
    this.#next[at] = after
  }

  #countUp(left: number, right: number, at: number, weight: number): void {
    const pair = this.#pairs.add(left, right)
    if (pair === this.#counts.length) {
      this.#counts.push(0)
      this.#places.push([])
    }
    this.#counts[pair] += weight
    this.#places[pair].push(at)
    this.#risen.add(pair)
  }

  #countDown(left: number, right: number, weight: number): void {
    this.#counts[this.#pairs.find(left, right)] -= weight
  }

  #enqueueRisen(): void {
    for (const pair of this.#risen) if (this.#counts[pair] > 0) this.#queue.push(pair, this.#counts[pair])
    this.#risen.clear()
  }
}

interface QueuedPair {
  readonly pair: number
  readonly count: number
}

/** A binary heap: highest count first, then lowest left id, then lowest right id. */
class PairQueue {
  readonly #items: QueuedPair[] = []
  readonly #pairs: PairTable

  constructor(pairs: PairTable) {
    this.#pairs = pairs
  }

  push(pair: number, count: number): void {
    const items = this.#items
    const item = { pair, count }
    let at = items.push(item) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#isBefore(item, items[parent])) break
      items[at] = items[parent]
      at = parent
    }
    items[at] = item
  }

  pop(): QueuedPair | undefined {
    const items = this.#items
    const first = items[0]
    const last = items.pop()
    if (last === undefined || items.length === 0) return first
    let at = 0
    for (;;) {
      let child = at * 2 + 1
      if (child >= items.length) break
      if (child + 1 < items.length && this.#isBefore(items[child + 1], items[child])) child++
      if (!this.#isBefore(items[child], last)) break
      items[at] = items[child]
      at = child
    }
    items[at] = last
    return first
  }

  #isBefore(a: QueuedPair, b: QueuedPair): boolean {
    if (a.count !== b.count) return a.count > b.count
    const leftA = this.#pairs.left(a.pair)
    const leftB = this.#pairs.left(b.pair)
    return leftA !== leftB ? leftA < leftB : this.#pairs.right(a.pair) < this.#pairs.right(b.pair)
  }
}
