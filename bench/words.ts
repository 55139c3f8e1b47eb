/**
 * Trains word vectors on a text and says how fast, to be read beside bench/peers/gensim_words.py:
 *
 *     npx tsx bench/words.ts TEXT OUT.bin [--model skipgram|cbow|fasttext|glove] [--threads 1] [--epochs 5]
 *
 * Prints one line of JSON. Words are counted as gensim counts them: all words of the text, times epochs.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  DEFAULT_MAX_FILE_BYTES,
  readWordCorpus,
  trainGloveHere,
  trainWordVectorsHere,
} from '@cerca/core/node'
import {
  analogy,
  DEFAULT_GLOVE_OPTIONS,
  DEFAULT_SUBWORD_OPTIONS,
  DEFAULT_WORD_VECTOR_OPTIONS,
  encodeWord2VecBinary,
  encodeWord2VecText,
} from '@cerca/core/train'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string', default: 'skipgram' },
    threads: { type: 'string', default: '1' },
    epochs: { type: 'string', default: '5' },
    dimensions: { type: 'string', default: '100' },
    sample: { type: 'string', default: '0.001' },
    seed: { type: 'string', default: '1' },
    'max-count': { type: 'string', default: String(DEFAULT_GLOVE_OPTIONS.maxCount) },
    progress: { type: 'boolean', default: false },
  },
})
const [text, out] = positionals
if (text === undefined || out === undefined) throw new Error('Name a text and a file for the vectors')

const MIN_COUNT = 5
// As in the peer, so that both train the same number of rows.
const N_BUCKETS = 200_000

const run = {
  nThreads: Number(values.threads),
  onProgress: values.progress
    ? (progress: object) => process.stderr.write(`${JSON.stringify(progress)}\n`)
    : undefined,
  signal: undefined,
  workerUrl: undefined,
}
const shared = {
  epochs: Number(values.epochs),
  dimensions: Number(values.dimensions),
  seed: Number(values.seed),
}

const started = performance.now()
const { corpus } = await readWordCorpus([{ kind: 'file', path: text }], {
  split: 'spaces',
  minCount: MIN_COUNT,
  maxFileBytes: DEFAULT_MAX_FILE_BYTES,
  onProgress: () => {},
})
const prepared = performance.now()
const cpuBefore = process.cpuUsage()
const { vectors, losses } =
  values.model === 'glove'
    ? await trainGloveHere(
        corpus,
        {
          ...DEFAULT_GLOVE_OPTIONS,
          ...shared,
          minCount: MIN_COUNT,
          maxCount: Number(values['max-count']),
        },
        run,
      )
    : await trainWordVectorsHere(
        corpus,
        {
          ...DEFAULT_WORD_VECTOR_OPTIONS,
          ...shared,
          minCount: MIN_COUNT,
          sample: Number(values.sample),
          model: values.model === 'cbow' ? 'cbow' : 'skipgram',
          subwords:
            values.model === 'fasttext' ? { ...DEFAULT_SUBWORD_OPTIONS, nBuckets: N_BUCKETS } : undefined,
        },
        run,
      )
const seconds = (performance.now() - prepared) / 1000
const cpu = process.cpuUsage(cpuBefore)
writeFileSync(out, out.endsWith('.txt') ? encodeWord2VecText(vectors) : encodeWord2VecBinary(vectors))
const nWords = corpus.nRawWords * shared.epochs
process.stdout.write(
  `${JSON.stringify({
    peer: 'cerca',
    model: values.model,
    threads: run.nThreads,
    epochs: shared.epochs,
    vocabulary: corpus.words.length,
    words: nWords,
    prepareSeconds: Number(((prepared - started) / 1000).toFixed(2)),
    trainSeconds: Number(seconds.toFixed(2)),
    cpuSeconds: Number(((cpu.user + cpu.system) / 1e6).toFixed(2)),
    wordsPerSecond: Math.round(nWords / seconds),
    losses: losses.map((loss) => Number(loss.toFixed(4))),
    queen: vectors.rowOf('king') === undefined ? [] : analogy(vectors, 'man', 'king', 'woman', 5),
  })}\n`,
)
