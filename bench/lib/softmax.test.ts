import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Example, fitSoftmax } from './softmax.js'

interface Problem {
  readonly examples: readonly Example[]
  readonly importance: readonly number[]
  /** One a feature. */
  readonly ridge: Float64Array
}

describe('fitSoftmax', () => {
  it('ends where the slope of the loss, taken by differences, is flat', () => {
    fc.assert(
      fc.property(randomProblem(), (problem) => {
        const weights = fit(problem)
        for (const slope of slopes(problem, weights)) expect(slope).toBeCloseTo(0, 4)
      }),
    )
  })

  it('does no worse than any other weights', () => {
    const steps = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(randomProblem(), steps, (problem, step) => {
        const weights = fit(problem)
        const elsewhere = weights.map((weight, idx) => weight + step[idx])
        expect(slowLoss(problem, weights)).toBeLessThanOrEqual(slowLoss(problem, elsewhere) + 1e-9)
      }),
    )
  })

  it('has the solution of a problem that can be solved by hand', () => {
    // Two rows that differ by 1 in one feature, the right one first 3 times of 4: the odds are 3 to 1.
    const better = [row(1), row(0)]
    const worse = [row(0), row(1)]
    const [weight] = fitSoftmax([better, better, better, worse], [1, 1, 1, 1], row(1e-9))
    expect(weight).toBeCloseTo(Math.log(3), 6)
    // An example that counts three times is one that is there three times.
    expect(fitSoftmax([better, worse], [3, 1], row(1e-9))[0]).toBeCloseTo(Math.log(3), 6)
  })

  it('gives a feature that tells nothing no weight', () => {
    const weights = fitSoftmax([[row(1, 5), row(0, 5)]], [1], row(0.1, 0.1))
    expect(weights[0]).toBeGreaterThan(0)
    expect(weights[1]).toBeCloseTo(0, 9)
  })

  it('stays finite where the right row could win by ever more, and is smaller for a larger ridge', () => {
    const examples = [[row(1), row(0)]]
    const sizes = [0.001, 0.1, 10].map((ridge) => fitSoftmax(examples, [1], row(ridge))[0])
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
    for (const size of sizes) expect(size).toBeGreaterThan(0)
    expect(sizes[0]).toBeLessThan(100)
  })

  it('has nothing to say about nothing', () => {
    expect([...fitSoftmax([], [], row(1, 1))]).toEqual([0, 0])
  })
})

function row(...values: number[]): Float64Array {
  return Float64Array.from(values)
}

function fit({ examples, importance, ridge }: Problem): Float64Array {
  return fitSoftmax(examples, importance, ridge)
}

/** The loss as its definition reads, one example after the other. */
function slowLoss({ examples, importance, ridge }: Problem, weights: Float64Array): number {
  const score = (values: Float64Array) => values.reduce((sum, value, idx) => sum + value * weights[idx], 0)
  const losses = examples.map((rows, idx) => {
    const total = rows.reduce((sum, values) => sum + Math.exp(score(values)), 0)
    return -importance[idx] * Math.log(Math.exp(score(rows[0])) / total)
  })
  const penalty = weights.reduce((sum, weight, idx) => sum + ridge[idx] * weight ** 2, 0)
  return losses.reduce((sum, loss) => sum + loss, 0) + penalty / 2
}

/** Central differences, a feature each. */
function slopes(problem: Problem, weights: Float64Array): number[] {
  const step = 1e-5
  return Array.from(weights, (_, feature) => {
    const moved = (by: number) => weights.map((weight, idx) => (idx === feature ? weight + by : weight))
    return (slowLoss(problem, moved(step)) - slowLoss(problem, moved(-step))) / (2 * step)
  })
}

function randomProblem(): fc.Arbitrary<Problem> {
  const nFeatures = 3
  const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: nFeatures,
    maxLength: nFeatures,
  })
  const rows = fc.array(
    values.map((list) => row(...list)),
    { minLength: 1, maxLength: 5 },
  )
  const examples = fc.array(fc.tuple(rows, fc.double({ min: 0.1, max: 3, noNaN: true })), { maxLength: 6 })
  const ridge = fc.array(fc.double({ min: 0.01, max: 2, noNaN: true }), {
    minLength: nFeatures,
    maxLength: nFeatures,
  })
  return fc.tuple(examples, ridge).map(([list, ridges]) => ({
    examples: list.map(([example]) => example),
    importance: list.map(([, importance]) => importance),
    ridge: row(...ridges),
  }))
}
