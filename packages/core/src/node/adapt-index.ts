/** Trains the model of an index on the files that it holds, away from the thread that answers. */
import { Worker } from 'node:worker_threads'
import type { Adapted } from '../engine/embed-index.js'
import { hashOfRow, type OpenedIndex, pathOfRow } from '../engine/opened-index.js'
import { decodePatch } from '../engine/vector-files.js'
import { CercaError } from '../errors.js'
import { compareText } from '../text/compare-text.js'
import { DEFAULT_PAIR_LIMITS } from '../train/pairs/pair-collector.js'
import type { AdaptResult, AdaptTask } from './adapt-to-files.js'
import { askWorker } from './ask-worker.js'

export interface AdaptIndexOptions {
  readonly root: string
  readonly modelFolder: string
  readonly amount: 'auto' | 'full'
  /** Whether to train in a thread of its own. */
  readonly inWorker: boolean
  readonly onProgress: (done: number, total: number) => void
}

/** A few seconds on one core: pairs are learnt at about 20,000 a second, eight times over. */
const AUTO_LIMITS = { ...DEFAULT_PAIR_LIMITS, perRepository: 10_000 }
/** Bytes of source that are read for it; files beyond are left out at random. */
const AUTO_SOURCE_BYTES = 8_000_000

const SEED = 1

/** `undefined` when there was too little to learn from. Throws `worker-failed`, `model-damaged`, `model-unsupported`. */
export async function adaptIndex(
  index: OpenedIndex,
  options: AdaptIndexOptions,
): Promise<(Adapted & { readonly pairs: number }) | undefined> {
  const task: AdaptTask = {
    root: options.root,
    paths: pathsToRead(index, options.amount === 'auto' ? AUTO_SOURCE_BYTES : Number.POSITIVE_INFINITY),
    maxFileBytes: index.manifest.maxFileBytes,
    modelFolder: options.modelFolder,
    limits: options.amount === 'auto' ? AUTO_LIMITS : DEFAULT_PAIR_LIMITS,
    seed: SEED,
  }
  const { pairs, patch } = await (options.inWorker ? inWorker(task, options) : here(task, options))
  if (patch === undefined) return undefined
  const chunks = index.segments.reduce((sum, segment) => sum + segment.chunks.file.length, 0)
  return { pairs, patch: decodePatch(patch), chunks }
}

/** Files in the order of their content's hash until the bytes are spent: chance, but the same each time. */
function pathsToRead(index: OpenedIndex, maxBytes: number): string[] {
  const rows = index.manifest.files.map(({ size }, row) => ({
    size,
    path: pathOfRow(index, row),
    hash: hashOfRow(index, row),
  }))
  const total = rows.reduce((sum, { size }) => sum + size, 0)
  if (total <= maxBytes) return rows.map(({ path }) => path)
  rows.sort((a, b) => compareText(a.hash, b.hash) || compareText(a.path, b.path))
  let bytes = 0
  return rows.flatMap(({ path, size }) => {
    if (bytes + size > maxBytes) return []
    bytes += size
    return [path]
  })
}

async function here(task: AdaptTask, { onProgress }: AdaptIndexOptions): Promise<AdaptResult> {
  // On demand, because a search should not load the parser and the trainer.
  const { adaptToFiles } = await import('./adapt-to-files.js')
  return adaptToFiles(task, onProgress)
}

/** A worker that dies is not replaced: the index is complete without it. */
async function inWorker(task: AdaptTask, { onProgress }: AdaptIndexOptions): Promise<AdaptResult> {
  const worker = new Worker(new URL('./worker.js', import.meta.url))
  try {
    return await askWorker(worker, { kind: 'adapt', id: 0, task }, (message) => {
      if (message.kind === 'adapting') onProgress(message.done, message.total)
      return message.kind === 'adapted' ? message.result : undefined
    })
  } catch (cause) {
    throw new CercaError('worker-failed', cause instanceof Error ? cause.message : String(cause), { cause })
  } finally {
    await worker.terminate()
  }
}
