/** Word vectors from a text, in one thread: word2vec and fastText. */
import {
  createRunState,
  examplesDone,
  type KernelKind,
  lossesOf,
  type RunState,
  type RunSubject,
  type WordTrainingHost,
} from './batch-run.js'
import { copyRows } from './model-memory.js'
import { runInOneThread } from './run-in-one-thread.js'
import type { WordCorpus } from './word-corpus.js'
import type { WordVectorOptions } from './word-options.js'
import { createWordTrainer, type PreparedWordTask, prepareWordTask, type WordTask } from './word-task.js'
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
  await runInOneThread(trainer, state, wordRunSubject(corpus, prepared), host)
  return collectWordVectors(corpus, options, prepared, state)
}

/** What the reports of a run speak of. */
export function wordRunSubject(corpus: WordCorpus, { task }: PreparedWordTask): RunSubject {
  return {
    nExamples: corpus.tokens.length,
    nWords: corpus.nRawWords,
    vectorsOf: (rows) => wordVectorsNow(task, rows),
  }
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
  const { layout, memory } = task
  const values = wordVectorsNow(task, [...corpus.words.keys()])
  const bucketRows = layout.inputRows + nWords * layout.rowFloats * 4
  const subwords =
    options.subwords && buckets
      ? { options: options.subwords, buckets, values: copyRows(memory, layout, bucketRows, buckets.length) }
      : undefined
  return {
    vectors: createWordVectors({ dimensions, words: corpus.words, values, subwords }),
    isComplete: examplesDone(state) === task.tokens.length * options.epochs,
    losses: lossesOf(state),
  }
}

/** `[words.length, dimensions]`; of a word with subwords, the mean of its rows. */
function wordVectorsNow({ layout, memory, kernelTask }: WordTask, words: readonly number[]): Float32Array {
  const { dimensions, rowFloats, nWords } = layout
  const starts = new Uint32Array(memory.buffer, layout.subwordStarts, nWords + 1)
  const members = new Uint32Array(memory.buffer, layout.subwordRows, layout.nSubwordRows)
  const floats = new Float32Array(memory.buffer, layout.inputRows, layout.nInputRows * rowFloats)
  const vectors = new Float32Array(words.length * dimensions)
  for (const [idx, word] of words.entries()) {
    const rows = kernelTask.hasSubwords ? members.subarray(starts[word], starts[word + 1]) : [word]
    for (let k = 0; k < dimensions; k++) {
      let sum = 0
      for (const row of rows) sum += floats[row * rowFloats + k]
      vectors[idx * dimensions + k] = sum / rows.length
    }
  }
  return vectors
}
