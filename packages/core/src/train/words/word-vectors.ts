/** Words and their vectors, however they were made. */
import { CercaError } from '../../errors.js'
import { dotProduct } from '../../vector/dot-product.js'
import { lowerBound } from '../../vector/lower-bound.js'
import { bucketOf, characterNgrams } from './subwords.js'
import type { SubwordOptions } from './word-options.js'

export interface WordVectorData {
  readonly dimensions: number
  /** Most frequent first, where frequencies are known. */
  readonly words: readonly string[]
  /** `[words.length, dimensions]`, row-major. */
  readonly values: Float32Array
  /** What gives other words a vector; only fastText models have it. */
  readonly subwords: SubwordVectors | undefined
}

/** Vectors of character n-grams. */
export interface SubwordVectors {
  readonly options: SubwordOptions
  /** Buckets that were trained, in order. */
  readonly buckets: Uint32Array
  /** `[buckets.length, dimensions]`, row-major. */
  readonly values: Float32Array
}

export interface WordVectors extends WordVectorData {
  /** Place of a word in `words`. */
  rowOf(word: string): number | undefined
  /** A word's vector; with subwords also of a word that is not in `words`, if any of its n-grams is known. */
  vectorOf(word: string): Float32Array | undefined
  /** The cosine of each word with a vector, `[words.length]`. */
  cosinesWith(vector: Float32Array): Float64Array
}

/** The data is kept, not copied, and must not be written afterwards. The first of equal words counts. */
export function createWordVectors(data: WordVectorData): WordVectors {
  const { dimensions, words, values } = data
  if (values.length !== words.length * dimensions) {
    throw new RangeError(`${values.length} values are no ${words.length} vectors of ${dimensions}`)
  }
  const rowOf = new Map<string, number>()
  for (const [row, word] of words.entries()) if (!rowOf.has(word)) rowOf.set(word, row)
  // Made when first asked for: whoever only saves the vectors does not need a second copy of them.
  let units: Float32Array | undefined
  return {
    ...data,
    rowOf: (word) => rowOf.get(word),
    vectorOf(word) {
      const row = rowOf.get(word)
      if (row !== undefined) return values.slice(row * dimensions, (row + 1) * dimensions)
      return data.subwords && meanOfNgrams(word, data.subwords, dimensions)
    },
    cosinesWith(vector) {
      units ??= unitRows(data)
      const rows = units
      const direction = unit(vector)
      return Float64Array.from(words.keys(), (row) => dotProduct(rows, row * dimensions, direction))
    },
  }
}

/** Throws `word-unknown`. */
export function requireVector(vectors: WordVectors, word: string): Float32Array {
  const vector = vectors.vectorOf(word)
  if (vector === undefined) throw new CercaError('word-unknown', word)
  return vector
}

/** The vector of length 1 in the same direction; zeros stay zeros. */
export function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector)
  return length > 0 ? vector.map((value) => value / length) : vector.slice()
}

function unitRows({ words, dimensions, values }: WordVectorData): Float32Array {
  const rows = new Float32Array(values.length)
  for (let row = 0; row < words.length; row++) {
    const at = row * dimensions
    let squares = 0
    for (let k = 0; k < dimensions; k++) squares += values[at + k] ** 2
    const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0
    for (let k = 0; k < dimensions; k++) rows[at + k] = values[at + k] * factor
  }
  return rows
}

function meanOfNgrams(word: string, subwords: SubwordVectors, dimensions: number): Float32Array | undefined {
  const sum = new Float32Array(dimensions)
  let nKnown = 0
  for (const ngram of characterNgrams(word, subwords.options)) {
    const row = rowOfBucket(subwords.buckets, bucketOf(ngram, subwords.options))
    if (row < 0) continue
    nKnown++
    for (let k = 0; k < dimensions; k++) sum[k] += subwords.values[row * dimensions + k]
  }
  return nKnown > 0 ? sum.map((value) => value / nKnown) : undefined
}

function rowOfBucket(buckets: Uint32Array, bucket: number): number {
  const row = lowerBound(buckets, bucket)
  return buckets[row] === bucket ? row : -1
}
