/** A word as its character n-grams (Bojanowski et al., 2017), with fastText's hash. */
import { GrowingUint32 } from '../../segment/growing.js'
import type { SubwordOptions } from './word-options.js'

/** Which rows of the model make up each word. Row i < words.length is word i itself; n-grams come behind. */
export interface SubwordTable {
  /** Rows of word i are `rows[starts[i] … starts[i + 1]]`, the word's own first, `[words.length + 1]`. */
  readonly starts: Uint32Array
  readonly rows: Uint32Array
  /** The buckets that some n-gram of the text falls into, in order; bucket i has row `words.length + i`. */
  readonly buckets: Uint32Array
}

/** The rows of each word. Buckets that no word uses get no row: they would never be trained. */
export function buildSubwordTable(words: readonly string[], options: SubwordOptions): SubwordTable {
  const bucketsOf = words.map((word) =>
    characterNgrams(word, options).map((ngram) => bucketOf(ngram, options)),
  )
  const buckets = Uint32Array.from(new Set(bucketsOf.flat())).sort()
  const rowOf = new Map(Array.from(buckets, (bucket, idx) => [bucket, words.length + idx]))
  const starts = new Uint32Array(words.length + 1)
  const rows = new GrowingUint32()
  for (const [word, ownBuckets] of bucketsOf.entries()) {
    rows.push(word)
    for (const bucket of ownBuckets) rows.push(rowOf.get(bucket) ?? word)
    starts[word + 1] = rows.length
  }
  return { starts, rows: rows.toArray(), buckets }
}

/**
 * N-grams of `<word>`, shortest first at each place, by code points. As in fastText, the marks count as characters but
 * are no n-gram alone; the whole `<word>` is one if it is short enough.
 */
export function characterNgrams(word: string, { minLength, maxLength }: SubwordOptions): string[] {
  const characters = [...`<${word}>`]
  const ngrams: string[] = []
  for (let start = 0; start < characters.length; start++) {
    const longest = Math.min(maxLength, characters.length - start)
    for (let length = minLength; length <= longest; length++) {
      const isMark = length === 1 && (start === 0 || start + length === characters.length)
      if (!isMark) ngrams.push(characters.slice(start, start + length).join(''))
    }
  }
  return ngrams
}

/** The bucket of an n-gram: 32-bit FNV-1a over its UTF-8 bytes, which fastText reads as signed. */
export function bucketOf(ngram: string, { nBuckets }: SubwordOptions): number {
  let hash = 0x811c_9dc5
  for (const byte of new TextEncoder().encode(ngram)) {
    // Sign extension is fastText's; without it, hashes of letters beyond ASCII would differ from its own.
    hash = Math.imul(hash ^ ((byte << 24) >> 24), 0x0100_0193)
  }
  return (hash >>> 0) % nBuckets
}
