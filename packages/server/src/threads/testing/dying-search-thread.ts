/** A search thread that one question ends. */
import { parentPort, workerData } from 'node:worker_threads'
import type { ToSearchThread } from '../messages.js'
import { serveSearch } from '../serve-search.js'

parentPort?.on('message', (message: ToSearchThread) => {
  if (message.kind !== 'ask') return
  const { kind, asked } = message.question
  if (kind === 'search' && asked.query === 'die') process.exit(1)
})
if (parentPort) serveSearch(parentPort, workerData)
