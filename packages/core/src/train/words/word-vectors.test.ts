import { describe, expect, it } from 'vitest'
import { CercaError } from '../../errors.js'
import { analogy } from './analogy.js'
import { doesntMatch } from './doesnt-match.js'
import { similarWords } from './similar-words.js'
import { bucketOf } from './subwords.js'
import { createWordVectors } from './word-vectors.js'

// First how royal, then how male or female, then how much of a fruit; lengths differ, cosines do not care.
const VECTORS = createWordVectors({
  dimensions: 4,
  words: ['man', 'woman', 'king', 'queen', 'apple', 'pear', 'nothing'],
  values: Float32Array.from(
    [
      [0, 2, 0, 0],
      [0, -1, 0, 0],
      [3, 3, 0, 0],
      [1, -1, 0, 0],
      [0, 0, 1, 0.1],
      [0, 0, 5, -0.5],
      [0, 0, 0, 0],
    ].flat(),
  ),
  subwords: undefined,
})

describe('similarWords', () => {
  it('orders by cosine, without the word itself', () => {
    const found = similarWords(VECTORS, 'king', 3)
    expect(found.map(({ word }) => word)).toEqual(['man', 'queen', 'apple'])
    expect(found[0].score).toBeCloseTo(Math.SQRT1_2, 6)
  })

  it('takes a vector, and nothing is left out', () => {
    expect(similarWords(VECTORS, Float32Array.of(0, 0, 9, 0.9), 2)).toEqual([
      { word: 'apple', score: expect.closeTo(1, 6) },
      { word: 'pear', score: expect.closeTo(0.9802, 4) },
    ])
  })

  it.each([
    [0, 0],
    [2, 2],
    [100, 6],
  ])('k = %i gives %i', (k, expected) => {
    expect(similarWords(VECTORS, 'man', k)).toHaveLength(expected)
  })

  it('refuses a word that it does not know', () => {
    expect(() => similarWords(VECTORS, 'emperor', 3)).toThrow(
      expect.objectContaining({ code: 'word-unknown', message: expect.stringContaining('emperor') }),
    )
    expect(() => similarWords(VECTORS, 'King', 3)).toThrow(CercaError)
  })
})

describe('analogy', () => {
  it.each(['add', 'multiply'] as const)('man is to king as woman is to queen, by %s', (method) => {
    const [first] = analogy(VECTORS, 'man', 'king', 'woman', 3, method)
    expect(first.word).toBe('queen')
  })

  it('leaves out the words of the question', () => {
    const words = analogy(VECTORS, 'man', 'king', 'woman', 100).map(({ word }) => word)
    expect(words.sort()).toEqual(['apple', 'nothing', 'pear', 'queen'])
  })

  it('scores as published', () => {
    // Unit vectors: man (0, 1), king (s, s), woman (0, -1), queen (s, -s), s = 1/√2.
    const s = Math.SQRT1_2
    const target = [s, s - 2]
    const cosine = (s * target[0] - s * target[1]) / Math.hypot(...target)
    expect(analogy(VECTORS, 'man', 'king', 'woman', 1)[0].score).toBeCloseTo(cosine, 5)
    const moved = (value: number) => (value + 1) / 2
    const ratio = (moved(0) * moved(s)) / (moved(-s) + 0.001)
    expect(analogy(VECTORS, 'man', 'king', 'woman', 1, 'multiply')[0].score).toBeCloseTo(ratio, 5)
  })
})

describe('doesntMatch', () => {
  it.each([
    [['man', 'king', 'pear'], 'pear'],
    [['apple', 'queen', 'pear'], 'queen'],
    [['woman'], 'woman'],
  ])('%j', (words, expected) => {
    expect(doesntMatch(VECTORS, words)).toBe(expected)
  })

  it('needs words', () => {
    expect(() => doesntMatch(VECTORS, [])).toThrow(RangeError)
    expect(() => doesntMatch(VECTORS, ['man', 'emperor'])).toThrow(CercaError)
  })
})

describe('createWordVectors', () => {
  it('refuses values that are no rows', () => {
    const data = { dimensions: 2, words: ['a'], values: new Float32Array(3), subwords: undefined }
    expect(() => createWordVectors(data)).toThrow(RangeError)
  })

  it('makes vectors of unknown words from the n-grams it knows', () => {
    const options = { minLength: 3, maxLength: 3, nBuckets: 1_000_003 }
    const known = ['<ca', 'ats'].map((ngram) => bucketOf(ngram, options))
    const buckets = Uint32Array.from(known).sort()
    const rows = Array.from(buckets, (bucket) => (bucket === known[0] ? [1, 2] : [3, 6]))
    const vectors = createWordVectors({
      dimensions: 2,
      words: ['cab'],
      values: Float32Array.of(7, 7),
      subwords: { options, buckets, values: Float32Array.from(rows.flat()) },
    })
    expect(vectors.vectorOf('cats')).toEqual(Float32Array.of(2, 4))
    expect(vectors.vectorOf('cal')).toEqual(Float32Array.of(1, 2))
    expect(vectors.vectorOf('cab')).toEqual(Float32Array.of(7, 7))
    expect(vectors.vectorOf('dog')).toBeUndefined()
    expect(similarWords(vectors, 'cats', 5)).toHaveLength(1)
  })
})
