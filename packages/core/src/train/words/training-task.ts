/** Both kinds of training run behind one door, so that a worker needs to know neither. */
import type { BatchTrainer, KernelKind } from './batch-run.js'
import { createGloveTrainer, type GloveTask } from './glove-task.js'
import { createWordTrainer, type WordTask } from './word-task.js'

/** Plain data and shared memory: it can be posted to a worker. */
export type TrainingTask = WordTask | GloveTask

export function createTrainer(task: TrainingTask, kernelKind: KernelKind, threadIdx: number): BatchTrainer {
  return task.kind === 'words'
    ? createWordTrainer(task, kernelKind, threadIdx)
    : createGloveTrainer(task, kernelKind, threadIdx)
}
