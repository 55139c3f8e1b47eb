import { describe, expect, it } from 'vitest'
import { buildWordCorpus, MAX_SENTENCE_TOKENS } from './word-corpus.js'

describe('buildWordCorpus', () => {
  it('orders words by count, then by code units, and leaves rare ones out', () => {
    const corpus = buildWordCorpus([['b', 'a', 'c', 'b'], ['x'], ['a', 'rare', 'c', 'b']], 2)
    expect(corpus).toEqual({
      words: ['b', 'a', 'c'],
      counts: Uint32Array.of(3, 2, 2),
      tokens: Uint32Array.of(0, 1, 2, 0, 1, 2, 0),
      sentenceEnds: Uint32Array.of(4, 7),
      nRawWords: 9,
    })
  })

  it('cuts sentences that are too long', () => {
    const sentence = Array.from({ length: MAX_SENTENCE_TOKENS + 3 }, () => 'a')
    expect(buildWordCorpus([sentence], 1).sentenceEnds).toEqual(
      Uint32Array.of(MAX_SENTENCE_TOKENS, MAX_SENTENCE_TOKENS + 3),
    )
  })
})
