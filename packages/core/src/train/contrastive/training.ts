/** A contrastive training that goes on a batch at a time. */

import type { EmbeddingTable } from '../../embed/embedding-table.js'
import { xxh32 } from '../../segment/checksum.js'
import { createRandom } from '../random.js'
import { type BatchOptions, makeBatches } from './batches.js'
import {
  type BestTable,
  decodeCheckpoint,
  encodeCheckpoint,
  type TrainingPosition,
  type TrainingState,
} from './checkpoint.js'
import { batchLimits, checksumOfPairs, type PackedPairs, packPairs, type TrainingPair } from './examples.js'
import { fillBatch } from './fill-batch.js'
import type { ContrastiveKernel, CreateContrastiveKernel } from './kernel.js'
import { CONTROL, layOut, type ParameterPlace, type TrainingMemory } from './memory.js'
import type { ContrastiveOptions } from './options.js'
import { recipeOf, type StepRecipe } from './recipe.js'
import { scoreBatch, trainStep } from './step.js'
import { ALONE, type Team } from './team.js'
import { type Split, splitPairs, validate, validationBatches } from './validation.js'

/** Batches between two reports at most; fewer where the training is short. */
const REPORT_EVERY = 20
/** Rounds that an observer sees, and reports of a short training, about. */
const N_ROUNDS = 60
/** Seeds lie below it. */
const N_SEEDS = 2 ** 32

/** A caller that steps by itself can let other work happen in between, or stop and go on another day. */
export class ContrastiveTraining {
  readonly #options: ContrastiveOptions
  readonly #recipe: StepRecipe
  readonly #sources: readonly number[]
  readonly #pairs: PackedPairs
  readonly #split: Split
  readonly #heldOutBatches: readonly Uint32Array[]
  readonly #batchOptions: BatchOptions
  readonly #memory: TrainingMemory
  readonly #kernel: ContrastiveKernel
  readonly #team: Team
  readonly #seen: Uint8Array
  readonly #startedMs: number
  readonly #doneBefore: number
  #position: TrainingPosition
  #randomOfEpoch: Uint32Array
  #batches: readonly Uint32Array[] | undefined
  #best: BestTable | undefined
  #isStopped = false

