/** Everything that passes between the main thread and its workers. */
import type { Batch, BatchResult } from './analyse.js'

/** Main thread to worker. */
export interface AnalyseRequest {
  readonly kind: 'analyse'
  readonly id: number
  readonly batch: Batch
}

/** Worker to main thread. The segment's bytes are transferred, not copied. */
export type WorkerMessage =
  | { readonly kind: 'analysed'; readonly id: number; readonly result: BatchResult }
  /** The parser broke on a file: this worker is done for. */
  | { readonly kind: 'broken-parser'; readonly id: number; readonly path: string }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string; readonly stack: string }
