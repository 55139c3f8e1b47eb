import { describe, expect, it } from 'vitest'
import { translatePattern } from './translate-pattern.js'

describe('translatePattern', () => {
  it.each([
    ['\\p{L}+| ?\\p{N}', '\\p{L}+| ?\\p{N}'],
    ["(?i:'s|'ll)|x", "(?:'[sS]|'[lL][lL])|x"],
    ["\\w(?i:'s)?", "\\w(?:'[sS])?"],
    ['\\p{N}{1,3}+|a?+b*+c++', '\\p{N}{1,3}|a?b*c+'],
    ['\\++[+*]+', '\\++[+*]+'],
  ])('%s → %s', (source, translated) => {
    expect(translatePattern(source).source).toBe(translated)
    expect(translatePattern(source).flags).toBe('gu')
  })
})
