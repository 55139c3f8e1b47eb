/** A GloVe run as data: everything that a thread needs, and what it does with one batch. */

import { createMemory, instantiateKernel, type WebAssemblyMemory } from '../../web-assembly.js'
import { createRandom } from '../random.js'
import type { BatchTrainer, KernelKind } from './batch-run.js'
import { checkGloveOptions, type GloveOptions } from './glove-options.js'
import type { GlovePairs } from './glove-pairs.js'
import { GLOVE_KERNEL, SHARED_GLOVE_KERNEL } from './kernel-bytes.js'
import { createPlainGloveKernel } from './plain-glove-kernel.js'
import { shuffledOrder } from './shuffled-order.js'

/** Plain data and shared memory: it can be posted to a worker. */
export interface GloveTask {
  readonly kind: 'glove'
  readonly layout: GloveLayout
  readonly memory: WebAssemblyMemory
  /** The list of co-occurrences, shuffled: `[n, 2]` word and context, `[n, 2]` logarithm of the count and weight. */
  readonly pairs: Uint32Array
  readonly targets: Float32Array
  readonly epochs: number
  readonly learningRate: number
}

/** Byte offsets; rows of f32 `[nWords, rowFloats]`, padded with zeros to a multiple of 4. */
export interface GloveLayout {
  readonly dimensions: number
  readonly rowFloats: number
  readonly nWords: number
  readonly wordRows: number
  readonly contextRows: number
  /** AdaGrad's sums of squared gradients, each times the learning rate, of the same shape. */
  readonly wordSquares: number
  readonly contextSquares: number
  /** f32 `[4, biasFloats]`: biases of words and of contexts, and the squares of each. */
  readonly biases: number
  readonly biasFloats: number
  /** One thread's batch after the other, `[MAX_BATCH_ENTRIES, 4]` of u32, u32, f32, f32 each. */
  readonly entries: readonly number[]
  readonly nBytes: number
}

/** One step of a batch of co-occurrences. */
export interface GloveKernel {
  /** Returns the sum of weight x error^2 / 2. */
  trainEntries(nEntries: number, learningRate: number): number
}

/** Entries of a batch: a few milliseconds of work, so that a stop is heard soon. */
const MAX_BATCH_ENTRIES = 10_000

/** AdaGrad starts from here, so that the first step is the learning rate times the gradient. */
const FIRST_SQUARE = 1

/** Kept free for what a compiled kernel may have at the bottom of its memory. Bytes. */
const FIRST_BYTE = 1024

/** WebAssembly's addresses have 32 bits. */
const MAX_BYTES = 2 ** 32

/** Makes the untrained model, rows and biases even in ±0.5/dimensions. Throws RangeError for options that cannot be. */
export function prepareGloveTask(
  coOccurrences: GlovePairs,
  nWords: number,
  options: GloveOptions,
  threads: { readonly nThreads: number; readonly sharing: 'own' | 'shared' },
): GloveTask {
  checkGloveOptions(options)
  const layout = layOut(options.dimensions, nWords, threads.nThreads)
  const memory = createMemory(layout.nBytes, threads.sharing)
  const random = createRandom(options.seed)
  initialize(memory, layout, random.next)
  const n = coOccurrences.words.length
  const bytes = (size: number) =>
    threads.sharing === 'shared' ? new SharedArrayBuffer(size) : new ArrayBuffer(size)
  const pairs = new Uint32Array(bytes(n * 8))
  const targets = new Float32Array(bytes(n * 8))
  for (const [to, from] of shuffledOrder(n, random).entries()) {
    const count = coOccurrences.counts[from]
    pairs[2 * to] = coOccurrences.words[from]
    pairs[2 * to + 1] = coOccurrences.contexts[from]
    targets[2 * to] = Math.log(count)
    targets[2 * to + 1] = count < options.maxCount ? (count / options.maxCount) ** options.weightPower : 1
  }
  const { epochs, learningRate } = options
  return { kind: 'glove', layout, memory, pairs, targets, epochs, learningRate }
}

