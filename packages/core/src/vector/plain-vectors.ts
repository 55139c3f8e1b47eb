/** The hot loops of embedding and exact search in plain TypeScript: what kernels/vectors.ts does with SIMD. */

/** Weighted tokens of many texts end to end: bag b is tokens `starts[b]` to `starts[b + 1]`. */
export interface TokenBags {
  /** `[bags + 1]` */
  readonly starts: Uint32Array
  /** Rows of a table, `[tokens]`. */
  readonly ids: Uint32Array
  /** What each row is multiplied with, `[tokens]`. */
  readonly coefficients: Float32Array
}

/** The weighted sum of rows of each bag, `[bags, dimensions]`. */
export function sumRowsPlain(bags: TokenBags, table: Float32Array, dimensions: number): Float32Array {
  const nBags = bags.starts.length - 1
  const sums = new Float32Array(nBags * dimensions)
  for (let bag = 0; bag < nBags; bag++) {
    const target = bag * dimensions
    for (let token = bags.starts[bag]; token < bags.starts[bag + 1]; token++) {
      const row = bags.ids[token] * dimensions
      const scale = bags.coefficients[token]
      for (let at = 0; at < dimensions; at++) {
        sums[target + at] += Math.fround(scale * table[row + at])
      }
    }
  }
  return sums
}

/** Integer dot products of every row with the query, `[rows]`. */
export function scanRowsPlain(rows: Int8Array, query: Int16Array): Int32Array {
  const dimensions = query.length
  return Int32Array.from({ length: rows.length / dimensions }, (_, row) => {
    let sum = 0
    for (let at = 0; at < dimensions; at++) sum += rows[row * dimensions + at] * query[at]
    return sum
  })
}
