/** One task in an indexing thread of its own. */
import { Worker } from 'node:worker_threads'
import { CercaError } from '@cerca/core'
import { releaseOwnLock } from '@cerca/core/node'
import type { FromIndexingThread, IndexingTask } from './messages.js'
import { receiveError } from './sent-error.js'

/** The last message of a task that went well. */
export type IndexingResult = Extract<FromIndexingThread, { readonly kind: 'updated' | 'listed' }>

export interface IndexingRun {
  /** Rejected with what core throws, with `worker-failed` when the thread dies, and with `cancelled` by `cancel`. */
  readonly done: Promise<IndexingResult>
  /** Ends the thread wherever it is: the index stays as it was last stored. */
  cancel(): Promise<void>
}

/** What a cancelled run is rejected with. */
export const CANCELLED = Symbol('cancelled')

export function runIndexing(
  url: URL,
  task: IndexingTask,
  onMessage: (message: FromIndexingThread) => void,
): IndexingRun {
  const worker = new Worker(url, { workerData: task })
  let isCancelled = false
  const done = new Promise<IndexingResult>((resolve, reject) => {
    worker.on('message', (message: FromIndexingThread) => {
      if (isCancelled) return
      if (message.kind === 'failed') reject(receiveError(message.error))
      else if (message.kind === 'updated' || message.kind === 'listed') resolve(message)
      else onMessage(message)
    })
    worker.on('error', (error) => reject(new CercaError('worker-failed', error.message, { cause: error })))
    worker.on('exit', (code) =>
      reject(isCancelled ? CANCELLED : new CercaError('worker-failed', `it ended with code ${code}`)),
    )
  })
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => resolve())
  })
  return {
    // The next task would wait for a lock that a thread which died still has.
    done: done.catch(async (error) => {
      await ended
      release(task)
      throw error
    }),
    async cancel() {
      isCancelled = true
      await worker.terminate()
      release(task)
    },
  }
}

function release({ kind, root, indexDir }: IndexingTask): void {
  if (kind !== 'update') return
  try {
    releaseOwnLock(root, indexDir)
  } catch {
    // The folder is gone, and with it whatever could be written.
  }
}
