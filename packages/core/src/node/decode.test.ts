import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode } from './decode.js'

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()
const bytes = (...values: readonly (number | string)[]) =>
  Buffer.concat(
    values.map((value) => (typeof value === 'number' ? Buffer.from([value]) : Buffer.from(value, 'latin1'))),
  )

describe('decode', () => {
  it.each([
    ['ASCII', Buffer.from('let a = 1\r\n'), 'let a = 1\r\n', 'utf-8', 0],
    ['nothing', Buffer.alloc(0), '', 'utf-8', 0],
    ['UTF-8', Buffer.from('ñandú 🦀'), 'ñandú 🦀', 'utf-8', 0],
    ['UTF-8 with mark', Buffer.from('\uFEFFñ'), 'ñ', 'utf-8', 0],
    ['ASCII with mark', Buffer.from('\uFEFFa'), 'a', 'utf-8', 0],
    ['UTF-16 LE with mark', Buffer.from('\uFEFFñ🦀', 'utf16le'), 'ñ🦀', 'utf-16le', 0],
    ['UTF-16 BE with mark', utf16be('\uFEFFñ🦀'), 'ñ🦀', 'utf-16be', 0],
    ['UTF-16 LE', Buffer.from('int main(void);\n', 'utf16le'), 'int main(void);\n', 'utf-16le', 0],
    ['UTF-16 BE', utf16be('int main(void);\n'), 'int main(void);\n', 'utf-16be', 0],
    [
      'UTF-16 LE, Russian',
      Buffer.from('привет, мир и всё\n', 'utf16le'),
      'привет, мир и всё\n',
      'utf-16le',
      0,
    ],
    [
      'UTF-16 with half a surrogate pair',
      Buffer.from('\uFEFFa\uD800b', 'utf16le'),
      'a\uFFFDb',
      'utf-16le',
      1,
    ],
    ['UTF-16 with half a code unit', bytes(0xff, 0xfe, 'a', 0, 'b'), 'a\uFFFD', 'utf-16le', 1],
    ['Latin-1', bytes('ni', 0xf1, 'o ma', 0xf1, 'ana'), 'niño mañana', 'windows-1252', 0],
    ['Windows-1252', bytes(0x93, 'caf', 0xe9, 0x94, ' ', 0x80, '5'), '“café” €5', 'windows-1252', 0],
    ['broken UTF-8', bytes(Buffer.from('ñ ñ ñ').toString('latin1'), 0xff, 'x'), 'ñ ñ ñ\uFFFDx', 'utf-8', 1],
    ['broken UTF-8 with mark', bytes(0xef, 0xbb, 0xbf, 'a', 0xff, 'b', 0xfe), 'a\uFFFDb\uFFFD', 'utf-8', 2],
    ['UTF-8 that is cut off', bytes('price ', 0xe2, 0x82), 'price \uFFFD', 'utf-8', 1],
    ['a surrogate in UTF-8', bytes(0xef, 0xbb, 0xbf, 0xed, 0xa0, 0x80), '\uFFFD\uFFFD\uFFFD', 'utf-8', 3],
    ['colours of a terminal', Buffer.from('\x1b[1mbold\x1b[0m'), '\x1b[1mbold\x1b[0m', 'utf-8', 0],
  ])('%s', (_, input, text, encoding, replaced) =>
    expect(decode(input)).toEqual({ text, encoding, replaced }),
  )

  it.each([
    ['a zero byte in text', bytes('int main', 0, '();')],
    ['a picture', bytes(0x89, 'PNG\r\n', 0x1a, '\n', 0, 0, 0, 13, 'IHDR')],
    ['control characters', bytes(...Array.from({ length: 100 }, (_, index) => (index % 31) + 1))],
    ['numbers of 16 bits', Buffer.from(Uint16Array.from({ length: 200 }, (_, index) => index % 256).buffer)],
    ['UTF-32', bytes(0xff, 0xfe, 0, 0, 'a', 0, 0, 0)],
    [
      'bytes without zeros that are no text',
      Buffer.from(Array.from({ length: 997 }, (_, index) => ((index * 7919) % 255) + 1)),
    ],
  ])('%s is not text', (_, input) => expect(decode(input)).toBeUndefined())

  const wellFormed = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => !/[\0-\x08\x0e-\x1f\x7f\ufeff]/.test(text))
  it('gives back any text in UTF-8, and in UTF-16 with a mark', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        expect(decode(Buffer.from(text))?.text).toBe(text)
        expect(decode(Buffer.from(`\uFEFF${text}`))?.text).toBe(text)
        expect(decode(Buffer.from(`\uFEFF${text}`, 'utf16le'))?.text).toBe(text)
        expect(decode(utf16be(`\uFEFF${text}`))?.text).toBe(text)
      }),
    )
  })
  it('gives well-formed text for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (values) => {
        const text = decode(Buffer.from(values))?.text ?? ''
        expect(Buffer.from(text).toString()).toBe(text)
      }),
      { numRuns: 500 },
    )
  })
})
