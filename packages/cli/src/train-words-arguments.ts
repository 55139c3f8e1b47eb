import type { WordSplit, WordVectorFormat } from '@cerca/core/train'
import type { TrainWordsAction, WordAlgorithm } from './command-line.js'
import { UsageError } from './errors.js'
import { type OptionValues, refuseOptions } from './option-values.js'
import type { OptionName } from './options.js'

const ALGORITHMS: readonly WordAlgorithm[] = ['skip-gram', 'cbow', 'glove', 'fasttext']
const SPLITS: readonly WordSplit[] = ['parts', 'spaces']
const FORMATS: readonly WordVectorFormat[] = ['text', 'binary', 'fasttext']

/** fastText has 2,000,000, of which a file holds every one: 800 MB for the words of any repository. */
const DEFAULT_BUCKETS = 200_000

const MAX_DIMENSIONS = 10_000
const MAX_WINDOW = 1000
const MAX_EPOCHS = 1_000_000
const MAX_COUNT = 1_000_000_000
const MAX_NEGATIVE = 100
const MAX_BUCKETS = 10_000_000
const MAX_THREADS = 256
const MAX_SEED = 2 ** 32 - 1

/** `places` are the words behind `words`. Throws `UsageError`. */
export function parseTrainWords(places: readonly string[], values: OptionValues): TrainWordsAction {
  if (places.includes('')) throw new UsageError('PATH is empty.', 'Name a folder or a file, or leave it out.')
  const out = values.text('out')
  if (out === undefined || out === '') {
    throw new UsageError('No file to write was named.', 'Name it with --out, such as --out vectors.bin')
  }
  const algorithm = oneOf(values, 'algorithm', ALGORITHMS) ?? 'skip-gram'
  if (algorithm === 'glove') refuseOptions(values, ['negative'], 'GloVe learns without words by chance.')
  if (algorithm !== 'fasttext') refuseOptions(values, ['buckets'], 'Only fasttext has n-grams.')
  const format = oneOf(values, 'format', FORMATS) ?? formatFor(out, algorithm)
  if (format === 'fasttext' && algorithm !== 'fasttext') {
    throw new UsageError(
      '--format fasttext keeps n-grams, and only fasttext has them.',
      'Write text or binary.',
    )
  }
  const report = values.text('report')
  if (report === '')
    throw new UsageError('--report is empty.', 'Name a page to write: --report training.html')
  return {
    kind: 'words',
    places,
    out,
    format,
    report,
    algorithm,
    split: oneOf(values, 'split', SPLITS) ?? 'parts',
    dimensions: values.number('dimensions', 1, MAX_DIMENSIONS),
    window: values.number('window', 1, MAX_WINDOW),
    epochs: values.number('epochs', 1, MAX_EPOCHS),
    minCount: values.number('min-count', 1, MAX_COUNT),
    nNegative: values.number('negative', 1, MAX_NEGATIVE),
    nBuckets: values.number('buckets', 1, MAX_BUCKETS) ?? DEFAULT_BUCKETS,
    nThreads: values.number('threads', 1, MAX_THREADS) ?? 1,
    seed: values.number('seed', 0, MAX_SEED) ?? 1,
  }
}

/** The ending of a file says what people expect in it; n-grams are kept where nothing else is said. */
function formatFor(out: string, algorithm: WordAlgorithm): WordVectorFormat {
  if (/\.(?:txt|vec)$/i.test(out)) return 'text'
  return algorithm === 'fasttext' ? 'fasttext' : 'binary'
}

function oneOf<Name extends string>(
  values: OptionValues,
  option: OptionName,
  names: readonly Name[],
): Name | undefined {
  const given = values.text(option)
  const found = names.find((name) => name === given)
  if (given === undefined || found !== undefined) return found
  const last = names[names.length - 1]
  throw new UsageError(
    `--${option} cannot be "${given}".`,
    `Write ${names.slice(0, -1).join(', ')} or ${last}.`,
  )
}
