import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BYTES_BY_LETTER, lettersOfBytes } from './byte-letters.js'
import type { BytePairModel } from './byte-pair-model.js'
import { GPT2_PATTERN } from './gpt2-pieces.js'
import { slowTrain } from './testing/slow-byte-pairs.js'
import { type BytePairTraining, trainBytePairs } from './train-byte-pairs.js'

function train(
  texts: readonly string[],
  nMerges: number,
  options: Partial<BytePairTraining> = {},
): BytePairModel {
  const specialTokens = options.specialTokens ?? []
  const vocabularySize = specialTokens.length + 256 + nMerges
  return trainBytePairs(texts, {
    vocabularySize,
    specialTokens,
    leastCount: 2,
    onProgress: () => {},
    ...options,
  })
}

function mergesOf({ tokens, merges }: BytePairModel): string[] {
  const letters = (id: number) => lettersOfBytes(tokens[id] ?? new Uint8Array())
  return Array.from({ length: merges.length / 3 }, (_, rank) => {
    const [left, right, result] = merges.subarray(rank * 3, rank * 3 + 3)
    expect(letters(result)).toBe(letters(left) + letters(right))
    return `${letters(left)} ${letters(right)}`
  })
}

describe('trainBytePairs', () => {
  it.each<[string, string[], number, string[]]>([
    ['the most frequent pair first', ['ab ab ab bc bc'], 2, ['a b', 'b c']],
    ['lower ids first when counts are equal', ['zy zy ba ba'], 2, ['b a', 'z y']],
    ['overlaps counted twice, merged from the left', ['aaa bb bb'], 1, ['a a']],
    ['pairs of merged symbols', ['abab abab'], 2, ['a b', 'ab ab']],
    ['never across pieces', ['a.a.a.'], 5, []],
    ['never what occurs once', ['abcdef'], 5, []],
    ['bytes of one character', ['ñ ñ'], 1, ['Ã ±']],
  ])('merges %s', (_what, texts, nMerges, expected) => {
    expect(mergesOf(train(texts, nMerges))).toEqual(expected)
  })

  it('numbers special tokens, then bytes by their letters, then merges', () => {
    const { tokens, addedTokens, merges } = train(['ab ab'], 1, { specialTokens: ['<|end|>', '<|pad|>'] })
    expect(addedTokens.map(({ id, content, special }) => [id, content, special])).toEqual([
      [0, '<|end|>', true],
      [1, '<|pad|>', true],
    ])
    expect(tokens.slice(0, 3)).toEqual([undefined, undefined, Uint8Array.of(0x21)])
    expect(tokens).toHaveLength(259)
    const idOf = (letter: string) => 2 + BYTES_BY_LETTER.indexOf(letter.charCodeAt(0))
    expect([...merges]).toEqual([idOf('a'), idOf('b'), 258])
  })

  it('cuts texts at special tokens and does not learn their spelling', () => {
    expect(mergesOf(train(['a<|x|>a<|x|>a<|x|>'], 5, { specialTokens: ['<|x|>'] }))).toEqual([])
    expect(mergesOf(train(['a<|x|>a<|x|>a<|x|>'], 1))).toEqual(['< |'])
  })

  it('gives bytes that can be put together in two ways one token', () => {
    const { tokens, merges } = train(['abc abc abc ab bc bc bc xab xab xab xbc'], 12)
    expect(new Set(tokens.map((bytes) => lettersOfBytes(bytes ?? new Uint8Array()))).size).toBe(tokens.length)
    expect(Math.max(...merges)).toBeLessThan(tokens.length)
  })

  it('tells how far it is, and ends when told to', () => {
    const reports: [number, number][] = []
    const texts = ['abcdefgh'.repeat(2), 'the cat sat on the mat with the hat']
    train(texts, 3, { onProgress: (nTokens, ofTokens) => reports.push([nTokens, ofTokens]) })
    expect(reports.at(-1)).toEqual([259, 259])
    const stop = () => {
      throw new Error('Enough.')
    }
    expect(() => train(texts, 3, { onProgress: stop })).toThrow('Enough.')
  })

  it('refuses a vocabulary that the bytes do not fit in', () => {
    expect(() => train([], -1)).toThrow(expect.objectContaining({ code: 'vocabulary-too-small' }))
    expect(train([], 0).tokens).toHaveLength(256)
  })

  it('learns what the slow definition learns', () => {
    const order = (symbol: string, learnt: readonly string[]): number => {
      if (symbol.length > 1) return 256 + learnt.indexOf(symbol)
      return BYTES_BY_LETTER.findIndex((byte) => lettersOfBytes(Uint8Array.of(byte)) === symbol)
    }
    const text = fc.string({ unit: fc.constantFrom(...'aaabbc ñ'), maxLength: 60 })
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), fc.nat(15), (texts, nMerges) => {
        const pieces = texts.flatMap((part) => part.match(GPT2_PATTERN) ?? [])
        const words = pieces.map((piece) => lettersOfBytes(new TextEncoder().encode(piece)))
        const expected = slowTrain(words, nMerges, 2, order).map(({ left, right }) => `${left} ${right}`)
        expect(mergesOf(train(texts, nMerges))).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })
})
