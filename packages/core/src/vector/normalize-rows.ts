/** Vectors of length 1, so that a dot product is a cosine. */

/** Brings each row of `[rows, dimensions]` to length 1, in place; a row of zeros stays. */
export function normalizeRows(rows: Float32Array, dimensions: number): void {
  for (let start = 0; start < rows.length; start += dimensions) {
    let squares = 0
    for (let at = start; at < start + dimensions; at++) squares += rows[at] * rows[at]
    if (squares === 0) continue
    const inverse = 1 / Math.sqrt(squares)
    for (let at = start; at < start + dimensions; at++) rows[at] *= inverse
  }
}
