/** The entry of a worker thread. */
import { parentPort } from 'node:worker_threads'
import { serveAnalysis } from './serve-analysis.js'

if (parentPort) serveAnalysis(parentPort)
