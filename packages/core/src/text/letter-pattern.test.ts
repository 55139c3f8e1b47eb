import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LetterPattern } from './letter-pattern.js'

const SOURCES = [
  '[\\p{Ll}\\p{N}][\\p{Lu}]|[\\p{Lu}]{2,}[\\p{Ll}]|_[\\p{L}\\p{N}]|::',
  '^[^\\p{L}\\p{N}_$]+|[^\\p{L}\\p{N}_$()]+$',
  '^[\\p{Lu}][\\p{Ll}\\p{N}]+$',
  '[^\\p{L}\\p{N}]+',
]

describe('LetterPattern', () => {
  it.each(SOURCES)('means the same as the expression itself: %s', (source) => {
    const pattern = new LetterPattern(source, 'g')
    const plain = new RegExp(source, 'gu')
    const character = fc.oneof(
      fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 1 }),
      fc.constantFrom(...'aZ0_$:()ñÑéßΩя٣漢½'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    )
    fc.assert(
      fc.property(fc.array(character), (characters) => {
        const text = characters.join('')
        expect(text.replace(pattern.for(text), '·')).toBe(text.replace(plain, '·'))
      }),
    )
  })
})
