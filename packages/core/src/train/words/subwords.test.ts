import { describe, expect, it } from 'vitest'
import { bucketOf, buildSubwordTable, characterNgrams } from './subwords.js'

describe('characterNgrams', () => {
  it.each([
    ['where', 3, 3, ['<wh', 'whe', 'her', 'ere', 're>']],
    ['as', 3, 6, ['<as', '<as>', 'as>']],
    ['as', 1, 2, ['<a', 'a', 'as', 's', 's>']],
    ['ñú', 3, 3, ['<ñú', 'ñú>']],
    ['😀', 3, 3, ['<😀>']],
    ['a', 4, 6, []],
  ])('%s, %i to %i', (word, minLength, maxLength, expected) => {
    expect(characterNgrams(word, { minLength, maxLength, nBuckets: 1 })).toEqual(expected)
  })
})

describe('bucketOf', () => {
  it.each([
    // gensim.models.fasttext.ft_hash_bytes of the same bytes.
    ['<wh', 1048167652],
    ['ere', 2073529033],
    ['<as>', 2858419163],
    ['ñú>', 2525600390],
    ['日本', 4164387409],
  ])('%s', (ngram, expected) => {
    expect(bucketOf(ngram, { minLength: 3, maxLength: 6, nBuckets: 2 ** 32 })).toBe(expected)
  })
})

describe('buildSubwordTable', () => {
  it('gives a row to each word and to each bucket that is used', () => {
    const options = { minLength: 3, maxLength: 3, nBuckets: 1000 }
    const { starts, rows, buckets } = buildSubwordTable(['ab', 'cab'], options)
    const row = (ngram: string) => 2 + buckets.indexOf(bucketOf(ngram, options))
    expect(starts).toEqual(Uint32Array.of(0, 3, 7))
    expect([...rows]).toEqual([0, row('<ab'), row('ab>'), 1, row('<ca'), row('cab'), row('ab>')])
    expect([...buckets]).toEqual([...new Set(buckets)].sort((a, b) => a - b))
  })
})
