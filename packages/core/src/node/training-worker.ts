/** The entry of a worker thread that trains. */
import { parentPort } from 'node:worker_threads'
import { serveTraining } from './serve-training.js'

if (parentPort) serveTraining(parentPort)
