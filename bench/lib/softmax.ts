/** Fits a linear score so that the first row of each example scores highest. */

/** Feature rows; the first one is the right answer. */
export type Example = readonly Float64Array[]

const MAX_STEPS = 50
/** Stops when no weight moves by more than this. */
const TOLERANCE = 1e-6

/**
 * Weights `[features]`, as many as `ridge` has, that minimise the weighted sum of -log softmax(first row) plus the ridge `Σ ridge[i] × w[i]² / 2`.
 * Newton's method with step halving; the problem is convex, so the start does not matter.
 */
export function fitSoftmax(
  examples: readonly Example[],
  importance: readonly number[],
  ridge: Float64Array,
): Float64Array {
  let weights = new Float64Array(ridge.length)
  let current = loss(examples, importance, weights, ridge)
  for (let step = 0; step < MAX_STEPS; step++) {
    const { gradient, hessian } = derivatives(examples, importance, weights, ridge)
    const direction = solve(hessian, gradient)
    let size = 1
    for (;;) {
      const next = weights.map((weight, idx) => weight - size * direction[idx])
      const value = loss(examples, importance, next, ridge)
      if (value <= current || size < 1e-6) {
        weights = next
        current = value
        break
      }
      size /= 2
    }
    if (direction.every((move) => Math.abs(move * size) < TOLERANCE)) break
  }
  return weights
}

function loss(
  examples: readonly Example[],
  importance: readonly number[],
  weights: Float64Array,
  ridge: Float64Array,
): number {
  let total = 0
  for (const [idx, rows] of examples.entries()) {
    const probabilities = softmax(rows.map((row) => dot(row, weights)))
    total -= importance[idx] * Math.log(Math.max(probabilities[0], 1e-300))
  }
  return weights.reduce((sum, weight, idx) => sum + (ridge[idx] * weight * weight) / 2, total)
}

function derivatives(
  examples: readonly Example[],
  importance: readonly number[],
  weights: Float64Array,
  ridge: Float64Array,
) {
  const n = weights.length
  const gradient = weights.map((weight, idx) => ridge[idx] * weight)
  const hessian = Array.from({ length: n }, (_, row) => {
    const values = new Float64Array(n)
    values[row] = ridge[row]
    return values
  })
  for (const [idx, rows] of examples.entries()) {
    const probabilities = softmax(rows.map((row) => dot(row, weights)))
    const expected = new Float64Array(n)
    for (const [at, row] of rows.entries())
      for (let f = 0; f < n; f++) expected[f] += probabilities[at] * row[f]
    for (let f = 0; f < n; f++) gradient[f] += importance[idx] * (expected[f] - rows[0][f])
    for (const [at, row] of rows.entries()) {
      const share = importance[idx] * probabilities[at]
      for (let f = 0; f < n; f++) {
        const centred = share * (row[f] - expected[f])
        if (centred === 0) continue
        for (let g = 0; g < n; g++) hessian[f][g] += centred * (row[g] - expected[g])
      }
    }
  }
  return { gradient, hessian }
}

function softmax(scores: readonly number[]): number[] {
  const largest = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - largest))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}

/** Solves a symmetric positive definite system by Gaussian elimination with pivoting. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const rows = matrix.map((row, idx) => Float64Array.of(...row, right[idx]))
  const n = rows.length
  for (let column = 0; column < n; column++) {
    let pivot = column
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) pivot = row
    }
    ;[rows[column], rows[pivot]] = [rows[pivot], rows[column]]
    for (let row = 0; row < n; row++) {
      if (row === column) continue
      const factor = rows[row][column] / rows[column][column]
      if (factor !== 0) for (let at = column; at <= n; at++) rows[row][at] -= factor * rows[column][at]
    }
  }
  return Float64Array.from(rows, (row, idx) => row[n] / row[idx])
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let idx = 0; idx < a.length; idx++) sum += a[idx] * b[idx]
  return sum
}
