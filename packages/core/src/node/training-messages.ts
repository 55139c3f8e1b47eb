/** Everything that passes between the main thread and the workers that train. */
import type { HelperTask } from '../train/contrastive/shared-training.js'
import type { RunState } from '../train/words/batch-run.js'
import type { TrainingTask } from '../train/words/training-task.js'

/** Main thread to worker, once. Model, text and state lie in shared memory; nothing of them is copied. */
export interface TrainRequest {
  readonly kind: 'train'
  readonly id: number
  readonly task: TrainingTask
  readonly state: RunState
}

/** Main thread to worker, before it helps: answers with `HelloMessage`, so that nobody waits for one that is not there. */
export interface HelloRequest {
  readonly kind: 'hello'
}

/** Main thread to worker, once: help with the steps of a contrastive training. There is no answer but in the memory. */
export interface HelpRequest {
  readonly kind: 'help'
  readonly task: HelperTask
}

/** Worker to main thread: it is running. */
export interface HelloMessage {
  readonly kind: 'hello'
}

/** Worker to main thread, when no batch is left or the run was stopped. */
export type TrainMessage =
  | { readonly kind: 'trained'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
