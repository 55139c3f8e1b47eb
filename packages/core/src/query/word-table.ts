/** Words of texts and the terms they are found by, as numbers; found without being cut out of their text. */

import { doubled } from '../segment/growing.js'

/** Numbers of a word's terms. */
export interface NumberedWord {
  readonly parts: readonly number[]
  readonly joined: readonly number[]
  /** Whatever else is known of it, as bits. */
  readonly marks: number
}

/**
 * A word has an index, and `numbers` from `starts[index]` on: how many terms are joined parts, how many are parts, and
 * then those and these. The arrays are others when the table has grown.
 */
export interface WordTable {
  /** The index of the word between two offsets. */
  at(text: string, start: number, end: number): number
  readonly size: number
  readonly starts: Uint32Array
  readonly numbers: Uint32Array
  marksOf(index: number): number
}

/**
 * Words are kept until the table is gone, but not their texts: two words are taken for one when two hashes of 32 bits
 * are the same, which among a million words happens once in 37 million tables.
 */
export function createWordTable(make: (word: string) => NumberedWord): WordTable {
  let size = 0
  let firsts = new Uint32Array(1024)
  let seconds = new Uint32Array(1024)
  let marks = new Uint8Array(1024)
  let starts = new Uint32Array(1025)
  let numbers = new Uint32Array(8192)
  // Open addressing: the index of a word + 1, 0 when empty; half full at most.
  let slots = new Uint32Array(2048)

  const add = (word: NumberedWord, first: number, second: number): number => {
    if (size === firsts.length) {
      firsts = doubled(firsts)
      seconds = doubled(seconds)
      const more = new Uint8Array(marks.length * 2)
      more.set(marks)
      marks = more
      const ends = new Uint32Array(size * 2 + 1)
      ends.set(starts)
      starts = ends
      slots = new Uint32Array(slots.length * 2)
      for (let index = 0; index < size; index++) slots[freeSlot(slots, firsts[index])] = index + 1
    }
    const { parts, joined } = word
    let at = starts[size]
    while (at + 2 + parts.length + joined.length > numbers.length) numbers = doubled(numbers)
    numbers[at++] = joined.length
    numbers[at++] = parts.length
    for (const number of joined) numbers[at++] = number
    for (const number of parts) numbers[at++] = number
    firsts[size] = first
    seconds[size] = second
    marks[size] = word.marks
    slots[freeSlot(slots, first)] = size + 1
    starts[size + 1] = at
    return size++
  }
  return {
    at(text, start, end) {
      let first = FNV_START
      let second = end - start
      for (let at = start; at < end; at++) {
        const code = text.charCodeAt(at)
        first = Math.imul(first ^ code, FNV_PRIME)
        second = Math.imul(second, MULTIPLIER) + code
      }
      first = (first ^ (first >>> 15)) >>> 0
      second >>>= 0
      const mask = slots.length - 1
      for (let slot = first & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
        const index = slots[slot] - 1
        if (firsts[index] === first && seconds[index] === second) return index
      }
      return add(make(text.slice(start, end)), first, second)
    },
    get size() {
      return size
    },
    get starts() {
      return starts
    },
    get numbers() {
      return numbers
    },
    marksOf: (index) => marks[index],
  }
}

// FNV-1a over UTF-16 code units, 32 bits (Fowler, Noll, Vo: draft-eastlake-fnv).
const FNV_START = 0x811c9dc5
const FNV_PRIME = 0x01000193
// Of a linear congruential generator (Knuth, The Art of Computer Programming 2, section 3.3.4, line 16).
const MULTIPLIER = 1664525

function freeSlot(slots: Uint32Array, hash: number): number {
  const mask = slots.length - 1
  let slot = hash & mask
  while (slots[slot] !== 0) slot = (slot + 1) & mask
  return slot
}
