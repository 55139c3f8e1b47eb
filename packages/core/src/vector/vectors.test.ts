import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dequantizeRows, quantizeRows } from './int8-rows.js'
import { createInt8Scan, quantizeQuery } from './int8-scan.js'
import { scanRowsPlain, sumRowsPlain, type TokenBags } from './plain-vectors.js'
import { sumRows } from './sum-rows.js'

const DIMENSIONS = 16
const component = fc.float({ min: -4, max: 4, noNaN: true })
const vector = fc.array(component, { minLength: DIMENSIONS, maxLength: DIMENSIONS })

describe('sumRows', () => {
  it('adds what plain loops add', () => {
    const table = fc.array(vector, { minLength: 1, maxLength: 9 })
    const bag = fc.array(fc.tuple(fc.nat(), component), { maxLength: 12 })
    fc.assert(
      fc.property(table, fc.array(bag, { maxLength: 20 }), (rows, texts) => {
        const bags = bagsOf(texts, rows.length)
        const values = Float32Array.from(rows.flat())
        const sums = new Float32Array(texts.length * DIMENSIONS)
        sumRows(bags, values, DIMENSIONS, (first, some) => sums.set(some, first * DIMENSIONS))
        expect(sums).toEqual(sumRowsPlain(bags, values, DIMENSIONS))
      }),
    )
  })

  it('takes more bags than it sums at once', () => {
    const texts = Array.from({ length: 5000 }, (_, idx) => [[idx % 3, idx] as [number, number]])
    const values = Float32Array.from({ length: 3 * 4 }, (_, at) => at)
    const sums: number[] = []
    sumRows(bagsOf(texts, 3), values, 4, (_, some) => sums.push(...some))
    expect(sums).toHaveLength(20_000)
    expect(sums.slice(4999 * 4)).toEqual([4, 5, 6, 7].map((value) => value * 4999))
  })

  it('refuses dimensions that its lanes do not divide', () => {
    expect(() => sumRows(bagsOf([], 1), new Float32Array(6), 6, () => {})).toThrow(RangeError)
  })
})

describe('quantizeRows', () => {
  it('loses at most half a step', () => {
    fc.assert(
      fc.property(fc.array(vector, { maxLength: 6 }), (rows) => {
        const values = Float32Array.from(rows.flat())
        const quantized = quantizeRows(values, DIMENSIONS)
        for (const [at, value] of dequantizeRows(quantized).entries()) {
          const step = quantized.scales[Math.floor(at / DIMENSIONS)]
          expect(Math.abs(value - values[at])).toBeLessThanOrEqual(step * 0.501)
        }
      }),
    )
  })
})

describe('createInt8Scan', () => {
  it('scores what plain loops score', () => {
    fc.assert(
      fc.property(fc.array(vector, { maxLength: 9 }), vector, (rows, query) => {
        const quantized = quantizeRows(Float32Array.from(rows.flat()), DIMENSIONS)
        const asked = new Int16Array(DIMENSIONS)
        const scale = quantizeQuery(Float32Array.from(query), asked)
        const sums = scanRowsPlain(quantized.values, asked)
        const scores = new Float64Array(rows.length + 2)
        createInt8Scan(quantized).score(Float32Array.from(query), scores, 1)
        const expected = Array.from(sums, (sum, row) => sum * quantized.scales[row] * scale)
        expect([...scores]).toEqual([0, ...expected, 0])
      }),
    )
  })

  it('comes near the exact dot product', () => {
    const unit = (seed: number) => {
      const raw = Array.from({ length: 256 }, (_, at) => Math.sin(seed * 97 + at * at))
      const length = Math.hypot(...raw)
      return raw.map((value) => value / length)
    }
    const rows = [1, 2, 3].map(unit)
    const query = unit(4)
    const scores = new Float64Array(3)
    createInt8Scan(quantizeRows(Float32Array.from(rows.flat()), 256)).score(
      Float32Array.from(query),
      scores,
      0,
    )
    for (const [idx, row] of rows.entries()) {
      const exact = row.reduce((sum, value, at) => sum + value * query[at], 0)
      expect(scores[idx]).toBeCloseTo(exact, 2)
    }
  })

  it('refuses what would not fit its numbers', () => {
    expect(() => createInt8Scan(quantizeRows(new Float32Array(8), 8))).toThrow(RangeError)
    expect(() => createInt8Scan(quantizeRows(new Float32Array(4096), 4096))).toThrow(RangeError)
  })
})

function bagsOf(texts: readonly (readonly (readonly [number, number])[])[], nRows: number): TokenBags {
  const starts = [0]
  for (const text of texts) starts.push((starts.at(-1) ?? 0) + text.length)
  const tokens = texts.flat()
  return {
    starts: Uint32Array.from(starts),
    ids: Uint32Array.from(tokens, ([id]) => id % nRows),
    coefficients: Float32Array.from(tokens, ([, coefficient]) => coefficient),
  }
}
