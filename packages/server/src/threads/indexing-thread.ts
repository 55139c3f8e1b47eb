/** The entry of an indexing thread. */
import { parentPort, workerData } from 'node:worker_threads'
import { serveIndexing } from './serve-indexing.js'

if (parentPort) await serveIndexing(parentPort, workerData)
