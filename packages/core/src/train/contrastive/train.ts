/** Pairs of texts → a table of token vectors in which a query lies near its document. */
import type { Random } from '../random.js'
import { makeBatches } from './batches.js'
import { packTexts, type TrainingPair } from './examples.js'
import type { ContrastiveKernel } from './kernel.js'
import { layOut, type TrainingMemory } from './memory.js'

/** A static embedding: the vector of a text is the weighted sum of its tokens' rows, divided by its length. */
export interface EmbeddingTable {
  readonly dimensions: number
  /** `[rows, dimensions]`, row-major. */
  readonly vectors: Float32Array
  /** How much a token counts in a query and in a document, `[rows]`. */
  readonly queryWeights: Float32Array
  readonly documentWeights: Float32Array
}

export interface ContrastiveOptions {
  readonly epochs: number
  readonly batchSize: number
  readonly sameSourceShare: number
  /** Divides the cosines: smaller looks harder at the nearest wrong answers. */
  readonly temperature: number
  readonly learningRate: number
  /** A token's weight moves this much slower than its vector. */
  readonly weightRate: number
  readonly random: Random
  /** Milliseconds from any start; only for the progress. */
  readonly clock: () => number
  readonly onProgress: (progress: TrainingProgress) => void
  readonly signal: AbortSignal | undefined
}

export interface TrainingProgress {
  readonly epoch: number
  /** Pairs done and to do, all epochs together. */
  readonly done: number
  readonly total: number
  /** Mean loss since the last report. */
  readonly loss: number
  readonly pairsPerSecond: number
}

// Kingma and Ba 2015, section 2.
const MEAN_DECAY = 0.9
const SQUARE_DECAY = 0.999
const EPSILON = 1e-8

/** Batches between two reports. */
const REPORT_EVERY = 20

/**
 * Symmetric InfoNCE with in-batch negatives, lazy Adam. `createKernel` gets the memory that the training lives in.
 * Returns a new table; an aborted training returns what it has. Same pairs, table, options and random state, same result.
 */
export function trainContrastive(
  pairs: readonly TrainingPair[],
  start: EmbeddingTable,
  options: ContrastiveOptions,
  createMemory: (bytes: number) => { readonly buffer: ArrayBufferLike; readonly kernel: ContrastiveKernel },
): EmbeddingTable {
  const batchSize = Math.min(options.batchSize, pairs.length)
  if (batchSize < 2) return start
  const queries = packTexts(pairs.map(({ query }) => query))
  const documents = packTexts(pairs.map(({ document }) => document))
  const longest = (starts: Uint32Array) => longestBatch(starts, batchSize)
  const nRows = start.queryWeights.length
  const plan = layOut(nRows, start.dimensions, batchSize, longest(queries.starts), longest(documents.starts))
  const { buffer, kernel } = createMemory(plan.cells * 4)
  const memory: TrainingMemory = {
    ...plan,
    floats: new Float32Array(buffer),
    integers: new Uint32Array(buffer),
  }
  memory.floats.set(start.vectors, plan.table.values)
  memory.floats.set(start.queryWeights, plan.queryWeights.values)
  memory.floats.set(start.documentWeights, plan.documentWeights.values)

  const sources = pairs.map(({ source }) => source)
  const seen = new Uint8Array(nRows)
  const startedMs = options.clock()
  let nSteps = 0
  let done = 0
  let lossSum = 0
  let nSinceReport = 0
  const total = options.epochs * Math.max(batchSize, Math.floor(pairs.length / batchSize) * batchSize)
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (const batch of makeBatches(sources, { ...options, batchSize }, options.random)) {
      if (options.signal?.aborted) return result(memory, start)
      fill(memory, plan.queries, queries, batch)
      fill(memory, plan.documents, documents, batch)
      lossSum += step(memory, kernel, batch.length, options, ++nSteps, seen)
      nSinceReport++
      done += batch.length
      if (nSinceReport < REPORT_EVERY && done < total) continue
      const seconds = Math.max(1e-3, (options.clock() - startedMs) / 1000)
      options.onProgress({ epoch, done, total, loss: lossSum / nSinceReport, pairsPerSecond: done / seconds })
      lossSum = 0
      nSinceReport = 0
    }
  }
  return result(memory, start)
}

