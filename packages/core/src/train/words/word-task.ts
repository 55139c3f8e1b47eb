/** A training run as data: everything that a thread needs, and what it does with one batch. */

import { createMemory, type WebAssemblyMemory } from '../../web-assembly.js'
import { createRandom, type Random, randomState } from '../random.js'
import type { BatchTrainer, KernelKind } from './batch-run.js'
import { layOutModel, type ModelLayout } from './model-memory.js'
import { buildAliasTable, keepThresholds } from './negative-sampling.js'
import { createPlainKernel } from './plain-kernel.js'
import { shuffledOrder } from './shuffled-order.js'
import { buildSubwordTable } from './subwords.js'
import { createWasmKernel } from './wasm-kernel.js'
import type { WordCorpus } from './word-corpus.js'
import type { KernelTask } from './word-kernel.js'
import { checkWordVectorOptions, type WordVectorOptions } from './word-options.js'

/** Plain data and shared memory: it can be posted to a worker. */
export interface WordTask {
  readonly kind: 'words'
  readonly kernelTask: KernelTask
  readonly layout: ModelLayout
  readonly memory: WebAssemblyMemory
  /** The text in the order in which it is read, sentences by chance. */
  readonly tokens: Uint32Array
  readonly sentenceEnds: Uint32Array
  /** Batch i is the sentences `batchStarts[i] … batchStarts[i + 1]`, `[nBatches + 1]`. */
  readonly batchStarts: Uint32Array
  readonly epochs: number
  readonly learningRate: number
  readonly minLearningRate: number
  readonly seed: number
}

export interface PreparedWordTask {
  readonly task: WordTask
  /** Buckets of n-grams that have a row, in order; `undefined` without subwords. */
  readonly buckets: Uint32Array | undefined
}

/** Tokens of a batch at most, as in gensim: the learning rate falls from batch to batch. */
const MAX_BATCH_TOKENS = 10_000

/**
 * Makes the untrained model: input rows even in ±1/dimensions, output rows zero, as word2vec and gensim do. The same
 * corpus and options give the same bytes. Throws RangeError for options that cannot be.
 */
export function prepareWordTask(
  corpus: WordCorpus,
  options: WordVectorOptions,
  threads: { readonly nThreads: number; readonly sharing: 'own' | 'shared' },
): PreparedWordTask {
  checkWordVectorOptions(options)
  const { words, counts } = corpus
  if (words.length < 2) {
    throw new RangeError(`The text has ${words.length} words that stand ${options.minCount} times or more`)
  }
  const subwords = options.subwords && buildSubwordTable(words, options.subwords)
  const layout = layOutModel({
    dimensions: options.dimensions,
    nWords: words.length,
    nInputRows: words.length + (subwords?.buckets.length ?? 0),
    nSubwordRows: subwords?.rows.length ?? 0,
    maxBatchTokens: MAX_BATCH_TOKENS,
    maxBagRows: 2 * options.window * (subwords === undefined ? 1 : longestRow(subwords.starts)),
    nNegative: options.nNegative,
    nThreads: threads.nThreads,
  })
  const memory = createMemory(layout.nBytes, threads.sharing)
  const put = (at: number, values: Uint32Array) =>
    new Uint32Array(memory.buffer, at, values.length).set(values)
  put(layout.aliases, buildAliasTable(counts))
  put(layout.keepBelow, keepThresholds(counts, options.sample))
  if (subwords !== undefined) {
    put(layout.subwordStarts, subwords.starts)
    put(layout.subwordRows, subwords.rows)
  }
  const random = createRandom(options.seed)
  initializeInputRows(memory, layout, random)
  const { tokens, sentenceEnds } = shuffleSentences(corpus, random, threads.sharing)
  const { model, window, nNegative, cbowCombination, epochs, learningRate, minLearningRate, seed } = options
  const task: WordTask = {
    kind: 'words',
    kernelTask: { model, hasSubwords: subwords !== undefined, window, nNegative, cbowCombination },
    layout,
    memory,
    tokens,
    sentenceEnds,
    batchStarts: cutIntoBatches(sentenceEnds),
    epochs,
    learningRate,
    minLearningRate,
    seed,
  }
  return { task, buckets: subwords?.buckets }
}

