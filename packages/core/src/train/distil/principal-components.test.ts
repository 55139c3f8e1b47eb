import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.js'
import { principalComponents, projectRows } from './principal-components.js'

const DIMENSIONS = 6

describe('principalComponents', () => {
  it('finds axes that are known', () => {
    // Four points on a cross turned by 45 degrees, four times as long as broad, around (1, 2).
    const rows = Float32Array.from([5, 6, -3, -2, 2, 1, 0, 3])
    const { mean, axes, variances } = principalComponents(rows, 2)
    expect([...mean]).toEqual([1, 2])
    expect([...variances].map((value) => Number(value.toFixed(6)))).toEqual([16, 1])
    const half = Math.SQRT1_2
    for (const [at, value] of [half, half, half, -half].entries())
      expect(Math.abs(axes[at])).toBeCloseTo(Math.abs(value), 9)
    expect(axes[0] * axes[1]).toBeCloseTo(0.5, 9)
    expect(axes[2] * axes[3]).toBeCloseTo(-0.5, 9)
  })

  it('gives unit vectors at right angles that the covariance only stretches, the longest first', () => {
    const row = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (list) => {
        const { mean, axes, variances } = principalComponents(Float32Array.from(list.flat()), DIMENSIONS)
        const axisAt = (axis: number) => [...axes.subarray(axis * DIMENSIONS, (axis + 1) * DIMENSIONS)]
        for (let axis = 0; axis < DIMENSIONS; axis++) {
          // Rounding leaves something along axes along which there is nothing.
          if (variances[axis] < 1e-6) continue
          for (let other = 0; other <= axis; other++)
            expect(dot(axisAt(axis), axisAt(other))).toBeCloseTo(axis === other ? 1 : 0, 6)
          const stretched = slowCovarianceTimes(list, [...mean], axisAt(axis))
          for (const [at, value] of stretched.entries())
            expect(value).toBeCloseTo(variances[axis] * axisAt(axis)[at], 6)
          expect(variances[axis]).toBeLessThanOrEqual(variances[Math.max(0, axis - 1)])
        }
      }),
    )
  })

  it('is the same for the same rows', () => {
    const random = createRandom(3)
    const rows = Float32Array.from({ length: 50 * 16 }, () => random.nextGaussian())
    expect(principalComponents(rows, 16)).toEqual(principalComponents(rows.slice(), 16))
  })
})

describe('projectRows', () => {
  it('keeps the distances of rows when it keeps all axes, and gives zeros for axes that there are not', () => {
    const random = createRandom(5)
    const rows = Float32Array.from({ length: 20 * DIMENSIONS }, () => random.nextGaussian())
    const projected = projectRows(rows, DIMENSIONS, principalComponents(rows, DIMENSIONS), DIMENSIONS + 2)
    const distance = (values: Float32Array, width: number, a: number, b: number) =>
      Math.hypot(...Array.from({ length: width }, (_, at) => values[a * width + at] - values[b * width + at]))
    for (let row = 1; row < 20; row++) {
      expect(distance(projected, DIMENSIONS + 2, 0, row)).toBeCloseTo(distance(rows, DIMENSIONS, 0, row), 4)
      expect([...projected.slice(row * 8 + DIMENSIONS, row * 8 + 8)]).toEqual([0, 0])
    }
  })
})

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * b[at], 0)
}

function slowCovarianceTimes(
  rows: readonly (readonly number[])[],
  mean: readonly number[],
  axis: readonly number[],
): number[] {
  const result = axis.map(() => 0)
  for (const row of rows) {
    const centred = row.map((value, at) => value - mean[at])
    const along = dot(centred, axis) / rows.length
    for (const [at, value] of centred.entries()) result[at] += along * value
  }
  return result
}
