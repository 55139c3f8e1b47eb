import { Tokenizer } from '@huggingface/tokenizers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lettersOfBytes } from './byte-letters.js'
import { createBytePairEncoding } from './byte-pair-encoding.js'
import { type BytePairModel, GPT2_SETTINGS, type Json } from './byte-pair-model.js'
import { GPT2_PATTERN } from './gpt2-pieces.js'
import { slowEncode } from './testing/slow-byte-pairs.js'
import { ODD_TEXTS, oddText } from './testing/texts.js'
import { readTokenizerJson, writeTokenizerJson } from './tokenizer-json.js'
import { trainBytePairs } from './train-byte-pairs.js'

const END = '<|endoftext|>'

// Each text twice, because what occurs once is not learnt.
const MODEL = trainBytePairs([...ODD_TEXTS, ...ODD_TEXTS, 'the cat sat, the cats sat on the mat'], {
  vocabularySize: 700,
  specialTokens: [END, '<|end|>'],
  leastCount: 2,
  onProgress: () => {},
})

/** The ids that Hugging Face's library gives for the file as written. */
function theirs(model: BytePairModel): (text: string) => number[] {
  const tokenizer = new Tokenizer(JSON.parse(writeTokenizerJson(model)), {})
  return (text) => tokenizer.encode(text, { add_special_tokens: false }).ids
}

/** The ids that we give for the file as read again. */
function ours(model: BytePairModel): (text: string) => number[] {
  const encoding = createBytePairEncoding(readTokenizerJson(writeTokenizerJson(model)), 'test')
  return (text) => [...encoding.encode(text, 'recognise')]
}

describe('encode', () => {
  const encoding = createBytePairEncoding(MODEL, 'test')

  it('learnt something', () => {
    expect(encoding.vocabularySize).toBe(700)
    expect(encoding.encode('the cat sat', 'as-text').length).toBeLessThan(6)
  })

  it('is what the slow definition says', () => {
    const { tokens, merges } = MODEL
    const letters = (id: number) => lettersOfBytes(tokens[id] ?? new Uint8Array())
    const slowMerges = Array.from({ length: merges.length / 3 }, (_, rank) => ({
      left: letters(merges[rank * 3]),
      right: letters(merges[rank * 3 + 1]),
    }))
    const slow = (text: string) =>
      (text.match(GPT2_PATTERN) ?? []).flatMap((piece) =>
        slowEncode(lettersOfBytes(new TextEncoder().encode(piece)), slowMerges),
      )
    fc.assert(
      fc.property(oddText, (text) => {
        expect([...encoding.encode(text, 'as-text')].map(letters)).toEqual(slow(text))
      }),
    )
  })

  it('does not depend on what was encoded before', () => {
    const [first, second] = [ODD_TEXTS, [...ODD_TEXTS].reverse()].map((texts) => {
      const fresh = createBytePairEncoding(MODEL, 'test')
      return new Map(texts.map((text) => [text, fresh.encode(text, 'as-text')]))
    })
    for (const text of ODD_TEXTS) expect(second.get(text)).toEqual(first.get(text))
  })

  it('takes a long piece without a blank', () => {
    const text = 'abc'.repeat(20_000)
    expect(encoding.decode(encoding.encode(text, 'as-text'))).toBe(text)
  })

  it.each<[string, 'recognise' | 'as-text', number]>([
    [`a${END}b`, 'recognise', 1],
    [`${END}${END}<|end|>`, 'recognise', 3],
    [`a${END}b`, 'as-text', 0],
    ['<|endof', 'recognise', 0],
  ])('%s, special tokens %s: %i of them', (text, policy, nSpecial) => {
    const ids = encoding.encode(text, policy)
    const special = new Set(encoding.specialTokens.values())
    expect([...ids].filter((id) => special.has(id))).toHaveLength(nSpecial)
    expect(encoding.decode(ids)).toBe(text)
  })
})

