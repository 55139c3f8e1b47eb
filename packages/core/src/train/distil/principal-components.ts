/** The directions in which rows differ most (Pearson 1901), all of them at once. */

export interface PrincipalComponents {
  /** `[dimensions]` */
  readonly mean: Float64Array
  /** Unit vectors at right angles, the longest direction first, `[dimensions, dimensions]`; one per row. */
  readonly axes: Float64Array
  /** Of the rows along each axis, descending. */
  readonly variances: Float64Array
}

/** Sweeps over all pairs of axes after which nothing is left to turn; about eight are needed. */
const MAX_SWEEPS = 40
/** Cosine under which two axes count as at right angles. */
const RIGHT_ANGLE = 1e-10

/**
 * Axes of `rows`, `[rows, dimensions]`, by the eigenvectors of their covariance. Each points where its largest component
 * is positive, so that the same rows have the same axes.
 */
export function principalComponents(rows: Float32Array, dimensions: number): PrincipalComponents {
  const mean = meanOf(rows, dimensions)
  const columns = covarianceOf(rows, dimensions, mean)
  makeOrthogonal(columns, dimensions)
  const lengths = Float64Array.from({ length: dimensions }, (_, column) =>
    Math.sqrt(dot(columns, column * dimensions, column * dimensions, dimensions)),
  )
  const order = [...lengths.keys()].sort((a, b) => lengths[b] - lengths[a] || a - b)
  const axes = new Float64Array(dimensions * dimensions)
  for (const [axis, column] of order.entries()) {
    if (lengths[column] === 0) continue
    const own = columns.subarray(column * dimensions, (column + 1) * dimensions)
    const largest = own.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0)
    const factor = Math.sign(largest) / lengths[column]
    for (let at = 0; at < dimensions; at++) axes[axis * dimensions + at] = own[at] * factor
  }
  return { mean, axes, variances: Float64Array.from(order, (column) => lengths[column]) }
}

/** The rows along the first `nAxes` axes, `[rows, nAxes]`; axes that there are not give zeros. */
export function projectRows(
  rows: Float32Array,
  dimensions: number,
  { mean, axes }: Pick<PrincipalComponents, 'mean' | 'axes'>,
  nAxes: number,
): Float32Array {
  const nRows = rows.length / dimensions
  const projected = new Float32Array(nRows * nAxes)
  const centred = new Float64Array(dimensions)
  for (let row = 0; row < nRows; row++) {
    for (let at = 0; at < dimensions; at++) centred[at] = rows[row * dimensions + at] - mean[at]
    for (let axis = 0; axis < Math.min(nAxes, dimensions); axis++) {
      let sum = 0
      for (let at = 0; at < dimensions; at++) sum += centred[at] * axes[axis * dimensions + at]
      projected[row * nAxes + axis] = sum
    }
  }
  return projected
}

function meanOf(rows: Float32Array, dimensions: number): Float64Array {
  const mean = new Float64Array(dimensions)
  for (let at = 0; at < rows.length; at++) mean[at % dimensions] += rows[at]
  const nRows = Math.max(1, rows.length / dimensions)
  return mean.map((sum) => sum / nRows)
}

/** `[dimensions, dimensions]`, symmetric. */
function covarianceOf(rows: Float32Array, dimensions: number, mean: Float64Array): Float64Array {
  const covariance = new Float64Array(dimensions * dimensions)
  const centred = new Float64Array(dimensions)
  const nRows = rows.length / dimensions
  for (let row = 0; row < nRows; row++) {
    for (let at = 0; at < dimensions; at++) centred[at] = rows[row * dimensions + at] - mean[at]
    for (let a = 0; a < dimensions; a++) {
      const scale = centred[a] / nRows
      for (let b = a; b < dimensions; b++) covariance[a * dimensions + b] += scale * centred[b]
    }
  }
  for (let a = 0; a < dimensions; a++)
    for (let b = 0; b < a; b++) covariance[a * dimensions + b] = covariance[b * dimensions + a]
  return covariance
}

/**
 * Turns pairs of columns until all are at right angles (Hestenes 1958, one-sided Jacobi). Columns of a symmetric matrix
 * without negative eigenvalues become its eigenvectors, each as long as its eigenvalue. Columns lie end to end.
 */
function makeOrthogonal(columns: Float64Array, size: number): void {
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let isDone = true
    for (let p = 0; p + 1 < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const [a, b] = [p * size, q * size]
        const pp = dot(columns, a, a, size)
        const qq = dot(columns, b, b, size)
        const pq = dot(columns, a, b, size)
        if (Math.abs(pq) <= RIGHT_ANGLE * Math.sqrt(pp * qq)) continue
        isDone = false
        const cotangent = (qq - pp) / (2 * pq)
        const tangent = (cotangent < 0 ? -1 : 1) / (Math.abs(cotangent) + Math.hypot(1, cotangent))
        const cosine = 1 / Math.hypot(1, tangent)
        turn(columns, a, b, size, cosine, cosine * tangent)
      }
    }
    if (isDone) return
  }
}

function turn(columns: Float64Array, a: number, b: number, size: number, cosine: number, sine: number): void {
  for (let at = 0; at < size; at++) {
    const [x, y] = [columns[a + at], columns[b + at]]
    columns[a + at] = cosine * x - sine * y
    columns[b + at] = sine * x + cosine * y
  }
}

function dot(values: Float64Array, a: number, b: number, size: number): number {
  let sum = 0
  for (let at = 0; at < size; at++) sum += values[a + at] * values[b + at]
  return sum
}
