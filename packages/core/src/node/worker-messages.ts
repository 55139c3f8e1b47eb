/** Everything that passes between the main thread and its workers. */
import type { AdaptResult, AdaptTask } from './adapt-to-files.js'
import type { Batch, BatchResult } from './analyse.js'

interface AnalyseRequest {
  readonly kind: 'analyse'
  readonly id: number
  readonly batch: Batch
}

interface AdaptRequest {
  readonly kind: 'adapt'
  readonly id: number
  readonly task: AdaptTask
}

/** Main thread to worker. */
export type WorkerRequest = AnalyseRequest | AdaptRequest

/** Worker to main thread. The segment's bytes are transferred, not copied. */
export type WorkerMessage =
  | { readonly kind: 'analysed'; readonly id: number; readonly result: BatchResult }
  | { readonly kind: 'adapting'; readonly id: number; readonly done: number; readonly total: number }
  | { readonly kind: 'adapted'; readonly id: number; readonly result: AdaptResult }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string; readonly stack: string }
