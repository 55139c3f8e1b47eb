import type { Span } from '../types.js'

/** Index of the last of `spans` that starts before `offset`, -1 if none does. `spans` are in order. */
export function lastStartingBefore(spans: readonly Span[], offset: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle].start < offset) low = middle + 1
    else high = middle
  }
  return low - 1
}
