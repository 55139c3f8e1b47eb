/** A worker's part of a training run. */
import type { MessagePort } from 'node:worker_threads'
import { helpTraining } from '../train/contrastive/shared-training.js'
import { trainNextBatch } from '../train/words/batch-run.js'
import { createTrainer } from '../train/words/training-task.js'
import type {
  HelloMessage,
  HelloRequest,
  HelpRequest,
  TrainMessage,
  TrainRequest,
} from './training-messages.js'

export function serveTraining(port: MessagePort): void {
  port.on('message', (request: TrainRequest | HelloRequest | HelpRequest) => {
    if (request.kind === 'hello') port.postMessage({ kind: 'hello' } satisfies HelloMessage)
    else if (request.kind === 'help') helpTraining(request.task)
    else trainBatches(port, request)
  })
}

/** Batch after batch, as long as there are any. */
function trainBatches(port: MessagePort, { id, task, state }: TrainRequest): void {
  try {
    const trainer = createTrainer(task, 'wasm', id)
    while (trainNextBatch(trainer, state, id));
    port.postMessage({ kind: 'trained', id } satisfies TrainMessage)
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    port.postMessage({ kind: 'failed', id, message } satisfies TrainMessage)
  }
}
