/** Watches a contrastive training for its report. */
import type { EmbeddingTable } from '../../embed/embedding-table.js'
import type { TokenBag } from '../contrastive/examples.js'
import type { ContrastiveObserver } from '../contrastive/options.js'
import type { PictureItem, TrainingHistory, TrainingSubject } from './training-history.js'
import { createTrainingRecorder } from './training-recorder.js'

/** A text of the picture: the anchor is a query, the others are documents. */
export interface PictureText {
  readonly label: string
  readonly role: Exclude<PictureItem['role'], 'word'>
  readonly bag: TokenBag
}

export interface ContrastiveRecorder {
  /** For the options of the training. */
  readonly observer: ContrastiveObserver
  history(subject: TrainingSubject): TrainingHistory
}

/** A histogram of so many shows as much as one of all. */
const MAX_NEGATIVES = 20_000

/** `learningRate` is the one of the options. */
export function recordContrastive(texts: readonly PictureText[], learningRate: number): ContrastiveRecorder {
  const recorder = createTrainingRecorder(texts)
  return {
    observer: {
      onProgress({ done, loss, pairsPerSecond }) {
        recorder.addProgress({ done, loss, learningRate, examplesPerSecond: pairsPerSecond })
      },
      onValidation: recorder.addValidation,
      onRound({ done, scores, nPairs, nDocuments, table }) {
        const positives = Array.from({ length: nPairs }, (_, row) => scores[row * nDocuments + row])
        recorder.addSimilarities(done, positives, negativesOf(scores, nPairs, nDocuments))
        const vectors = texts.map((text) => vectorOf(text, table))
        recorder.addPositions(done, Float32Array.from(vectors.flatMap((vector) => [...vector])))
      },
    },
    history: recorder.history,
  }
}

/** Cosines off the diagonal, evenly from all rows. */
function* negativesOf(scores: Float32Array, nPairs: number, nDocuments: number): Generator<number> {
  // A step that shares a factor with the width would see the same few columns in every row.
  let step = Math.max(1, Math.floor((nPairs * nDocuments) / MAX_NEGATIVES))
  while (step > 1 && divisor(step, nDocuments) > 1) step++
  for (let at = 0; at < scores.length; at += step) {
    if (at % nDocuments !== Math.floor(at / nDocuments)) yield scores[at]
  }
}

/** Euclid's greatest common divisor. */
function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}

function vectorOf({ role, bag: { ids, coefficients } }: PictureText, table: EmbeddingTable): Float32Array {
  const { dimensions, vectors } = table
  const weights = role === 'anchor' ? table.queryWeights : table.documentWeights
  const sum = new Float32Array(dimensions)
  for (let idx = 0; idx < ids.length; idx++) {
    const id = ids[idx]
    const scale = coefficients[idx] * weights[id]
    for (let dim = 0; dim < dimensions; dim++) sum[dim] += scale * vectors[id * dimensions + dim]
  }
  return sum
}
