/** Word vectors from co-occurrences, in one thread: GloVe. */
import {
  createRunState,
  examplesDone,
  type KernelKind,
  lossesOf,
  type RunState,
  type RunSubject,
  type WordTrainingHost,
} from './batch-run.js'
import type { GloveOptions } from './glove-options.js'
import { countGlovePairs } from './glove-pairs.js'
import { createGloveTrainer, type GloveTask, prepareGloveTask } from './glove-task.js'
import { runInOneThread } from './run-in-one-thread.js'
import type { TrainedWordVectors } from './train-word-vectors.js'
import type { WordCorpus } from './word-corpus.js'
import { createWordVectors } from './word-vectors.js'

/**
 * Trains GloVe (Pennington et al., 2014); a word's vector is the sum of its vector as word and as context. The same
 * corpus and options give the same bits. `loss` is the mean of weight x error^2 / 2, words a second are co-occurrences
 * a second. Throws RangeError for options that cannot be and for a text without neighbours.
 */
export async function trainGlove(
  corpus: WordCorpus,
  options: GloveOptions,
  host: WordTrainingHost,
  kernelKind: KernelKind = 'wasm',
): Promise<TrainedWordVectors> {
  const task = prepareGlove(corpus, options, { nThreads: 1, sharing: 'own' })
  const state = createRunState(1, options.epochs, 'own')
  await runInOneThread(createGloveTrainer(task, kernelKind, 0), state, gloveRunSubject(task), host)
  return collectGlove(corpus, task, state)
}

/** Counts and prepares. Throws RangeError for options that cannot be and for a text without neighbours. */
export function prepareGlove(
  corpus: WordCorpus,
  options: GloveOptions,
  threads: { readonly nThreads: number; readonly sharing: 'own' | 'shared' },
): GloveTask {
  const coOccurrences = countGlovePairs(corpus, options.window)
  if (coOccurrences.words.length === 0) throw new RangeError('No two words of the text stand near each other')
  return prepareGloveTask(coOccurrences, corpus.words.length, options, threads)
}

/** What the reports of a run speak of. */
export function gloveRunSubject(task: GloveTask): RunSubject {
  const nPairs = task.pairs.length / 2
  return { nExamples: nPairs, nWords: nPairs, vectorsOf: (rows) => gloveVectorsNow(task, rows) }
}

/** The vectors as they are in the memory now. */
export function collectGlove(corpus: WordCorpus, task: GloveTask, state: RunState): TrainedWordVectors {
  const values = gloveVectorsNow(task, [...corpus.words.keys()])
  const { dimensions } = task.layout
  return {
    vectors: createWordVectors({ dimensions, words: corpus.words, values, subwords: undefined }),
    isComplete: examplesDone(state) === (task.pairs.length / 2) * task.epochs,
    losses: lossesOf(state),
  }
}

/** `[words.length, dimensions]`: the sum of a word's two rows. */
function gloveVectorsNow({ layout, memory }: GloveTask, words: readonly number[]): Float32Array {
  const { dimensions, rowFloats, nWords } = layout
  const own = new Float32Array(memory.buffer, layout.wordRows, nWords * rowFloats)
  const contexts = new Float32Array(memory.buffer, layout.contextRows, nWords * rowFloats)
  const vectors = new Float32Array(words.length * dimensions)
  for (const [idx, word] of words.entries()) {
    for (let k = 0; k < dimensions; k++) {
      vectors[idx * dimensions + k] = own[word * rowFloats + k] + contexts[word * rowFloats + k]
    }
  }
  return vectors
}
