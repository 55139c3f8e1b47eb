/** Batches shared out over worker threads. */
import { Worker } from 'node:worker_threads'
import { CercaError } from '../errors.js'
import type { Batch, BatchResult } from './analyse.js'
import { askWorker } from './ask-worker.js'
import type { WorkerMessage } from './worker-messages.js'

/** A batch is tried again once in a new worker when its worker dies. */
const MAX_TRIES = 2

interface Task {
  readonly idx: number
  readonly batch: Batch
  tries: number
}

interface Pool {
  readonly queue: Task[]
  readonly workerUrl: URL
  readonly workers: Set<Worker>
  readonly onResult: (idx: number, result: BatchResult) => void
  /** Set when all is done or one batch failed for good: a lane that is still busy then ends. */
  isClosed: boolean
}

/**
 * Analyses every batch and calls `onResult` as each comes back, in any order.
 * Throws `worker-failed` when a batch fails twice. No worker is left running.
 */
export async function analyseInWorkers(
  batches: readonly Batch[],
  nWorkers: number,
  workerUrl: URL,
  onResult: (idx: number, result: BatchResult) => void,
): Promise<void> {
  const queue: Task[] = batches.map((batch, idx) => ({ idx, batch, tries: 0 }))
  const pool: Pool = { queue, workerUrl, workers: new Set(), onResult, isClosed: false }
  try {
    const nLanes = Math.min(nWorkers, batches.length)
    await Promise.all(Array.from({ length: nLanes }, () => serveLane(pool)))
  } finally {
    pool.isClosed = true
    await Promise.all([...pool.workers].map((worker) => worker.terminate()))
  }
}

/** One worker after another, as long as there are batches. */
async function serveLane(pool: Pool): Promise<void> {
  const { queue, workers } = pool
  let worker: Worker | undefined
  for (let task = queue.shift(); task && !pool.isClosed; task = queue.shift()) {
    task.tries++
    if (!worker) {
      worker = new Worker(pool.workerUrl)
      workers.add(worker)
    }
    try {
      const request = { kind: 'analyse', id: task.idx, batch: task.batch } as const
      const resultOf = (message: WorkerMessage) => (message.kind === 'analysed' ? message.result : undefined)
      pool.onResult(task.idx, await askWorker(worker, request, resultOf))
    } catch (error) {
      if (pool.isClosed) return
      if (task.tries >= MAX_TRIES) {
        const detail = error instanceof Error ? error.message : String(error)
        throw new CercaError('worker-failed', detail, { cause: error })
      }
      queue.unshift(task)
      workers.delete(worker)
      await worker.terminate()
      worker = undefined
    }
  }
}
