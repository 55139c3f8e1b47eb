/** A question to a worker, and its answer. */
import type { Worker } from 'node:worker_threads'
import type { WorkerMessage, WorkerRequest } from './worker-messages.js'

/**
 * `resultOf` is the result that a message brings, `undefined` for one on the way to it. Rejects when the worker says
 * that it failed, throws, or ends.
 */
export function askWorker<Result>(
  worker: Worker,
  request: WorkerRequest,
  resultOf: (message: WorkerMessage) => Result | undefined,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      worker.off('message', onMessage)
      worker.off('error', onError)
      worker.off('exit', onExit)
      settle()
    }
    const onMessage = (message: WorkerMessage) => {
      if (message.id !== request.id) return
      if (message.kind === 'failed') {
        finish(() => reject(Object.assign(new Error(message.message), { stack: message.stack })))
        return
      }
      const result = resultOf(message)
      if (result !== undefined) finish(() => resolve(result))
    }
    const onError = (error: Error) => finish(() => reject(error))
    const onExit = (code: number) => finish(() => reject(new Error(`it ended with code ${code}`)))
    worker.on('message', onMessage)
    worker.on('error', onError)
    worker.on('exit', onExit)
    worker.postMessage(request)
  })
}
