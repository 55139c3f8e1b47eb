/** A worker's part of a training run: batch after batch, as long as there are any. */
import type { MessagePort } from 'node:worker_threads'
import { trainNextBatch } from '../train/words/batch-run.js'
import { createTrainer } from '../train/words/training-task.js'
import type { TrainMessage, TrainRequest } from './training-messages.js'

export function serveTraining(port: MessagePort): void {
  port.on('message', ({ id, task, state }: TrainRequest) => {
    try {
      const trainer = createTrainer(task, 'wasm', id)
      while (trainNextBatch(trainer, state, id));
      port.postMessage({ kind: 'trained', id } satisfies TrainMessage)
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
      port.postMessage({ kind: 'failed', id, message } satisfies TrainMessage)
    }
  })
}
