/** Everything that passes between the main thread and the workers that train. */
import type { RunState } from '../train/words/batch-run.js'
import type { TrainingTask } from '../train/words/training-task.js'

/** Main thread to worker, once. Model, text and state lie in shared memory; nothing of them is copied. */
export interface TrainRequest {
  readonly kind: 'train'
  readonly id: number
  readonly task: TrainingTask
  readonly state: RunState
}

/** Worker to main thread, when no batch is left or the run was stopped. */
export type TrainMessage =
  | { readonly kind: 'trained'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
