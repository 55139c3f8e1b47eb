/** The entry of a search thread. */
import { parentPort, workerData } from 'node:worker_threads'
import { serveSearch } from './serve-search.js'

if (parentPort) serveSearch(parentPort, workerData)
