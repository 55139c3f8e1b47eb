/** Answers a request to train a model on files. */
import type { MessagePort } from 'node:worker_threads'
import { adaptToFiles } from './adapt-to-files.js'
import type { AdaptRequest, WorkerMessage } from './worker-messages.js'

export async function serveAdaptation(port: MessagePort, { id, task }: AdaptRequest): Promise<void> {
  try {
    const result = await adaptToFiles(task, (done, total) =>
      port.postMessage({ kind: 'adapting', id, done, total } satisfies WorkerMessage),
    )
    port.postMessage({ kind: 'adapted', id, result } satisfies WorkerMessage)
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
    port.postMessage({ kind: 'failed', id, message, stack } satisfies WorkerMessage)
  }
}
