/** Vectors in a quarter of their size: a signed byte a dimension and a scale a row. */

/** Row r is `values[r × dimensions …] × scales[r]`. */
export interface Int8Rows {
  readonly dimensions: number
  /** `[rows, dimensions]`, -127 to 127. */
  readonly values: Int8Array
  /** `[rows]` */
  readonly scales: Float32Array
}

const MOST = 127

/**
 * Symmetric quantization with one scale a row (Jacob et al. 2018, section 2.1, with zero point 0): the largest
 * absolute value of a row becomes 127. A row of zeros has scale 0.
 */
export function quantizeRows(rows: Float32Array, dimensions: number): Int8Rows {
  const nRows = rows.length / dimensions
  const values = new Int8Array(rows.length)
  const scales = new Float32Array(nRows)
  for (let row = 0; row < nRows; row++) {
    const start = row * dimensions
    let largest = 0
    for (let at = start; at < start + dimensions; at++) largest = Math.max(largest, Math.abs(rows[at]))
    if (largest === 0) continue
    scales[row] = largest / MOST
    const factor = MOST / largest
    for (let at = start; at < start + dimensions; at++) values[at] = Math.round(rows[at] * factor)
  }
  return { dimensions, values, scales }
}

/** The same with one scale for all rows: what reads no scale a row can read it. */
export function quantizeTogether(rows: Float32Array, dimensions: number): Int8Rows {
  const largest = rows.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const factor = largest > 0 ? MOST / largest : 0
  return {
    dimensions,
    values: Int8Array.from(rows, (value) => Math.round(value * factor)),
    scales: new Float32Array(rows.length / dimensions).fill(largest / MOST),
  }
}

/** The rows as floats, `[rows, dimensions]`. */
export function dequantizeRows({ dimensions, values, scales }: Int8Rows): Float32Array {
  const rows = new Float32Array(values.length)
  for (let row = 0; row < scales.length; row++) {
    for (let at = row * dimensions; at < (row + 1) * dimensions; at++) rows[at] = values[at] * scales[row]
  }
  return rows
}
