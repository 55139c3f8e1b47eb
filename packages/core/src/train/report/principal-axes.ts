/** The two directions in which rows differ most: principal component analysis (Pearson 1901) by power iteration. */

export interface Projection {
  /** `[rows, 2]`. */
  readonly positions: readonly (readonly [x: number, y: number])[]
  /** Share of the squared distances from the mean that the two axes keep, 0 to 1. */
  readonly keptShare: number
}

/** Turns after which an axis is as exact as a picture needs, even where two axes are nearly as long. */
const N_TURNS = 100

/** Positions of the rows along their two principal axes, mean at 0. Same rows, same picture: nothing is drawn by lot. */
export function projectToPlane(rows: readonly Float32Array[]): Projection {
  const dims = rows[0]?.length ?? 0
  const mean = new Float64Array(dims)
  for (const row of rows) for (let at = 0; at < dims; at++) mean[at] += row[at] / rows.length
  const centred = rows.map((row) => Float64Array.from(row, (value, at) => value - mean[at]))
  const spread = centred.reduce((sum, row) => sum + dot(row, row), 0)
  const first = longestAxis(centred)
  const xs = centred.map((row) => dot(row, first))
  // What the first axis explains is taken out, so the longest axis of what is left is at right angles to it.
  for (const [idx, row] of centred.entries()) addScaled(row, first, -xs[idx])
  const second = longestAxis(centred)
  const ys = centred.map((row) => dot(row, second))
  const kept = xs.reduce((sum, x, idx) => sum + x * x + ys[idx] * ys[idx], 0)
  return { positions: xs.map((x, idx) => [x, ys[idx]]), keptShare: spread > 0 ? kept / spread : 1 }
}

/** A unit vector, or zeros where the rows are all zero. */
function longestAxis(rows: readonly Float64Array[]): Float64Array {
  const longest = rows.reduce((best, row) => (dot(row, row) > dot(best, best) ? row : best), rows[0])
  let axis = toUnit(Float64Array.from(longest ?? []))
  for (let turn = 0; turn < N_TURNS; turn++) {
    const next = new Float64Array(axis.length)
    for (const row of rows) addScaled(next, row, dot(row, axis))
    axis = toUnit(next)
  }
  return axis
}

function toUnit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector))
  return length > 0 ? vector.map((value) => value / length) : vector
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at]
  return sum
}

function addScaled(target: Float64Array, source: Float64Array, scale: number): void {
  for (let at = 0; at < target.length; at++) target[at] += scale * source[at]
}