function step(
  memory: TrainingMemory,
  kernel: ContrastiveKernel,
  n: number,
  options: ContrastiveOptions,
  nSteps: number,
  seen: Uint8Array,
): number {
  const { table, queryWeights, documentWeights, queries, documents, dims } = memory
  const encode = (texts: typeof queries, weights: typeof queryWeights) =>
    kernel.encode(
      texts.starts,
      texts.ids,
      texts.coefficients,
      n,
      table.values,
      weights.values,
      dims,
      texts.units,
      texts.norms,
    )
  encode(queries, queryWeights)
  encode(documents, documentWeights)
  kernel.similarities(queries.units, documents.units, n, dims, memory.scores)
  const loss = kernel.infoNce(
    memory.scores,
    n,
    options.temperature,
    memory.gradient,
    memory.rowSums,
    memory.columnSums,
  )
  kernel.multiply(memory.gradient, documents.units, n, dims, queries.unitGradients)
  kernel.multiplyTransposed(memory.gradient, queries.units, n, dims, documents.unitGradients)
  const backpropagate = (texts: typeof queries, weights: typeof queryWeights) =>
    kernel.backpropagate(
      texts.starts,
      texts.ids,
      texts.coefficients,
      n,
      table.values,
      weights.values,
      dims,
      texts.units,
      texts.norms,
      texts.unitGradients,
      table.gradient,
      weights.gradient,
    )
  backpropagate(queries, queryWeights)
  backpropagate(documents, documentWeights)
  const correction = Math.sqrt(1 - SQUARE_DECAY ** nSteps) / (1 - MEAN_DECAY ** nSteps)
  const update = (rows: typeof table, width: number, nTouched: number, rate: number) =>
    kernel.adam(
      memory.touched,
      nTouched,
      width,
      rows.values,
      rows.gradient,
      rows.means,
      rows.squares,
      rate * correction,
      MEAN_DECAY,
      SQUARE_DECAY,
      EPSILON,
    )
  const weightRate = options.learningRate * options.weightRate
  const ofQueries = touch(memory, [queries], n, seen)
  update(queryWeights, 1, ofQueries, weightRate)
  const ofDocuments = touch(memory, [documents], n, seen)
  update(documentWeights, 1, ofDocuments, weightRate)
  update(table, dims, touch(memory, [queries, documents], n, seen), options.learningRate)
  return loss
}

/** Lists the distinct rows that some texts of the batch use; returns how many. */
function touch(
  memory: TrainingMemory,
  texts: readonly TrainingMemory['queries'][],
  n: number,
  seen: Uint8Array,
): number {
  const { integers, touched } = memory
  let nTouched = 0
  for (const { ids, starts } of texts) {
    const end = integers[starts + n]
    for (let token = 0; token < end; token++) {
      const id = integers[ids + token]
      if (seen[id]) continue
      seen[id] = 1
      integers[touched + nTouched++] = id
    }
  }
  for (let idx = 0; idx < nTouched; idx++) seen[integers[touched + idx]] = 0
  return nTouched
}

function fill(
  { floats, integers }: TrainingMemory,
  target: TrainingMemory['queries'],
  texts: ReturnType<typeof packTexts>,
  batch: Uint32Array,
): void {
  let token = 0
  for (const [idx, pair] of batch.entries()) {
    integers[target.starts + idx] = token
    for (let from = texts.starts[pair]; from < texts.starts[pair + 1]; from++, token++) {
      integers[target.ids + token] = texts.ids[from]
      floats[target.coefficients + token] = texts.coefficients[from]
    }
  }
  integers[target.starts + batch.length] = token
}

/** No batch has more tokens than its longest texts together. */
function longestBatch(starts: Uint32Array, batchSize: number): number {
  const lengths = Uint32Array.from(starts.subarray(1), (end, idx) => end - starts[idx]).sort()
  return lengths.subarray(-batchSize).reduce((sum, length) => sum + length, 0)
}

function result(memory: TrainingMemory, start: EmbeddingTable): EmbeddingTable {
  const copy = (at: number, length: number) => memory.floats.slice(at, at + length)
  return {
    dimensions: start.dimensions,
    vectors: copy(memory.table.values, start.vectors.length),
    queryWeights: copy(memory.queryWeights.values, start.queryWeights.length),
    documentWeights: copy(memory.documentWeights.values, start.documentWeights.length),
  }
}
