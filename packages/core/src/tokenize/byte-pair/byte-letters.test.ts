import { describe, expect, it } from 'vitest'
import { BYTES_BY_LETTER, bytesOfLetters, lettersOfBytes } from './byte-letters.js'

describe('byte letters', () => {
  it.each([
    ['a b', 'aĠb'],
    ['\n\t\r', 'Ċĉč'],
    ['ñ', 'Ã±'],
    ['日', 'æĹ¥'],
    ['\u00ad', 'ÂŃ'],
    ['', ''],
  ])('%j is written %s', (text, letters) => {
    const bytes = new TextEncoder().encode(text)
    expect(lettersOfBytes(bytes)).toBe(letters)
    expect(bytesOfLetters(letters)).toEqual(bytes)
  })

  it('are one for each byte, none of them blank', () => {
    const letters = lettersOfBytes(Uint8Array.from({ length: 256 }, (_, byte) => byte))
    expect(new Set(letters).size).toBe(256)
    expect(letters).not.toMatch(/\s/)
    expect(bytesOfLetters(letters)).toEqual(Uint8Array.from({ length: 256 }, (_, byte) => byte))
  })

  it('order the bytes as vocabularies list them', () => {
    expect(BYTES_BY_LETTER.slice(0, 3)).toEqual([0x21, 0x22, 0x23])
    expect(BYTES_BY_LETTER.slice(-2)).toEqual([0xa0, 0xad])
    expect(new Set(BYTES_BY_LETTER).size).toBe(256)
  })

  it('are not any character', () => {
    expect(bytesOfLetters('a b')).toBeUndefined()
    expect(bytesOfLetters('日')).toBeUndefined()
  })
})
