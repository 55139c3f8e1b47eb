import type { TrainModelAction } from './command-line.js'
import { UsageError } from './errors.js'
import { type OptionValues, refuseOptions } from './option-values.js'

/** Rows of a vector are added up four numbers at a time, and of a table sixteen. */
const DIMENSION_STEP = 16

const MAX_DIMENSIONS = 4096
const MIN_WORDS = 1
const MAX_WORDS = 1_000_000
const MAX_EPOCHS = 1000
const MAX_THREADS = 256
const MAX_SEED = 2 ** 32 - 1

/** `extra` are the words behind `model`, of which there should be none. Throws `UsageError`. */
export function parseTrainModel(extra: readonly string[], values: OptionValues): TrainModelAction {
  if (extra.length > 0) {
    throw new UsageError(
      `There is one argument too many: ${extra[0]}`,
      'Name files with --pairs, a folder with --on.',
    )
  }
  const pairs = values.list('pairs')
  const on = values.text('on')
  const distil = values.text('distil')
  if (pairs.includes('')) throw new UsageError('--pairs is empty.', 'Name a file: --pairs pairs.jsonl')
  if (on === '') throw new UsageError('--on is empty.', 'Name a folder: --on .')
  if (distil === '') throw new UsageError('--distil is empty.', 'Name a folder: --distil all-MiniLM-L6-v2')
  if (distil !== undefined)
    refuseOptions(values, ['model'], 'With --distil, training begins with a transformer.')
  if (pairs.length === 0 && on === undefined && distil === undefined) {
    throw new UsageError(
      'There is nothing to learn from.',
      'Name pairs with --pairs FILE, a repository with --on ROOT, a transformer with --distil FOLDER.',
    )
  }
  const out = values.text('out')
  if (out === undefined || out === '') {
    throw new UsageError('No folder to write was named.', 'Name it with --out, such as --out my-model')
  }
  const report = values.text('report')
  if (report === '')
    throw new UsageError('--report is empty.', 'Name a page to write: --report training.html')
  const dimensions = values.number('dimensions', DIMENSION_STEP, MAX_DIMENSIONS)
  if (dimensions !== undefined && dimensions % DIMENSION_STEP !== 0) {
    throw new UsageError(`--dimensions cannot be "${dimensions}".`, `Write a multiple of ${DIMENSION_STEP}.`)
  }
  return {
    kind: 'model',
    pairs,
    distil,
    on,
    out,
    report,
    dimensions,
    words: values.number('vocabulary', MIN_WORDS, MAX_WORDS),
    epochs: values.number('epochs', 1, MAX_EPOCHS),
    nThreads: values.number('threads', 1, MAX_THREADS) ?? 1,
    seed: values.number('seed', 0, MAX_SEED) ?? 1,
  }
}
