/** What charts show of many numbers. */
import { N_SIMILARITY_BINS } from './training-history.js'

/** Fewer values than this are shown as they are. */
const MIN_TO_SMOOTH = 20
/** Width of the window that is averaged, as a share of all values. */
const WINDOW_SHARE = 1 / 25

/** Each value as the mean of its neighbours on both sides; fewer of them at the ends, the same number left and right. */
export function smoothed(values: readonly number[]): number[] {
  if (values.length < MIN_TO_SMOOTH) return [...values]
  const reach = Math.ceil((values.length * WINDOW_SHARE) / 2)
  return values.map((_, idx) => {
    const near = Math.min(reach, idx, values.length - 1 - idx)
    const window = values.slice(idx - near, idx + near + 1)
    return window.reduce((sum, value) => sum + value, 0) / window.length
  })
}

/** The cosine below which so large a share of a histogram from -1 to 1 lies; evenly spread within a bin. 0 if empty. */
export function quantile(counts: readonly number[], share: number): number {
  const wanted = share * counts.reduce((sum, count) => sum + count, 0)
  let below = 0
  for (const [bin, count] of counts.entries()) {
    if (count > 0 && below + count >= wanted) {
      return ((bin + (wanted - below) / count) / N_SIMILARITY_BINS) * 2 - 1
    }
    below += count
  }
  return 0
}