/** One thread's hands on a task. */
export function createGloveTrainer(task: GloveTask, kernelKind: KernelKind, threadIdx: number): BatchTrainer {
  const { layout, memory, pairs, targets } = task
  const create = kernelKind === 'wasm' ? createWasmGloveKernel : createPlainGloveKernel
  const kernel = create(layout, memory, threadIdx)
  const numbers = new Uint32Array(memory.buffer, layout.entries[threadIdx], MAX_BATCH_ENTRIES * 4)
  const floats = new Float32Array(memory.buffer, layout.entries[threadIdx], MAX_BATCH_ENTRIES * 4)
  const n = pairs.length / 2
  const nBatches = Math.ceil(n / MAX_BATCH_ENTRIES)
  return {
    nEpochs: task.epochs,
    nBatchesPerEpoch: nBatches,
    trainBatch(batchIdx) {
      const start = (batchIdx % nBatches) * MAX_BATCH_ENTRIES
      const nEntries = Math.min(MAX_BATCH_ENTRIES, n - start)
      for (let idx = 0; idx < nEntries; idx++) {
        const from = 2 * (start + idx)
        numbers[4 * idx] = pairs[from]
        numbers[4 * idx + 1] = pairs[from + 1]
        floats[4 * idx + 2] = targets[from]
        floats[4 * idx + 3] = targets[from + 1]
      }
      const loss = kernel.trainEntries(nEntries, task.learningRate)
      return { loss, nPredictions: nEntries, nExamples: nEntries }
    },
  }
}

function createWasmGloveKernel(
  layout: GloveLayout,
  memory: WebAssemblyMemory,
  threadIdx: number,
): GloveKernel {
  const bytes = memory.buffer instanceof ArrayBuffer ? GLOVE_KERNEL : SHARED_GLOVE_KERNEL
  const kernel = instantiateKernel<'configure' | 'trainEntries'>(bytes, memory)
  kernel.configure(
    layout.rowFloats * 4,
    layout.wordRows,
    layout.contextRows,
    layout.wordSquares,
    layout.contextSquares,
    layout.biases,
    layout.biasFloats * 4,
    layout.entries[threadIdx],
  )
  return { trainEntries: kernel.trainEntries }
}

function layOut(dimensions: number, nWords: number, nThreads: number): GloveLayout {
  const rowFloats = Math.ceil(dimensions / 4) * 4
  const biasFloats = Math.ceil(nWords / 4) * 4
  let nBytes = FIRST_BYTE
  const room = (nFloats: number) => {
    const at = nBytes
    nBytes += Math.ceil((nFloats * 4) / 64) * 64
    return at
  }
  const layout = {
    dimensions,
    rowFloats,
    nWords,
    wordRows: room(nWords * rowFloats),
    contextRows: room(nWords * rowFloats),
    wordSquares: room(nWords * rowFloats),
    contextSquares: room(nWords * rowFloats),
    biases: room(4 * biasFloats),
    biasFloats,
    entries: Array.from({ length: nThreads }, () => room(4 * MAX_BATCH_ENTRIES)),
  }
  if (nBytes >= MAX_BYTES) {
    throw new RangeError(
      `The model needs ${nBytes} bytes, more than 2^32: raise minCount or lower dimensions`,
    )
  }
  return { ...layout, nBytes }
}

function initialize(memory: WebAssemblyMemory, layout: GloveLayout, next: () => number): void {
  const { dimensions, rowFloats, nWords, biasFloats } = layout
  const fill = (at: number, nRows: number, length: number, step: number, value: () => number) => {
    const values = new Float32Array(memory.buffer, at, nRows * step)
    for (let row = 0; row < nRows; row++) {
      for (let k = 0; k < length; k++) values[row * step + k] = value()
    }
  }
  const small = () => (next() - 0.5) / dimensions
  // The padding's squares are 1 as well: nothing is divided by zero there, and nothing ever changes.
  const square = () => FIRST_SQUARE
  fill(layout.wordRows, nWords, dimensions, rowFloats, small)
  fill(layout.contextRows, nWords, dimensions, rowFloats, small)
  fill(layout.wordSquares, nWords, rowFloats, rowFloats, square)
  fill(layout.contextSquares, nWords, rowFloats, rowFloats, square)
  fill(layout.biases, 2, nWords, biasFloats, small)
  fill(layout.biases + 8 * biasFloats, 2, nWords, biasFloats, square)
}
