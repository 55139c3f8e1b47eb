import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWordVectors } from './word-vectors.js'
import {
  decodeWord2VecBinary,
  decodeWord2VecText,
  encodeWord2VecBinary,
  encodeWord2VecText,
} from './word2vec-format.js'

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
const textOf = (bytes: Uint8Array) => String.fromCharCode(...bytes)

// 1, -2.5, 0.1 and 3 as little-endian f32.
const ONE = '\0\0\x80\x3f'
const MINUS = '\0\0\x20\xc0'
const TENTH = '\xcd\xcc\xcc\x3d'
const THREE = '\0\0\x40\x40'
const VECTORS = createWordVectors({
  dimensions: 2,
  words: ['the', 'ñu'],
  values: Float32Array.of(1, -2.5, 0.1, 3),
  subwords: undefined,
})
// The ñ is two bytes of UTF-8.
const TEXT = '2 2\nthe 1 -2.5\n\xc3\xb1u 0.1 3\n'
const BINARY = `2 2\nthe ${ONE}${MINUS}\xc3\xb1u ${TENTH}${THREE}`

describe('writing', () => {
  it('text', () => expect(textOf(encodeWord2VecText(VECTORS))).toBe(TEXT))
  it('binary', () => expect(textOf(encodeWord2VecBinary(VECTORS))).toBe(BINARY))

  it('minus zero', () => {
    const vectors = createWordVectors({
      dimensions: 2,
      words: ['a'],
      values: Float32Array.of(-0, 0),
      subwords: undefined,
    })
    expect(textOf(encodeWord2VecText(vectors))).toBe('1 2\na -0 0\n')
  })

  it.each(['', 'two words', 'tab\there', 'no\u00a0break'])('refuses %j as a word', (word) => {
    const vectors = createWordVectors({ ...VECTORS, words: ['the', word] })
    expect(() => encodeWord2VecText(vectors)).toThrow(RangeError)
    expect(() => encodeWord2VecBinary(vectors)).toThrow(RangeError)
  })
})

describe('reading', () => {
  it.each([
    ['text', decodeWord2VecText, TEXT],
    [
      'text of gensim, with all digits',
      decodeWord2VecText,
      '2 2\nthe 1.0 -2.5\n\xc3\xb1u 0.10000000149011612 3.0\n',
    ],
    [
      'text of word2vec.c, with a space at the end',
      decodeWord2VecText,
      '2 2\nthe 1.000000 -2.500000 \n\xc3\xb1u 0.1 3e0 \n',
    ],
    ['text of Windows', decodeWord2VecText, TEXT.replaceAll('\n', '\r\n')],
    ['text without a last new line', decodeWord2VecText, TEXT.trimEnd()],
    ['binary of gensim', decodeWord2VecBinary, BINARY],
    ['binary of word2vec.c', decodeWord2VecBinary, `2 2\nthe ${ONE}${MINUS}\n\xc3\xb1u ${TENTH}${THREE}\n`],
  ])('%s', (_, decode, file) => {
    const { words, dimensions, values } = decode(bytesOf(file))
    expect({ words, dimensions, values }).toEqual({
      words: VECTORS.words,
      dimensions: 2,
      values: VECTORS.values,
    })
  })

  it.each([
    ['nothing', decodeWord2VecText, ''],
    ['no header', decodeWord2VecText, 'the 1 2\n'],
    ['too few lines', decodeWord2VecText, '3 2\nthe 1 2\nof 3 4\n'],
    ['too few values', decodeWord2VecText, '1 3\nthe 1 2.00000\n'],
    ['no number', decodeWord2VecText, '1 2\nthe one two\n'],
    ['a false header', decodeWord2VecText, '999999999 999999999\nthe 1 2\n'],
    ['nothing', decodeWord2VecBinary, ''],
    ['an end in the middle', decodeWord2VecBinary, BINARY.slice(0, -1)],
    ['a false header', decodeWord2VecBinary, `99999999999 300\n${BINARY}`],
    ['no dimensions', decodeWord2VecBinary, `5 0\n${BINARY}`],
  ])('refuses %s', (_, decode, file) => {
    expect(() => decode(bytesOf(file))).toThrow(expect.objectContaining({ code: 'vectors-damaged' }))
  })
})

describe('both formats', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/\s/.test(text))
  const vectors = fc.integer({ min: 1, max: 5 }).chain((dimensions) =>
    fc.uniqueArray(word, { minLength: 1, maxLength: 6 }).chain((words) =>
      fc
        .float32Array({
          minLength: words.length * dimensions,
          maxLength: words.length * dimensions,
          noNaN: true,
          noDefaultInfinity: true,
        })
        .map((values) => createWordVectors({ dimensions, words, values, subwords: undefined })),
    ),
  )
  it.each([
    ['text', encodeWord2VecText, decodeWord2VecText],
    ['binary', encodeWord2VecBinary, decodeWord2VecBinary],
  ])('bring back every bit: %s', (_, encode, decode) => {
    fc.assert(
      fc.property(vectors, (written) => {
        const read = decode(encode(written))
        expect(read.words).toEqual(written.words)
        expect(read.values).toEqual(written.values)
      }),
    )
  })
})
