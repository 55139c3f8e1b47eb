import { describe, expect, it } from 'vitest'
import { decodeWordVectors } from './decode-word-vectors.js'
import { decodeFastText, encodeFastText } from './fasttext-format.js'
import { bucketOf, characterNgrams } from './subwords.js'
import { fakeHost, toyCorpus } from './testing/toy-text.js'
import { trainWordVectors } from './train-word-vectors.js'
import { DEFAULT_WORD_VECTOR_OPTIONS, type WordVectorOptions } from './word-options.js'
import { createWordVectors } from './word-vectors.js'
import { encodeWord2VecText } from './word2vec-format.js'

const NGRAMS = { minLength: 3, maxLength: 3, nBuckets: 7 }

const OPTIONS: WordVectorOptions = {
  ...DEFAULT_WORD_VECTOR_OPTIONS,
  dimensions: 8,
  minCount: 1,
  epochs: 2,
  subwords: { minLength: 2, maxLength: 4, nBuckets: 500 },
}

describe('fastText', () => {
  it('is written as its program lays it out', () => {
    // One word, `ab`: its n-grams are `<ab` and `ab>`. The mean of own row and n-grams is what the word's vector is.
    const [second, first] = characterNgrams('ab', NGRAMS).map((ngram) => bucketOf(ngram, NGRAMS))
    expect(first).toBeLessThan(second!)
    const vectors = createWordVectors({
      dimensions: 1,
      words: ['ab'],
      values: Float32Array.of(2),
      subwords: {
        options: NGRAMS,
        buckets: Uint32Array.of(first!, second!),
        values: Float32Array.of(0.5, 1.5),
      },
    })
    const options = { ...DEFAULT_WORD_VECTOR_OPTIONS, dimensions: 1, subwords: NGRAMS, sample: 0.25 }
    const bytes = encodeFastText(vectors, Uint32Array.of(9), options)
    const view = new DataView(bytes.buffer)
    const int32 = (at: number, n: number) =>
      Array.from({ length: n }, (_, k) => view.getInt32(at + 4 * k, true))
    expect(int32(0, 14)).toEqual([793_712_314, 12, 1, 5, 5, 5, 5, 1, 2, 2, 7, 3, 3, 100])
    expect(view.getFloat64(56, true)).toBe(0.25)
    expect(int32(64, 3)).toEqual([1, 1, 0])
    expect([view.getBigInt64(76, true), view.getBigInt64(84, true)]).toEqual([9n, -1n])
    expect(new TextDecoder().decode(bytes.subarray(92, 95))).toBe('ab\0')
    expect([view.getBigInt64(95, true), bytes[103], bytes[104]]).toEqual([9n, 0, 0])
    expect([view.getBigInt64(105, true), view.getBigInt64(113, true)]).toEqual([8n, 1n])
    const rows = Array.from({ length: 8 }, (_, row) => view.getFloat32(121 + 4 * row, true))
    const buckets = Array.from({ length: 7 }, (_, bucket) =>
      bucket === first ? 0.5 : bucket === second ? 1.5 : 0,
    )
    // (4 + 0.5 + 1.5) / 3 is 2.
    expect(rows).toEqual([4, ...buckets])
    // The output layer: not quantized, 1 x 1, zero.
    expect([bytes[153], view.getBigInt64(154, true), view.getBigInt64(162, true)]).toEqual([0, 1n, 1n])
    expect(bytes.length).toBe(174)
  })

  it('gives the same vectors again, also of words that were not in the text', async () => {
    const corpus = toyCorpus(50)
    const { vectors } = await trainWordVectors(corpus, OPTIONS, fakeHost())
    const { format, vectors: again } = decodeWordVectors(encodeFastText(vectors, corpus.counts, OPTIONS))
    expect(format).toBe('fasttext')
    expect(again.words).toEqual(vectors.words)
    expect(again.subwords?.options).toEqual(OPTIONS.subwords)
    for (const word of [...vectors.words, 'horses', 'seahorse', 'ñandú']) {
      const [expected, actual] = [vectors.vectorOf(word)!, again.vectorOf(word)!]
      for (const [k, value] of expected.entries()) expect(actual[k]).toBeCloseTo(value, 6)
    }
  })

  it('does not count n-grams of the end of a line', () => {
    const vectors = createWordVectors({
      dimensions: 1,
      words: ['</s>'],
      values: Float32Array.of(2),
      subwords: { options: NGRAMS, buckets: Uint32Array.of(), values: Float32Array.of() },
    })
    const options = { ...DEFAULT_WORD_VECTOR_OPTIONS, dimensions: 1, subwords: NGRAMS }
    const bytes = encodeFastText(vectors, Uint32Array.of(1), options)
    new DataView(bytes.buffer).setFloat32(123, 7, true)
    expect(decodeFastText(bytes).values[0]).toBe(7)
  })

  it('is not written of vectors that have no n-grams', () => {
    const vectors = createWordVectors({
      dimensions: 1,
      words: ['a'],
      values: Float32Array.of(1),
      subwords: undefined,
    })
    expect(() => encodeFastText(vectors, Uint32Array.of(1), OPTIONS)).toThrow('no n-grams')
  })

  it('is refused wherever it is cut off, and where it cannot be', async () => {
    const corpus = toyCorpus(4)
    const { vectors } = await trainWordVectors(corpus, { ...OPTIONS, epochs: 1 }, fakeHost())
    const bytes = encodeFastText(vectors, corpus.counts, OPTIONS)
    const outputLayer = vectors.words.length * OPTIONS.dimensions * 4 + 17
    for (let length = 4; length < bytes.length - outputLayer; length += 13) {
      expect(() => decodeFastText(bytes.slice(0, length))).toThrow('it ends too early')
    }
    const changed = (at: number, value: number) => {
      const copy = bytes.slice()
      new DataView(copy.buffer).setInt32(at, value, true)
      return copy
    }
    expect(() => decodeFastText(changed(4, 13))).toThrow('version 13')
    expect(() => decodeFastText(changed(8, 9))).toThrow('contradict')
    expect(() => decodeFastText(changed(68, -1))).toThrow('classifier')
    expect(() => decodeFastText(changed(72, 2))).toThrow('classifier')
    expect(() => decodeFastText(changed(88, 0))).toThrow('quantized')
  })
})

describe('decodeWordVectors', () => {
  const VECTORS = createWordVectors({
    dimensions: 2,
    words: ['7', 'ñu'],
    values: Float32Array.of(1, -2.5, 0.5, 3),
    subwords: undefined,
  })

  it('reads text without a header, as GloVe writes it', () => {
    const text = encodeWord2VecText(VECTORS)
    const { format, vectors } = decodeWordVectors(text.subarray(text.indexOf(10) + 1))
    expect(format).toBe('text')
    expect(vectors.words).toEqual(VECTORS.words)
    expect(vectors.values).toEqual(VECTORS.values)
  })

  it.each(['', 'x', 'hello there\nand more\n', '3 2\n'])('refuses %j', (text) => {
    expect(() => decodeWordVectors(new TextEncoder().encode(text))).toThrow('cannot be read')
  })
})
