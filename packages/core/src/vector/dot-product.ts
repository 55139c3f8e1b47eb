/** Dot product of a row with a query. */

/**
 * `values[start … start + query.length] · query`. Four sums run side by side, because one would wait for
 * each addition; the order of additions is fixed, so that the same input gives the same bits.
 */
export function dotProduct(values: Float32Array, start: number, query: Float32Array): number {
  const { length } = query
  const whole = length - (length % 4)
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let at = 0; at < whole; at += 4) {
    a += values[start + at] * query[at]
    b += values[start + at + 1] * query[at + 1]
    c += values[start + at + 2] * query[at + 2]
    d += values[start + at + 3] * query[at + 3]
  }
  for (let at = whole; at < length; at++) a += values[start + at] * query[at]
  return a + b + (c + d)
}
