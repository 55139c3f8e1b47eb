import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBoundedSeries } from './bounded-series.js'
import { projectToPlane } from './principal-axes.js'
import type { TrainingSubject } from './training-history.js'
import { createTrainingRecorder } from './training-recorder.js'
import { quantile, smoothed } from './training-statistics.js'

const SUBJECT: TrainingSubject = {
  title: 'toy',
  facts: [],
  examples: 'pairs',
  guessingLoss: undefined,
  bestAt: undefined,
}

describe('createTrainingRecorder', () => {
  it('keeps what it is told, and counts cosines into bins', () => {
    const recorder = createTrainingRecorder([])
    recorder.addProgress({ done: 10, loss: 2, learningRate: 0.1, examplesPerSecond: 5 })
    recorder.addValidation({ done: 10, loss: 1, accuracy: 0.5, meanReciprocalRank: 0.6 })
    recorder.addSimilarities(10, [1, 0.99, -1], [0])
    recorder.addPositions(10, new Float32Array(0))
    const { progress, validation, similarities, picture, title } = recorder.history(SUBJECT)
    expect(title).toBe('toy')
    expect(progress).toEqual([{ done: 10, loss: 2, learningRate: 0.1, examplesPerSecond: 5 }])
    expect(validation).toHaveLength(1)
    expect(similarities[0].positives.at(-1)).toBe(2)
    expect(similarities[0].positives[0]).toBe(1)
    expect(similarities[0].negatives[20]).toBe(1)
    expect(picture).toBeUndefined()
  })

  it('lays vectors on axes that all rounds share, and measures them against the anchor', () => {
    const recorder = createTrainingRecorder([
      { label: 'question', role: 'anchor' },
      { label: 'answer', role: 'positive' },
      { label: 'noise', role: 'negative' },
    ])
    recorder.addPositions(0, Float32Array.of(2, 0, 0, 3, -1, 0))
    recorder.addPositions(5, Float32Array.of(2, 0, 3, 4, -1, 0))
    const picture = recorder.history(SUBJECT).picture
    const [before, after] = picture?.rounds ?? []
    expect(before.cosines.map((cosine) => Number(cosine.toFixed(3)))).toEqual([1, 0, -1])
    expect(after.cosines.map((cosine) => Number(cosine.toFixed(3)))).toEqual([1, 0.6, -1])
    // Whatever stays, stays where it was.
    expect(after.positions[0][0]).toBeCloseTo(before.positions[0][0], 6)
    expect(after.positions[2][1]).toBeCloseTo(before.positions[2][1], 6)
    const distance = (round: typeof before) =>
      Math.hypot(round.positions[0][0] - round.positions[1][0], round.positions[0][1] - round.positions[1][1])
    expect(distance(after)).toBeLessThan(distance(before))
    // Two dimensions lose nothing of two dimensions.
    expect(picture?.keptShare).toBeCloseTo(1, 6)
  })
})

describe('createBoundedSeries', () => {
  it('keeps the first and the last point, few enough, in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 2, max: 20 }), (nPoints, max) => {
        const series = createBoundedSeries<number>(max, (_earlier, _nEarlier, later) => later)
        for (let point = 0; point < nPoints; point++) series.add(point)
        const points = series.list()
        expect(points.length).toBeLessThanOrEqual(max + 2)
        expect(points.at(0)).toBe(nPoints > 0 ? 0 : undefined)
        expect(points.at(-1)).toBe(nPoints > 0 ? nPoints - 1 : undefined)
        expect([...points].sort((a, b) => a - b)).toEqual(points)
        if (nPoints <= max) expect(points).toHaveLength(nPoints)
      }),
    )
  })

  it('merges by how many points each stands for', () => {
    const mean = (a: number, nA: number, b: number, nB: number) => (a * nA + b * nB) / (nA + nB)
    const series = createBoundedSeries<number>(2, mean)
    for (const point of [9, 1, 2, 3, 4, 5, 6, 7]) series.add(point)
    expect(series.list()).toEqual([9, 2.5, 6])
  })
})

describe('projectToPlane', () => {
  it('keeps the distances of points in a plane, wherever the plane lies', () => {
    const coordinate = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 12 }), (points) => {
        const rows = points.map(([x, y]) => Float32Array.of(0.6 * x, y, 0.8 * x, 3))
        const { positions } = projectToPlane(rows)
        for (const [idx, [x, y]] of points.entries()) {
          const real = Math.hypot(x - points[0][0], y - points[0][1])
          const shown = Math.hypot(positions[idx][0] - positions[0][0], positions[idx][1] - positions[0][1])
          expect(Math.abs(shown - real)).toBeLessThan(1e-4)
        }
      }),
    )
  })
})

describe('statistics of charts', () => {
  it('finds quantiles of a histogram', () => {
    const counts = new Array<number>(40).fill(0)
    expect(quantile(counts, 0.5)).toBe(0)
    counts[20] = 10
    expect(quantile(counts, 0.5)).toBeCloseTo(0.025)
    counts[0] = 10
    expect(quantile(counts, 0.25)).toBeCloseTo(-0.975)
  })

  it('smooths long series only, without moving straight lines', () => {
    expect(smoothed([1, 5, 2])).toEqual([1, 5, 2])
    const line = Array.from({ length: 100 }, (_, idx) => idx)
    for (const [idx, value] of smoothed(line).entries()) expect(value).toBeCloseTo(idx, 9)
    const zigzag = smoothed(Array.from({ length: 100 }, (_, idx) => idx % 2))
    expect(Math.abs(zigzag[50] - 0.5)).toBeLessThan(0.2)
  })
})
