/** A matrix that is mostly zero, row by row (CSR). */

/** Row r has the values `values[offsets[r] … offsets[r + 1]]` in the columns at the same places, columns ascending. */
export interface SparseMatrix {
  readonly nRows: number
  readonly nColumns: number
  /** `[nRows + 1]` */
  readonly offsets: Uint32Array
  readonly columns: Uint32Array
  readonly values: Float64Array
}

/** One `Map` of column → value for each row. */
export function sparseMatrixOf(rows: readonly ReadonlyMap<number, number>[], nColumns: number): SparseMatrix {
  const cells = rows.map((row) => [...row].sort(([a], [b]) => a - b))
  const offsets = new Uint32Array(rows.length + 1)
  for (const [idx, row] of cells.entries()) offsets[idx + 1] = offsets[idx] + row.length
  const flat = cells.flat()
  return {
    nRows: rows.length,
    nColumns,
    offsets,
    columns: Uint32Array.from(flat, ([column]) => column),
    values: Float64Array.from(flat, ([, value]) => value),
  }
}

/** `[nRows, nColumns]`, row-major: for small matrices that somebody wants to see. */
export function denseOf({ nRows, nColumns, offsets, columns, values }: SparseMatrix): Float64Array {
  const dense = new Float64Array(nRows * nColumns)
  for (let row = 0; row < nRows; row++) {
    for (let at = offsets[row]; at < offsets[row + 1]; at++) dense[row * nColumns + columns[at]] = values[at]
  }
  return dense
}

/** Dot product of row `rowA` of one matrix and row `rowB` of another with the same columns. */
export function dotOfRows(a: SparseMatrix, rowA: number, b: SparseMatrix, rowB: number): number {
  let sum = 0
  let atA = a.offsets[rowA]
  let atB = b.offsets[rowB]
  while (atA < a.offsets[rowA + 1] && atB < b.offsets[rowB + 1]) {
    const difference = a.columns[atA] - b.columns[atB]
    if (difference === 0) sum += a.values[atA] * b.values[atB]
    if (difference <= 0) atA++
    if (difference >= 0) atB++
  }
  return sum
}
