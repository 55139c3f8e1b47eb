/**
 * The binary format of fastText (version 12, its dictionary.cc and fasttext.cc), which gensim reads too: words, vectors
 * and the rows of character n-grams that give other words a vector.
 */
import { CercaError } from '../../errors.js'
import { createByteReader, createByteWriter } from './byte-cursor.js'
import { bucketOf, characterNgrams } from './subwords.js'
import type { SubwordOptions, WordVectorOptions } from './word-options.js'
import { createWordVectors, type WordVectorData, type WordVectors } from './word-vectors.js'

export const FASTTEXT_MAGIC = 793_712_314

const VERSION = 12

/** As fastText numbers them. */
const NEGATIVE_SAMPLING = 2
const CBOW = 1
const SKIPGRAM = 2

/** Only tells fastText's progress bar how often to move. */
const RATE_UPDATES = 100

/** The end of a line, which fastText counts as a word without n-grams. */
const END_OF_SENTENCE = '</s>'

/** Bytes before the dictionary: magic, version, twelve numbers and the subsampling threshold. */
const HEADER_BYTES = 14 * 4 + 8
const DICTIONARY_BYTES = 3 * 4 + 2 * 8
/** Behind each word: its zero byte, its count and its type. */
const ENTRY_BYTES = 1 + 8 + 1
const MATRIX_BYTES = 1 + 2 * 8

/**
 * `counts` are those of the words in the text, `[words.length]`. Buckets that were not trained are zeros, and so is the
 * output layer, which is not kept: other programs can ask this file for vectors, but not go on training. Throws
 * RangeError for vectors without n-grams.
 */
export function encodeFastText(
  vectors: WordVectorData,
  counts: Uint32Array,
  options: WordVectorOptions,
): Uint8Array {
  const { words, dimensions, values, subwords } = vectors
  if (subwords === undefined) throw new RangeError('These vectors have no n-grams')
  const names = words.map((word) => new TextEncoder().encode(word))
  const nInputRows = words.length + subwords.options.nBuckets
  const nBytes =
    HEADER_BYTES +
    DICTIONARY_BYTES +
    names.reduce((sum, name) => sum + name.length + ENTRY_BYTES, 0) +
    2 * MATRIX_BYTES +
    (nInputRows + words.length) * dimensions * 4
  const to = createByteWriter(nBytes)
  const { minLength, maxLength, nBuckets } = subwords.options
  to.int32(FASTTEXT_MAGIC, VERSION, dimensions, options.window, options.epochs, options.minCount)
  const wordNgrams = 1
  const model = options.model === 'cbow' ? CBOW : SKIPGRAM
  to.int32(
    options.nNegative,
    wordNgrams,
    NEGATIVE_SAMPLING,
    model,
    nBuckets,
    minLength,
    maxLength,
    RATE_UPDATES,
  )
  to.float64(options.sample)
  to.int32(words.length, words.length, 0)
  // No list of n-grams that were pruned.
  to.int64(
    counts.reduce((sum, count) => sum + count, 0),
    -1,
  )
  for (const [row, name] of names.entries()) {
    to.bytes(name)
    to.byte(0)
    to.int64(counts[row] ?? 0)
    to.byte(0)
  }
  to.byte(0)
  to.int64(nInputRows, dimensions)
  const bucketRows = new Map(Array.from(subwords.buckets, (bucket, row) => [bucket, row]))
  for (const [row, word] of words.entries()) {
    to.floats(ownRow(word, values.subarray(row * dimensions, (row + 1) * dimensions), subwords, bucketRows))
  }
  const start = to.at()
  for (const [row, bucket] of subwords.buckets.entries()) {
    to.moveTo(start + bucket * dimensions * 4)
    to.floats(subwords.values.subarray(row * dimensions, (row + 1) * dimensions))
  }
  to.moveTo(start + nBuckets * dimensions * 4)
  to.byte(0)
  to.int64(words.length, dimensions)
  return to.result
}

