/** Word vectors from a text, in one thread: word2vec and fastText. */
import {
  createRunState,
  examplesDone,
  type KernelKind,
  lossesOf,
  type RunState,
  type WordTrainingHost,
} from './batch-run.js'
import { copyRows } from './model-memory.js'
import { runInOneThread } from './run-in-one-thread.js'
import type { WordCorpus } from './word-corpus.js'
import type { WordVectorOptions } from './word-options.js'
import { createWordTrainer, type PreparedWordTask, prepareWordTask } from './word-task.js'
import { createWordVectors, type WordVectors } from './word-vectors.js'

export interface TrainedWordVectors {
  readonly vectors: WordVectors
  /** False when the signal stopped the run, or a worker died over a batch: the vectors are as far as they had come. */
  readonly isComplete: boolean
  /** Mean loss of a prediction in each epoch that has begun, in nats. */
  readonly losses: readonly number[]
}

/**
 * Trains skip-gram or CBOW with negative sampling (Mikolov et al., 2013a, 2013b), over character n-grams as well if
 * asked for (Bojanowski et al., 2017). The same corpus and options give the same bits. Throws RangeError for options
 * that cannot be and for a text of fewer than two frequent words.
 */
export async function trainWordVectors(
  corpus: WordCorpus,
  options: WordVectorOptions,
  host: WordTrainingHost,
  kernelKind: KernelKind = 'wasm',
): Promise<TrainedWordVectors> {
  const prepared = prepareWordTask(corpus, options, { nThreads: 1, sharing: 'own' })
  const state = createRunState(1, options.epochs, 'own')
  const trainer = createWordTrainer(prepared.task, kernelKind, 0)
  await runInOneThread(trainer, state, { nExamples: corpus.tokens.length, nWords: corpus.nRawWords }, host)
  return collectWordVectors(corpus, options, prepared, state)
}

/** The vectors as they are in the memory now: of a word with subwords, the mean of its rows. */
export function collectWordVectors(
  corpus: WordCorpus,
  options: WordVectorOptions,
  { task, buckets }: PreparedWordTask,
  state: RunState,
): TrainedWordVectors {
  const { dimensions } = options
  const nWords = corpus.words.length
  const rows = copyRows(task.memory, task.layout, task.layout.inputRows, task.layout.nInputRows)
  const values = rows.slice(0, nWords * dimensions)
  if (buckets !== undefined) averageSubwords(values, rows, task, dimensions)
  const subwords =
    options.subwords && buckets
      ? { options: options.subwords, buckets, values: rows.slice(nWords * dimensions) }
      : undefined
  return {
    vectors: createWordVectors({ dimensions, words: corpus.words, values, subwords }),
    isComplete: examplesDone(state) === task.tokens.length * options.epochs,
    losses: lossesOf(state),
  }
}

function averageSubwords(
  values: Float32Array,
  rows: Float32Array,
  { layout, memory }: PreparedWordTask['task'],
  dimensions: number,
): void {
  const starts = new Uint32Array(memory.buffer, layout.subwordStarts, layout.nWords + 1)
  const members = new Uint32Array(memory.buffer, layout.subwordRows, starts[layout.nWords])
  for (let word = 0; word < layout.nWords; word++) {
    const nMembers = starts[word + 1] - starts[word]
    for (let k = 0; k < dimensions; k++) {
      let sum = 0
      for (let at = starts[word]; at < starts[word + 1]; at++) sum += rows[members[at] * dimensions + k]
      values[word * dimensions + k] = sum / nMembers
    }
  }
}