describe('decode', () => {
  const encoding = createBytePairEncoding(MODEL, 'test')

  it('gives back any well-formed text', () => {
    fc.assert(
      fc.property(oddText, (text) => {
        const whole = Buffer.from(text).toString()
        expect(encoding.decode(encoding.encode(whole, 'as-text'))).toBe(whole)
      }),
    )
  })

  it('marks a character that was cut', () => {
    const byte = (value: number) =>
      MODEL.tokens.findIndex((bytes) => bytes?.length === 1 && bytes[0] === value)
    const ids = [0xf0, 0x9f, 0x91, 0x8d].map(byte)
    expect(encoding.decode(ids)).toBe('👍')
    expect(encoding.decode(ids.slice(0, 2))).toBe('\ufffd')
    expect(encoding.bytesOf(ids[1])).toEqual(Uint8Array.of(0x9f))
  })

  it('refuses an id that there is not', () => {
    expect(() => encoding.decode([700])).toThrow(expect.objectContaining({ code: 'token-unknown' }))
    expect(() => encoding.bytesOf(-1)).toThrow('There is no token -1 in test.')
  })
})

/** A vocabulary with other settings, as models in the wild have them. */
function withSettings(settings: Partial<BytePairModel['settings']>): BytePairModel {
  return { ...MODEL, settings: { ...GPT2_SETTINGS, ...settings } }
}

const LLAMA3_PATTERN =
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"

const isolated = (Regex: string): Json => {
  const split = { type: 'Split', pattern: { Regex }, behavior: 'Isolated', invert: false }
  const bytes = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false }
  return { type: 'Sequence', pretokenizers: [split, bytes] }
}

const DIGITS: Json = {
  type: 'Sequence',
  pretokenizers: [
    { type: 'Split', pattern: { Regex: '[0-9]' }, behavior: 'Isolated', invert: false },
    { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
  ],
}

describe.each<[string, BytePairModel]>([
  ['GPT-2', MODEL],
  ['a space in front', withSettings({ preTokenizer: { type: 'ByteLevel', add_prefix_space: true } })],
  [
    'the pattern of Llama 3, whole pieces first',
    withSettings({ preTokenizer: isolated(LLAMA3_PATTERN), ignoreMerges: true }),
  ],
  ['single digits', withSettings({ preTokenizer: DIGITS })],
  ['composed characters', withSettings({ normalizer: { type: 'NFC' } })],
  [
    'a token that takes the blanks around it',
    {
      ...MODEL,
      addedTokens: [
        ...MODEL.addedTokens,
        { id: 700, content: 'mask', lstrip: true, rstrip: true, special: true },
        { id: 701, content: 'composed', lstrip: false, rstrip: false, special: false },
      ],
    },
  ],
])('the ids of @huggingface/tokenizers: %s', (_name, model) => {
  const [expected, actual] = [theirs(model), ours(model)]

  it.each([...ODD_TEXTS, `a${END} b<|end|>`, 'un mask  masks', "DON'T I'LL 12345 it's"])('%j', (text) => {
    expect(actual(text)).toEqual(expected(text))
  })

  it('on any text', () => {
    fc.assert(
      fc.property(oddText, (text) => {
        expect(actual(text)).toEqual(expected(text))
      }),
    )
  })
})

describe("somebody else's file", () => {
  const FILE = JSON.stringify({
    version: '1.0',
    added_tokens: [
      { id: 9, content: '<s>', special: true, single_word: false, lstrip: false, rstrip: false },
    ],
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false },
    post_processor: null,
    decoder: { type: 'ByteLevel' },
    model: {
      type: 'BPE',
      vocab: { h: 0, e: 1, l: 2, o: 3, Ġ: 4, he: 5, ll: 6, hell: 7, Ġhe: 8, '<s>': 9 },
      merges: [
        ['h', 'e'],
        ['l', 'l'],
        ['he', 'll'],
        ['Ġ', 'he'],
      ],
    },
  })

  it.each<[string, number[]]>([
    ['hello', [7, 3]],
    [' hello', [4, 7, 3]],
    [' heo', [8, 3]],
    ['<s>he<s>', [9, 5, 9]],
    // Bytes that the vocabulary lacks are dropped, as it has no token for the unknown.
    ['hexe', [5, 1]],
  ])('%j is %j', (text, ids) => {
    expect([...createBytePairEncoding(readTokenizerJson(FILE), 'theirs').encode(text, 'recognise')]).toEqual(
      ids,
    )
    expect(new Tokenizer(JSON.parse(FILE), {}).encode(text).ids).toEqual(ids)
  })
})
