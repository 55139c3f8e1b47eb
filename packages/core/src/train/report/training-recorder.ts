/** Collects what happens during a training, so that a report can show it afterwards. */
import { createBoundedSeries } from './bounded-series.js'
import { projectToPlane } from './principal-axes.js'
import {
  N_SIMILARITY_BINS,
  type PictureItem,
  type ProgressPoint,
  type SimilarityRound,
  type TrainingHistory,
  type TrainingPicture,
  type TrainingSubject,
  type ValidationPoint,
} from './training-history.js'

/** Points and rounds are added in the order of their `done`. */
export interface TrainingRecorder {
  addProgress(point: ProgressPoint): void
  addValidation(point: ValidationPoint): void
  /** Cosines of texts that belong together and of texts that do not. */
  addSimilarities(done: number, positives: Iterable<number>, negatives: Iterable<number>): void
  /** One vector of any length but 0 an item of the picture, `[items, dimensions]`; copied. */
  addPositions(done: number, vectors: Float32Array): void
  history(subject: TrainingSubject): TrainingHistory
}

/** More points than a chart is wide tell nothing. */
const MAX_POINTS = 300
/** A minute of looking at one round a second. */
const MAX_ROUNDS = 60

interface VectorRound {
  readonly done: number
  readonly units: readonly Float32Array[]
}

/** A recorder whose picture, if there are `items`, shows their vectors. Memory is bounded however long the training. */
export function createTrainingRecorder(items: readonly PictureItem[]): TrainingRecorder {
  const progress = createBoundedSeries<ProgressPoint>(MAX_POINTS, meanLoss)
  const validation = createBoundedSeries<ValidationPoint>(MAX_POINTS, later)
  const similarities = createBoundedSeries<SimilarityRound>(MAX_ROUNDS, later)
  const vectorRounds = createBoundedSeries<VectorRound>(MAX_ROUNDS, later)
  return {
    addProgress: progress.add,
    addValidation: validation.add,
    addSimilarities(done, positives, negatives) {
      similarities.add({ done, positives: histogram(positives), negatives: histogram(negatives) })
    },
    addPositions(done, vectors) {
      if (items.length === 0) return
      const dims = vectors.length / items.length
      const units = items.map((_, idx) => toUnit(vectors.slice(idx * dims, (idx + 1) * dims)))
      vectorRounds.add({ done, units })
    },
    history: (subject) => ({
      ...subject,
      progress: progress.list(),
      validation: validation.list(),
      similarities: similarities.list(),
      picture: pictureOf(items, vectorRounds.list()),
    }),
  }
}

function later<Point>(_earlier: Point, _nEarlier: number, point: Point): Point {
  return point
}

function meanLoss(a: ProgressPoint, nA: number, b: ProgressPoint, nB: number): ProgressPoint {
  return { ...b, loss: (a.loss * nA + b.loss * nB) / (nA + nB) }
}

function histogram(cosines: Iterable<number>): number[] {
  const counts = new Array<number>(N_SIMILARITY_BINS).fill(0)
  for (const cosine of cosines) {
    const bin = Math.floor(((cosine + 1) / 2) * N_SIMILARITY_BINS)
    counts[Math.min(N_SIMILARITY_BINS - 1, Math.max(0, bin))]++
  }
  return counts
}

/** One projection for all rounds, so that a point moves only because its vector does. */
function pictureOf(
  items: readonly PictureItem[],
  rounds: readonly VectorRound[],
): TrainingPicture | undefined {
  if (rounds.length === 0) return undefined
  const { positions, keptShare } = projectToPlane(rounds.flatMap(({ units }) => units))
  const anchor = items.findIndex(({ role }) => role === 'anchor')
  return {
    items,
    keptShare,
    rounds: rounds.map(({ done, units }, idx) => ({
      done,
      positions: positions.slice(idx * items.length, (idx + 1) * items.length),
      cosines: anchor < 0 ? [] : units.map((unit) => dot(unit, units[anchor])),
    })),
  }
}

function toUnit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector))
  return length > 0 ? vector.map((value) => value / length) : vector
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at]
  return sum
}
