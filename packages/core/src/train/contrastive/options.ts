/** What can be said about a contrastive training. */

import type { EmbeddingTable } from '../../embed/embedding-table.js'
import type { Random } from '../random.js'
import type { ValidationPoint } from '../report/training-history.js'

export interface ContrastiveOptions {
  readonly epochs: number
  readonly batchSize: number
  readonly sameSourceShare: number
  /** Divides the cosines: smaller looks harder at the nearest wrong answers. */
  readonly temperature: number
  readonly learningRate: number
  /** `linear` lets the rate fall to zero at the last step, so that the end is no chance; `constant` if not given. */
  readonly schedule?: 'constant' | 'linear'
  /** A token's weight moves this much slower than its vector. */
  readonly weightRate: number
  readonly random: Random
  /** Milliseconds from any start; only for the progress. */
  readonly clock: () => number
  readonly onProgress: (progress: TrainingProgress) => void
  readonly signal: AbortSignal | undefined
  /** Symmetric InfoNCE if not given. */
  readonly objective?: ContrastiveObjective
  /** Lazy Adam if not given. */
  readonly optimizer?: 'adam' | 'adagrad'
  /**
   * Matryoshka (Kusupati et al. 2022): the loss is summed over vectors cut to so many first dimensions, each a multiple
   * of four below the table's, and the whole vectors. None if not given.
   */
  readonly prefixes?: readonly number[]
  /** Pairs held out to stop in time; none if not given. */
  readonly validation?: ValidationOptions | undefined
  /** Where the state of the training goes, so that another can take it up; nowhere if not given. */
  readonly checkpoints?: CheckpointOptions | undefined
  /** A checkpoint of the same pairs and recipe. The state of `random` is put back too. */
  readonly resumeFrom?: Uint8Array | undefined
  readonly observer?: ContrastiveObserver | undefined
}

/**
 * What makes a loss of cosines. `info-nce`: each query should find its document among all of the batch and all given
 * negatives (multiple-negatives ranking, Henderson et al. 2017), and each document its query. `triplet`: each document
 * should be nearer its query, by `margin`, than each negative given with the pair, or than the most similar other
 * document of the batch where there is none; the temperature means nothing.
 */
export type ContrastiveObjective =
  | { readonly kind: 'info-nce' }
  | { readonly kind: 'triplet'; readonly margin: number }

export interface ValidationOptions {
  /** Share of the pairs, 0 to 1; whole sources where there are enough of them. */
  readonly share: number
  /** No more than about so many: they are asked often. */
  readonly maxPairs: number
  readonly timesPerEpoch: number
  /** So many times without a better result end the training. */
  readonly patience: number
  readonly metric: 'accuracy' | 'meanReciprocalRank'
}

export const DEFAULT_VALIDATION: ValidationOptions = {
  share: 0.05,
  maxPairs: 4096,
  timesPerEpoch: 4,
  patience: 4,
  metric: 'meanReciprocalRank',
}

export interface CheckpointOptions {
  readonly everySteps: number
  /** Gets a checkpoint also when the signal ends the training. The bytes are the receiver's. */
  readonly save: (bytes: Uint8Array) => void
}

export interface TrainingProgress {
  readonly epoch: number
  /** Pairs done and to do, all epochs together. */
  readonly done: number
  readonly total: number
  /** Mean loss since the last report. */
  readonly loss: number
  readonly pairsPerSecond: number
  readonly secondsLeft: number
}

/** Sees a training from inside. Nothing it is shown may be kept or changed. */
export interface ContrastiveObserver {
  onProgress(progress: TrainingProgress): void
  onValidation(point: ValidationPoint): void
  /** About sixty times, first before anything was learnt, last after everything. */
  onRound(round: ContrastiveRound): void
}

export interface ContrastiveRound {
  /** Pairs trained on. */
  readonly done: number
  /** Cosines of the queries and documents of a batch, `[nPairs, nDocuments]`: those that belong together have row = column. */
  readonly scores: Float32Array
  readonly nPairs: number
  readonly nDocuments: number
  /** As it is now: views. */
  readonly table: EmbeddingTable
}