  /**
   * Throws RangeError for fewer than two pairs, batches of fewer than two and prefixes that cannot be;
   * `checkpoint-damaged` and `checkpoint-mismatch` for a checkpoint that is not of this training.
   */
  constructor(
    pairs: readonly TrainingPair[],
    start: EmbeddingTable,
    options: ContrastiveOptions,
    createKernel: CreateContrastiveKernel,
  ) {
    const { random, validation, sameSourceShare } = options
    if (Math.min(pairs.length, options.batchSize) < 2) {
      throw new RangeError(
        `${pairs.length} pairs in batches of ${options.batchSize}: there is nothing to tell apart`,
      )
    }
    const nRows = start.queryWeights.length
    this.#options = options
    this.#recipe = recipeOf(options, start.dimensions)
    this.#pairs = packPairs(pairs)
    this.#sources = pairs.map(({ source }) => source)
    const resumed = this.#resume(start)
    const splitSeed = resumed?.position.splitSeed ?? (validation ? random.nextInt(N_SEEDS) : 0)
    this.#split = validation
      ? splitPairs(this.#sources, validation, createRandom(splitSeed))
      : { training: Uint32Array.from(pairs.keys()), heldOut: new Uint32Array(0) }
    const batchSize = Math.min(options.batchSize, this.#split.training.length)
    this.#batchOptions = { batchSize, sameSourceShare }
    this.#heldOutBatches = validationBatches(this.#split, this.#sources, this.#batchOptions, splitSeed)

    const prefixDims = Math.max(0, ...this.#recipe.prefixes)
    const plan = layOut(nRows, start.dimensions, batchSize, batchLimits(this.#pairs, batchSize), prefixDims)
    const { buffer, kernel, join } = createKernel(plan.cells * 4)
    this.#memory = { ...plan, floats: new Float32Array(buffer), integers: new Uint32Array(buffer) }
    this.#memory.integers[plan.control + CONTROL.totalSteps] = this.#totalSteps()
    this.#kernel = kernel
    this.#team = join?.(plan, this.#recipe) ?? ALONE
    this.#seen = new Uint8Array(nRows)
    const values = [start.vectors, start.queryWeights, start.documentWeights]
    for (const [idx, place] of this.#parameters().entries()) {
      const state = resumed?.parameters[idx]
      this.#memory.floats.set(state?.values ?? values[idx], place.values)
      if (state) this.#memory.floats.set(state.means, place.means)
      if (state) this.#memory.floats.set(state.squares, place.squares)
    }
    if (resumed) random.state.set(resumed.random)
    this.#randomOfEpoch = random.state.slice()
    this.#position = resumed?.position ?? { ...START, splitSeed }
    this.#best = resumed?.best
    this.#doneBefore = this.#position.done
    this.#startedMs = options.clock()
  }

  /**
   * Trains on the next batch; false, and nothing more happens, when all epochs are done, when validation has seen
   * nothing better for too long, or when the signal has come.
   */
  step(): boolean {
    const { signal, checkpoints, epochs } = this.#options
    if (this.#isStopped || this.#position.isOver === 1 || this.#position.epoch >= epochs) return false
    if (signal?.aborted) {
      this.#isStopped = true
      checkpoints?.save(this.checkpoint())
      return false
    }
    if (this.#best === undefined) this.#validate()
    const batches =
      this.#batches ?? makeBatches(this.#trainingSources(), this.#batchOptions, this.#options.random)
    this.#batches = batches
    const { epoch, batchIdx, nSteps, done } = this.#position
    const batch = batches[batchIdx].map((idx) => this.#split.training[idx])
    fillBatch(this.#memory, this.#pairs, batch, nSteps + 1, this.#seen)
    this.#team.meet()
    const loss = trainStep(this.#memory, this.#kernel, this.#recipe, this.#team, () => {
      if (nSteps % this.#stepsPerRound() === 0) this.#showRound(done)
    })
    const isEpochDone = batchIdx + 1 === batches.length
    this.#position = {
      ...this.#position,
      epoch: isEpochDone ? epoch + 1 : epoch,
      batchIdx: isEpochDone ? 0 : batchIdx + 1,
      nSteps: nSteps + 1,
      done: done + batch.length,
      lossSum: this.#position.lossSum + loss,
      nLosses: this.#position.nLosses + 1,
    }
    if (isEpochDone) {
      this.#batches = undefined
      this.#randomOfEpoch = this.#options.random.state.slice()
    }
    this.#afterStep(epoch, batch)
    return true
  }

  /** A copy of the table as it is; with validation, as it was when it was best. */
  table(): EmbeddingTable {
    const { vectors, queryWeights, documentWeights, dimensions } = this.#best?.table ?? this.#views()
    return {
      dimensions,
      vectors: vectors.slice(),
      queryWeights: queryWeights.slice(),
      documentWeights: documentWeights.slice(),
    }
  }

  /** Pairs that had been trained on when that table was best; undefined without validation. */
  bestAt(): number | undefined {
    return this.#best?.done
  }

  /** The state between two steps; `resumeFrom` goes on from it with the same bits. */
  checkpoint(): Uint8Array {
    const { floats } = this.#memory
    return encodeCheckpoint({
      ...this.#identity(this.#memory.table.nRows, this.#memory.dims),
      parameters: this.#parameters().map(({ values, means, squares, nRows, width }) => ({
        values: floats.subarray(values, values + nRows * width),
        means: floats.subarray(means, means + nRows * width),
        squares: floats.subarray(squares, squares + nRows * width),
      })),
      random: this.#randomOfEpoch,
      position: this.#position,
      best: this.#best,
    })
  }

  #resume(start: EmbeddingTable): TrainingState | undefined {
    const { resumeFrom } = this.#options
    if (resumeFrom === undefined) return undefined
    const { recipe, pairs } = this.#identity(start.queryWeights.length, start.dimensions)
    return decodeCheckpoint(resumeFrom, recipe, pairs)
  }

  /** What a checkpoint belongs to. The number of epochs may change: one can go on for longer than was planned. */
  #identity(nRows: number, dims: number): { readonly recipe: number; readonly pairs: number } {
    const { batchSize, sameSourceShare, validation } = this.#options
    const words = [this.#recipe, batchSize, sameSourceShare, validation ?? null, nRows, dims]
    return {
      recipe: xxh32(new TextEncoder().encode(JSON.stringify(words))),
      pairs: checksumOfPairs(this.#pairs, this.#sources),
    }
  }

  #afterStep(epoch: number, batch: Uint32Array): void {
    const { checkpoints, validation, epochs } = this.#options
    const stepsPerEpoch = this.#totalSteps() / epochs
    const validateEvery = Math.max(1, Math.round(stepsPerEpoch / (validation?.timesPerEpoch ?? 1)))
    const isWhole = this.#position.epoch === epochs
    if (isWhole || this.#position.nSteps % validateEvery === 0) this.#validate()
    const isLast = isWhole || this.#position.isOver === 1
    if (isLast || this.#position.nLosses >= Math.min(REPORT_EVERY, this.#stepsPerRound())) this.#report(epoch)
    if (isLast) {
      fillBatch(this.#memory, this.#pairs, batch, 0, this.#seen)
      scoreBatch(this.#memory, this.#kernel, this.#recipe)
      this.#showRound(this.#position.done)
    }
    if (checkpoints && this.#position.nSteps % checkpoints.everySteps === 0)
      checkpoints.save(this.checkpoint())
  }

  #validate(): void {
    const { validation, observer } = this.#options
    if (!validation || this.#heldOutBatches.length === 0) return
    const { done, nSinceBest } = this.#position
    const [memory, kernel, recipe] = [this.#memory, this.#kernel, this.#recipe]
    const point = validate(memory, kernel, recipe, this.#pairs, this.#heldOutBatches, this.#seen, done)
    observer?.onValidation(point)
    const metric = point[validation.metric]
    if (this.#best === undefined || metric > this.#best.metric) {
      this.#best = undefined
      this.#best = { metric, done, table: this.table() }
      this.#position = { ...this.#position, nSinceBest: 0 }
    } else {
      const isOver = nSinceBest + 1 >= validation.patience ? 1 : 0
      this.#position = { ...this.#position, nSinceBest: nSinceBest + 1, isOver }
    }
  }

  #report(epoch: number): void {
    const { done, lossSum, nLosses } = this.#position
    const total = this.#totalSteps() * this.#batchOptions.batchSize
    const seconds = Math.max(1e-3, (this.#options.clock() - this.#startedMs) / 1000)
    const pairsPerSecond = (done - this.#doneBefore) / seconds
    const secondsLeft = (total - done) / pairsPerSecond
    const progress = { epoch, done, total, loss: lossSum / nLosses, pairsPerSecond, secondsLeft }
    this.#options.onProgress(progress)
    this.#options.observer?.onProgress(progress)
    this.#position = { ...this.#position, lossSum: 0, nLosses: 0 }
  }

  #showRound(done: number): void {
    const { observer } = this.#options
    if (!observer) return
    const { floats, integers, control, scores } = this.#memory
    const nPairs = integers[control + CONTROL.nPairs]
    const nDocuments = integers[control + CONTROL.nDocuments]
    const cosines = floats.subarray(scores, scores + nPairs * nDocuments)
    observer.onRound({ done, scores: cosines, nPairs, nDocuments, table: this.#views() })
  }

  #stepsPerRound(): number {
    return Math.ceil(this.#totalSteps() / N_ROUNDS)
  }

  #totalSteps(): number {
    const { batchSize } = this.#batchOptions
    return this.#options.epochs * Math.max(1, Math.floor(this.#split.training.length / batchSize))
  }

  #trainingSources(): number[] {
    return Array.from(this.#split.training, (pair) => this.#sources[pair])
  }

  #parameters(): ParameterPlace[] {
    return [this.#memory.table, this.#memory.queryWeights, this.#memory.documentWeights]
  }

  #views(): EmbeddingTable {
    const [vectors, queryWeights, documentWeights] = this.#parameters().map(({ values, nRows, width }) =>
      this.#memory.floats.subarray(values, values + nRows * width),
    )
    return { dimensions: this.#memory.dims, vectors, queryWeights, documentWeights }
  }
}

const START: TrainingPosition = {
  epoch: 0,
  batchIdx: 0,
  nSteps: 0,
  done: 0,
  lossSum: 0,
  nLosses: 0,
  splitSeed: 0,
  nSinceBest: 0,
  isOver: 0,
}
