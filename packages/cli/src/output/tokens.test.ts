import { loadGptEncoding, slidingWindows, type TokenEncoding } from '@cerca/core'
import { describe, expect, it } from 'vitest'
import { createPalette } from './color.js'
import {
  type ShownTokens,
  tokenLines,
  tokensJson,
  tokensSummary,
  visibleToken,
  windowLines,
} from './tokens.js'

const PLAIN = createPalette(false)

async function shown(text: string, shape?: [length: number, stride: number]): Promise<ShownTokens> {
  const encoding = await loadGptEncoding('gpt2')
  const ids = encoding.encode(text, 'as-text')
  const windows = shape && slidingWindows(ids, ...shape)
  return { file: 'a.txt', encoding, ids, characters: text.length, bytes: Buffer.byteLength(text), windows }
}

describe('tokens for people', () => {
  it('are counted', async () => {
    expect(tokensSummary(await shown('I HAD always thought'))).toBe(
      'a.txt: 20 bytes are 5 tokens of gpt2, 4.00 bytes a token',
    )
    expect(tokensSummary(await shown(''))).toBe('a.txt: 0 bytes are 0 tokens of gpt2')
    expect(tokensSummary(await shown('I HAD always thought', [2, 2]))).toMatch(
      /; 2 windows of 2, one at every 2$/,
    )
    expect(tokensSummary(await shown('I HAD always', [3, 1]))).toMatch(/; 1 window of 3, one at every 1$/)
  })

  it('are a line each', async () => {
    expect([...tokenLines(await shown('Hi, you\n'), PLAIN)]).toEqual([
      '0  17250  Hi',
      '1     11  ,',
      '2    345  ·you',
      '3    198  \\n',
    ])
  })

  it('are windows, each input with its target', async () => {
    expect([...windowLines(await shown('I HAD always thought', [2, 2]), PLAIN)]).toEqual([
      '0  40 367  →  367 2885',
      '   I  ·H      ·H  AD',
      '2  2885 1464     →  1464    1807',
      '   AD   ·always     ·always ·thought',
    ])
  })
})

describe('visibleToken', () => {
  const encodingOf = (bytes: Uint8Array): TokenEncoding => ({
    name: 'one',
    vocabularySize: 1,
    specialTokens: new Map(),
    encode: () => Uint32Array.of(0),
    decode: () => '',
    bytesOf: () => bytes,
  })

  it.each<[string, number[] | string, string]>([
    ['spaces', '  a b', '··a·b'],
    ['ends of lines and tabs', '\r\n\t', '\\r\\n\\t'],
    ['a backslash', '\\n', '\\\\n'],
    ['other blanks and controls', '\u00a0\u200b\u0000', '\\u{a0}\\u{200b}\\u{0}'],
    ['whole characters', 'ñ日👍', 'ñ日👍'],
    ['a byte order mark', '\ufeff', '\\u{feff}'],
    ['a character cut at its end', [0x20, 0xf0, 0x9f, 0x91], '·\\xf0\\x9f\\x91'],
    ['a character cut at its beginning', [0x8d, 0x21], '\\x8d!'],
    ['a replacement character that is really there', '\ufffd', '\ufffd'],
  ])('shows %s', (_what, token, visible) => {
    const bytes = typeof token === 'string' ? new TextEncoder().encode(token) : Uint8Array.from(token)
    expect(visibleToken(0, encodingOf(bytes))).toBe(visible)
  })
})

describe('tokens for programs', () => {
  it('name everything', async () => {
    expect(JSON.parse(tokensJson(await shown('Hi you', [1, 1]), false))).toEqual({
      file: 'a.txt',
      encoding: 'gpt2',
      vocabulary: 50_257,
      characters: 6,
      bytes: 6,
      count: 2,
      ids: [17_250, 345],
      texts: ['Hi', ' you'],
      windows: { length: 1, stride: 1, count: 1, rows: [{ position: 0, input: [17_250], target: [345] }] },
    })
  })

  it('are only counts when only counts are wanted', async () => {
    expect(JSON.parse(tokensJson(await shown('Hi you', [1, 1]), true))).toEqual({
      file: 'a.txt',
      encoding: 'gpt2',
      vocabulary: 50_257,
      characters: 6,
      bytes: 6,
      count: 2,
      windows: { length: 1, stride: 1, count: 1 },
    })
  })
})