/** One thread's hands on a task. */
export function createWordTrainer(task: WordTask, kernelKind: KernelKind, threadIdx: number): BatchTrainer {
  const { kernelTask, layout, memory, batchStarts, sentenceEnds } = task
  const createKernel = kernelKind === 'wasm' ? createWasmKernel : createPlainKernel
  const kernel = createKernel(kernelTask, layout, memory, threadIdx)
  const nBatches = batchStarts.length - 1
  return {
    nEpochs: task.epochs,
    nBatchesPerEpoch: nBatches,
    trainBatch(batchIdx) {
      const batch = batchIdx % nBatches
      const ends = sentenceEnds.subarray(batchStarts[batch], batchStarts[batch + 1])
      const firstToken = batch > 0 ? sentenceEnds[batchStarts[batch] - 1] : 0
      const nTokens = putBatch(task, threadIdx, firstToken, ends)
      const nTokensBefore = Math.floor(batchIdx / nBatches) * task.tokens.length + firstToken
      const share = nTokensBefore / (task.epochs * task.tokens.length)
      const learningRate = task.learningRate - (task.learningRate - task.minLearningRate) * share
      // Chance depends on the seed and the batch only, never on what was trained before or by whom.
      const state = randomState(batchSeed(task.seed, batchIdx))
      const { loss, nPredictions } = kernel.trainSentences(ends.length, learningRate, state)
      return { loss, nPredictions, nExamples: nTokens }
    },
  }
}

/** Copies sentences to where the kernel looks for them; returns how many tokens they have. */
function putBatch(
  { layout, memory, tokens }: WordTask,
  threadIdx: number,
  firstToken: number,
  ends: Uint32Array,
): number {
  const thread = layout.threads[threadIdx]
  const batchTokens = tokens.subarray(firstToken, ends[ends.length - 1])
  new Uint32Array(memory.buffer, thread.tokens, batchTokens.length).set(batchTokens)
  const localEnds = new Uint32Array(memory.buffer, thread.sentenceEnds, ends.length)
  for (let idx = 0; idx < ends.length; idx++) localEnds[idx] = ends[idx] - firstToken
  return batchTokens.length
}

function initializeInputRows(memory: WebAssemblyMemory, layout: ModelLayout, random: Random): void {
  const { dimensions, rowFloats, nInputRows } = layout
  const rows = new Float32Array(memory.buffer, layout.inputRows, nInputRows * rowFloats)
  for (let row = 0; row < nInputRows; row++) {
    for (let k = 0; k < dimensions; k++) rows[row * rowFloats + k] = (2 * random.next() - 1) / dimensions
  }
}

/**
 * A copy of the text with its sentences in an order by chance. Neighbouring sentences are about the same thing, and
 * read one after the other they pull the vectors their way: measured on an encyclopedia, the loss then rises towards the end.
 */
function shuffleSentences(
  { tokens, sentenceEnds }: WordCorpus,
  random: Random,
  sharing: 'own' | 'shared',
): { tokens: Uint32Array; sentenceEnds: Uint32Array } {
  const room = (n: number) =>
    new Uint32Array(sharing === 'shared' ? new SharedArrayBuffer(n * 4) : new ArrayBuffer(n * 4))
  const shuffled = { tokens: room(tokens.length), sentenceEnds: room(sentenceEnds.length) }
  let nTokens = 0
  for (const [to, from] of shuffledOrder(sentenceEnds.length, random).entries()) {
    const sentence = tokens.subarray(from > 0 ? sentenceEnds[from - 1] : 0, sentenceEnds[from])
    shuffled.tokens.set(sentence, nTokens)
    nTokens += sentence.length
    shuffled.sentenceEnds[to] = nTokens
  }
  return shuffled
}

function cutIntoBatches(sentenceEnds: Uint32Array): Uint32Array {
  const starts = [0]
  let batchStart = 0
  for (let sentence = 0; sentence < sentenceEnds.length; sentence++) {
    if (sentenceEnds[sentence] - batchStart <= MAX_BATCH_TOKENS) continue
    starts.push(sentence)
    batchStart = sentenceEnds[sentence - 1]
  }
  starts.push(sentenceEnds.length)
  return Uint32Array.from(starts)
}

function longestRow(starts: Uint32Array): number {
  let longest = 0
  for (let idx = 1; idx < starts.length; idx++) longest = Math.max(longest, starts[idx] - starts[idx - 1])
  return longest
}

/** Every batch of every seed below 2^31 has a seed of its own; after 2^21 batches they come again. */
function batchSeed(seed: number, batchIdx: number): number {
  return (seed % 2 ** 31) * 2 ** 21 + (batchIdx % 2 ** 21)
}