/**
 * A word's vector is the mean of its own row and those of its n-grams. Rows of zeros count as not trained. Throws
 * `vectors-damaged`, also for models that are quantized or tell labels.
 */
export function decodeFastText(bytes: Uint8Array): WordVectors {
  const from = createByteReader(bytes)
  const [magic, version, dimensions] = from.int32(6)
  if (magic !== FASTTEXT_MAGIC || version > VERSION)
    throw damaged(`version ${version} of fastText is not known`)
  const [, , , , nBuckets, minLength, maxLength] = from.int32(8)
  from.skip(8)
  const [nEntries, nWords, nLabels] = from.int32(3)
  if (nLabels > 0 || nEntries !== nWords) throw damaged('it is a classifier of texts')
  const [, nPruned] = from.int64(2)
  const words: string[] = []
  for (let idx = 0; idx < nWords; idx++) {
    words.push(from.text())
    from.skip(9)
  }
  if (nPruned > 0 || from.byte() !== 0) throw damaged('it is quantized')
  const [nRows, nColumns] = from.int64(2)
  if (nColumns !== dimensions || nRows !== nWords + nBuckets) throw damaged('its sizes contradict each other')
  const own = from.floats(nWords * dimensions)
  const options = { minLength, maxLength, nBuckets }
  const subwords = { options, ...trainedRows(from.floats(nBuckets * dimensions), dimensions) }
  const bucketRows = new Map(Array.from(subwords.buckets, (bucket, row) => [bucket, row]))
  const values = new Float32Array(nWords * dimensions)
  for (const [row, word] of words.entries()) {
    const rows = word === END_OF_SENTENCE ? [] : rowsOfNgrams(word, options, bucketRows)
    for (let k = 0; k < dimensions; k++) {
      let sum = own[row * dimensions + k]
      for (const ngramRow of rows) if (ngramRow >= 0) sum += subwords.values[ngramRow * dimensions + k]
      values[row * dimensions + k] = sum / (1 + rows.length)
    }
  }
  return createWordVectors({ dimensions, words, values, subwords: maxLength > 0 ? subwords : undefined })
}

/** What a word's own row must have been for `vector` to be the mean of it and of its n-grams' rows. */
function ownRow(
  word: string,
  vector: Float32Array,
  { options, values }: NonNullable<WordVectorData['subwords']>,
  bucketRows: ReadonlyMap<number, number>,
): Float32Array {
  const rows = rowsOfNgrams(word, options, bucketRows)
  return vector.map((value, k) => {
    let own = value * (1 + rows.length)
    for (const row of rows) if (row >= 0) own -= values[row * vector.length + k]
    return own
  })
}

/** -1 for an n-gram that was not trained. */
function rowsOfNgrams(
  word: string,
  options: SubwordOptions,
  bucketRows: ReadonlyMap<number, number>,
): number[] {
  return characterNgrams(word, options).map((ngram) => bucketRows.get(bucketOf(ngram, options)) ?? -1)
}

function trainedRows(
  all: Float32Array,
  dimensions: number,
): { readonly buckets: Uint32Array; readonly values: Float32Array } {
  const buckets: number[] = []
  for (let bucket = 0; bucket * dimensions < all.length; bucket++) {
    if (all.subarray(bucket * dimensions, (bucket + 1) * dimensions).some((value) => value !== 0))
      buckets.push(bucket)
  }
  if (buckets.length * dimensions === all.length) return { buckets: Uint32Array.from(buckets), values: all }
  const values = new Float32Array(buckets.length * dimensions)
  for (const [row, bucket] of buckets.entries()) {
    values.set(all.subarray(bucket * dimensions, (bucket + 1) * dimensions), row * dimensions)
  }
  return { buckets: Uint32Array.from(buckets), values }
}

function damaged(detail: string): CercaError {
  return new CercaError('vectors-damaged', detail)
}
