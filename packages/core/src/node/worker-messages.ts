/** Everything that passes between the main thread and its workers. */
import type { AdaptResult, AdaptTask } from './adapt-to-files.js'
import type { Batch, BatchResult } from './analyse.js'

/** Main thread to worker. */
export interface AnalyseRequest {
  readonly kind: 'analyse'
  readonly id: number
  readonly batch: Batch
}

/** Main thread to worker, once. */
export interface AdaptRequest {
  readonly kind: 'adapt'
  readonly id: number
  readonly task: AdaptTask
}

/** Worker to main thread. The segment's bytes are transferred, not copied. */
export type WorkerMessage =
  | { readonly kind: 'analysed'; readonly id: number; readonly result: BatchResult }
  | { readonly kind: 'adapting'; readonly id: number; readonly done: number; readonly total: number }
  | { readonly kind: 'adapted'; readonly id: number; readonly result: AdaptResult }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string; readonly stack: string }
