/** Contrastive training on this machine: its threads. */
import { once } from 'node:events'
import { setImmediate as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { EmbeddingTable } from '../embed/embedding-table.js'
import { CercaError } from '../errors.js'
import type { TrainingPair } from '../train/contrastive/examples.js'
import type { ContrastiveOptions } from '../train/contrastive/options.js'
import { sharedKernel } from '../train/contrastive/shared-training.js'
import { ContrastiveTraining } from '../train/contrastive/training.js'
import { createWasmKernel } from '../train/contrastive/wasm-kernel.js'
import type { HelloRequest, HelpRequest } from './training-messages.js'

export interface ContrastiveRun {
  /** The caller's own is one of them. */
  readonly nThreads: number
  /** Where the bundled worker lies; `undefined` for beside the library's bundle. */
  readonly workerUrl: URL | undefined
}

export interface TrainedTable {
  readonly table: EmbeddingTable
  /** Pairs that had been trained on when the table was best; undefined without validation. */
  readonly bestAt: number | undefined
}

/**
 * Trains as `trainContrastive` does, and gives the same bits whatever the number of threads. Other work of the caller's
 * thread happens between steps, so a signal arrives. Throws as `ContrastiveTraining`, and `worker-failed`. No worker is
 * left running.
 */
export async function trainContrastiveHere(
  pairs: readonly TrainingPair[],
  start: EmbeddingTable,
  options: ContrastiveOptions,
  { nThreads, workerUrl }: ContrastiveRun,
): Promise<TrainedTable> {
  const url = workerUrl ?? new URL('./training-worker.js', import.meta.url)
  const workers = Array.from({ length: nThreads - 1 }, () => new Worker(url))
  try {
    await Promise.all(workers.map((worker) => greet(worker)))
    const createKernel =
      nThreads === 1
        ? createWasmKernel
        : sharedKernel(nThreads, (task) => {
            workers[task.member - 1].postMessage({ kind: 'help', task } satisfies HelpRequest)
          })
    const training = new ContrastiveTraining(pairs, start, options, createKernel)
    while (training.step()) await pause()
    return { table: training.table(), bestAt: training.bestAt() }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

/** Ends when the worker answers; one that fails later lets the leader know through the memory that they share. */
async function greet(worker: Worker): Promise<void> {
  const failed = new AbortController()
  worker.on('error', (error) => failed.abort(error))
  worker.once('exit', (code) => failed.abort(new Error(`it ended with code ${code}`)))
  worker.postMessage({ kind: 'hello' } satisfies HelloRequest)
  try {
    await once(worker, 'message', { signal: failed.signal })
  } catch {
    const cause: unknown = failed.signal.reason
    throw new CercaError('worker-failed', cause instanceof Error ? cause.message : String(cause), { cause })
  }
}
