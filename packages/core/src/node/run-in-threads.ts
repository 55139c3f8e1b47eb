/** A training run shared out over worker threads that write one model without locks (Hogwild: Recht et al., 2011). */
import { Worker } from 'node:worker_threads'
import { CercaError } from '../errors.js'
import {
  createProgressMeter,
  type RunState,
  type RunSubject,
  stopRun,
  type WordTrainingProgress,
} from '../train/words/batch-run.js'
import type { TrainingTask } from '../train/words/training-task.js'
import type { TrainMessage, TrainRequest } from './training-messages.js'

/** Milliseconds between two reports: even a run of a second is seen to move. */
const REPORT_EVERY_MS = 50

/** A worker that dies is replaced once; its batch is lost, one of thousands. */
const MAX_TRIES = 2

export interface ThreadedRun {
  readonly nThreads: number
  readonly onProgress: ((progress: WordTrainingProgress) => void) | undefined
  readonly signal: AbortSignal | undefined
  /** Where the bundled worker lies; `undefined` for beside the library's bundle. */
  readonly workerUrl: URL | undefined
}

/**
 * Ends when all batches are done or the signal says stop. Throws `worker-failed` when a worker fails twice. No worker
 * is left running.
 */
export async function runInThreads(
  task: TrainingTask,
  state: RunState,
  subject: RunSubject,
  { nThreads, onProgress, signal, workerUrl }: ThreadedRun,
): Promise<void> {
  const progress = createProgressMeter(state, subject, () => performance.now())
  onProgress?.(progress())
  const stop = () => stopRun(state)
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop)
  const timer = setInterval(() => onProgress?.(progress()), REPORT_EVERY_MS)
  const url = workerUrl ?? new URL('./training-worker.js', import.meta.url)
  try {
    const lanes = await Promise.allSettled(
      Array.from({ length: nThreads }, (_, id) => serveLane({ kind: 'train', id, task, state }, url)),
    )
    const failed = lanes.find((lane) => lane.status === 'rejected')
    if (failed !== undefined) throw failed.reason
    onProgress?.(progress())
  } finally {
    clearInterval(timer)
    signal?.removeEventListener('abort', stop)
  }
}

/** One worker, and another if it dies. A lane that fails for good stops the others. */
async function serveLane(request: TrainRequest, url: URL): Promise<void> {
  for (let tries = 1; ; tries++) {
    const worker = new Worker(url)
    try {
      await ask(worker, request)
      return
    } catch (error) {
      if (tries < MAX_TRIES) continue
      stopRun(request.state)
      const detail = error instanceof Error ? error.message : String(error)
      throw new CercaError('worker-failed', detail, { cause: error })
    } finally {
      await worker.terminate()
    }
  }
}

function ask(worker: Worker, request: TrainRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: TrainMessage) =>
      message.kind === 'trained' ? resolve() : reject(new Error(message.message)),
    )
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`it ended with code ${code}`)))
    worker.postMessage(request)
  })
}
