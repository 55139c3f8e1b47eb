/** Word vectors on this machine: its clock, its threads. */
import { setImmediate as pause } from 'node:timers/promises'
import { createRunState, type WordTrainingHost } from '../train/words/batch-run.js'
import type { GloveOptions } from '../train/words/glove-options.js'
import { collectGlove, gloveRunSubject, prepareGlove, trainGlove } from '../train/words/train-glove.js'
import {
  collectWordVectors,
  type TrainedWordVectors,
  trainWordVectors,
  wordRunSubject,
} from '../train/words/train-word-vectors.js'
import type { WordCorpus } from '../train/words/word-corpus.js'
import type { WordVectorOptions } from '../train/words/word-options.js'
import { prepareWordTask } from '../train/words/word-task.js'
import { runInThreads, type ThreadedRun } from './run-in-threads.js'

/**
 * word2vec or fastText. One thread is the caller's own and gives the same bits every time; with more, workers write
 * the same model as they come, and no two runs are alike. Throws as `trainWordVectors` and `runInThreads`.
 */
export async function trainWordVectorsHere(
  corpus: WordCorpus,
  options: WordVectorOptions,
  run: ThreadedRun,
): Promise<TrainedWordVectors> {
  if (run.nThreads === 1) return trainWordVectors(corpus, options, hostOf(run))
  const prepared = prepareWordTask(corpus, options, {
    nThreads: run.nThreads,
    sharing: 'shared',
  })
  const state = createRunState(run.nThreads, options.epochs, 'shared')
  await runInThreads(prepared.task, state, wordRunSubject(corpus, prepared), run)
  return collectWordVectors(corpus, options, prepared, state)
}

/** GloVe; threads as in `trainWordVectorsHere`. */
export async function trainGloveHere(
  corpus: WordCorpus,
  options: GloveOptions,
  run: ThreadedRun,
): Promise<TrainedWordVectors> {
  if (run.nThreads === 1) return trainGlove(corpus, options, hostOf(run))
  const task = prepareGlove(corpus, options, { nThreads: run.nThreads, sharing: 'shared' })
  const state = createRunState(run.nThreads, options.epochs, 'shared')
  await runInThreads(task, state, gloveRunSubject(task), run)
  return collectGlove(corpus, task, state)
}

function hostOf({ onProgress, signal }: ThreadedRun): WordTrainingHost {
  return { now: () => performance.now(), pause: () => pause(), onProgress, signal }
}
