/** An order of terms that no segment decides: what is summed in it has the same bits in every segment. */
import { compareText } from '../text/compare-text.js'
import { offsetsOf } from './growing.js'
import { type StringTable, stringAt, tableSize } from './string-table.js'

const HASH_BITS = 32

/** Bits that one pass sorts by. Counting 65,536 digits takes longer than two passes more over few terms. */
const digitBits = (nTerms: number) => (nTerms < 20_000 ? 8 : 16)

/** All ids by the hash of their strings, equal hashes by the strings. A radix sort: comparisons take longer. */
export function termOrder(terms: StringTable): Uint32Array {
  const { hashes } = terms
  const bits = digitBits(tableSize(terms))
  let order = Uint32Array.from({ length: tableSize(terms) }, (_, id) => id)
  for (let shift = 0; shift < HASH_BITS; shift += bits) order = sortedByDigit(order, hashes, shift, bits)
  for (let start = 0, end = 0; start < order.length; start = end) {
    for (end = start + 1; end < order.length && hashes[order[end]] === hashes[order[start]]; ) end++
    if (end - start === 1) continue
    order.subarray(start, end).sort((a, b) => compareText(stringAt(terms, a), stringAt(terms, b)))
  }
  return order
}

/** Stable. */
function sortedByDigit(
  ids: Uint32Array<ArrayBuffer>,
  hashes: Uint32Array,
  shift: number,
  bits: number,
): Uint32Array<ArrayBuffer> {
  const mask = 2 ** bits - 1
  const counts = new Uint32Array(mask + 1)
  for (const id of ids) counts[(hashes[id] >>> shift) & mask]++
  const cursor = offsetsOf(counts)
  const sorted = new Uint32Array(ids.length)
  for (const id of ids) sorted[cursor[(hashes[id] >>> shift) & mask]++] = id
  return sorted
}
