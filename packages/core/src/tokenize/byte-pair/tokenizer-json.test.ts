import { describe, expect, it } from 'vitest'
import { createBytePairEncoding } from './byte-pair-encoding.js'
import type { Json } from './byte-pair-model.js'
import { readTokenizerJson, writeTokenizerJson } from './tokenizer-json.js'
import { trainBytePairs } from './train-byte-pairs.js'

const MODEL = trainBytePairs(['the cat the cat'], {
  vocabularySize: 262,
  specialTokens: ['<|end|>'],
  leastCount: 2,
  onProgress: () => {},
})

type File = { readonly [key: string]: Json }

const FILE = JSON.parse(writeTokenizerJson(MODEL)) as File
const with_ = (fields: File): string => JSON.stringify({ ...FILE, ...fields })
const withModel = (fields: File): string => with_({ model: { ...(FILE.model as File), ...fields } })

describe('tokenizer.json', () => {
  it('is read as it was written', () => {
    expect(readTokenizerJson(writeTokenizerJson(MODEL))).toEqual(MODEL)
  })

  it('says what others need to know', () => {
    expect(FILE).toMatchObject({
      version: '1.0',
      added_tokens: [{ id: 0, content: '<|end|>', special: true, normalized: false }],
      pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
      decoder: { type: 'ByteLevel' },
      model: { type: 'BPE', vocab: { '<|end|>': 0, '!': 1 } },
    })
    expect((FILE.model as { merges: string[] }).merges[0]).toBe('a t')
  })

  it('keeps what it does not need to understand', () => {
    const template: Json = { type: 'TemplateProcessing', single: [], pair: [], special_tokens: {} }
    const read = readTokenizerJson(with_({ post_processor: template, normalizer: { type: 'NFC' } }))
    expect(JSON.parse(writeTokenizerJson(read))).toMatchObject({
      post_processor: template,
      normalizer: { type: 'NFC' },
    })
  })

  it.each<[string, string, RegExp]>([
    ['no JSON', '{', /^This tokenizer\.json cannot be right: it is no JSON\.$/],
    ['another kind of JSON', '[]', /the file is missing or of a wrong kind/],
    ['no model', '{}', /model is missing/],
    ['an id that is none', withModel({ vocab: { a: -1 }, merges: [] }), /the id of "a" is -1/],
    [
      'an id beyond reason',
      withModel({ vocab: { a: 1e15 }, merges: [] }),
      /the id of "a" is 1000000000000000/,
    ],
    ['two tokens with one id', withModel({ vocab: { a: 1, b: 1 }, merges: [] }), /two tokens have the id 1/],
    ['a merge of what is no token', withModel({ merges: ['a 日'] }), /merge 0 is "a 日"/],
    ['a merge of three', withModel({ merges: [['a', 't', 'x']] }), /merge 0 is \["a","t","x"\]/],
    ['a merge without a result', withModel({ merges: ['x z'] }), /merge 0 is "x z"/],
    ['an added token without an id', with_({ added_tokens: [{ content: 'x' }] }), /an added token is/],
  ])('is damaged: %s', (_what, text, message) => {
    expect(() => readTokenizerJson(text)).toThrow(
      expect.objectContaining({ code: 'tokenizer-damaged', message: expect.stringMatching(message) }),
    )
  })

  it.each<[string, string, RegExp]>([
    ['another kind of model', withModel({ type: 'Unigram' }), /a model of type Unigram/],
    ['characters instead of bytes', with_({ pre_tokenizer: { type: 'Whitespace' } }), /not of bytes/],
    ['a token that is no bytes', withModel({ vocab: { 日: 300 }, merges: [] }), /"日", which is not bytes/],
    ['ends of words', withModel({ end_of_word_suffix: '</w>' }), /end_of_word_suffix "<\/w>"/],
    ['another normalizer', with_({ normalizer: { type: 'Lowercase' } }), /normalizer Lowercase/],
    [
      'another way of cutting',
      with_({
        pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'Metaspace' }, { type: 'ByteLevel' }] },
      }),
      /pre_tokenizer Metaspace/,
    ],
    [
      'a pattern that JavaScript cannot read',
      with_({
        pre_tokenizer: {
          type: 'Sequence',
          pretokenizers: [
            { type: 'Split', pattern: { Regex: '(?<a' }, behavior: 'Isolated', invert: false },
            { type: 'ByteLevel' },
          ],
        },
      }),
      /the pattern \(\?<a/,
    ],
    [
      'whole words only',
      with_({ added_tokens: [{ id: 0, content: 'x', single_word: true }] }),
      /single_word, which x has/,
    ],
  ])('is not understood: %s', (_what, text, message) => {
    expect(() => createBytePairEncoding(readTokenizerJson(text), 'test')).toThrow(
      expect.objectContaining({ code: 'tokenizer-unsupported', message: expect.stringMatching(message) }),
    )
  })
})
