import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldWord, forEachWord, splitIdentifier } from './identifiers.js'

describe('splitIdentifier', () => {
  it.each([
    ['word', ['word']],
    ['camelCase', ['camel', 'Case']],
    ['PascalCase', ['Pascal', 'Case']],
    ['snake_case', ['snake', 'case']],
    ['SCREAMING_SNAKE', ['SCREAMING', 'SNAKE']],
    ['HTTPBody', ['HTTP', 'Body']],
    ['parseHTTPBody_v2', ['parse', 'HTTP', 'Body', 'v', '2']],
    ['XMLHttpRequest', ['XML', 'Http', 'Request']],
    ['HTML5Parser', ['HTML', '5', 'Parser']],
    ['HTTPSession', ['HTTP', 'Session']],
    ['iOS', ['i', 'OS']],
    // The s of a plural belongs to the acronym.
    ['URLs', ['URLs']],
    ['URLsByHost', ['URLs', 'By', 'Host']],
    ['userIDs_v2', ['user', 'IDs', 'v', '2']],
    ['sha256', ['sha', '256']],
    ['e2eTest', ['e', '2', 'e', 'Test']],
    ['10ms', ['10', 'ms']],
    ['__init__', ['init']],
    ['$scope', ['scope']],
    ['jQuery$fn', ['j', 'Query', 'fn']],
    ['ñandú', ['ñandú']],
    ['cañónGrande', ['cañón', 'Grande']],
    ['ÜberALLES', ['Über', 'ALLES']],
    ['ПриветМир', ['Привет', 'Мир']],
    ['한국어', ['한국어']],
    ['日本語', ['日', '本', '語']],
    ['load日本', ['load', '日', '本']],
    ['a.b-c', ['a', 'b', 'c']],
    ['a😀b', ['a', 'b']],
    ['😀', []],
    ['___', []],
    ['', []],
  ])('%s', (word, expected) => {
    expect(splitIdentifier(word)).toEqual(expected)
  })

  it('loses letters and digits of no word, and adds none', () => {
    fc.assert(
      fc.property(words(), (text) => {
        expect(splitIdentifier(text).join('')).toBe((text.match(LETTER_OR_DIGIT) ?? []).join(''))
      }),
    )
  })

  it('splits a part no further', () => {
    fc.assert(
      fc.property(words(), (text) => {
        for (const part of splitIdentifier(text)) expect(splitIdentifier(part)).toEqual([part])
      }),
    )
  })
})

describe('forEachWord', () => {
  it.each([
    ['let httpClient = $scope.x_1;', ['let', 'httpClient', '$scope', 'x_1']],
    ['__init__ _ $ __', ['__init__']],
    ['¿Dónde está la configuración?', ['Dónde', 'está', 'la', 'configuración']],
    ['読む file', ['読', 'む', 'file']],
    ["it's 3.14 e-mail", ['it', 's', '3', '14', 'e', 'mail']],
    ['a\u0301b', ['a\u0301b']],
    ['😀ok😀', ['ok']],
    [`${'x'.repeat(80)} ${'y'.repeat(81)} z`, ['x'.repeat(80), 'z']],
    ['', []],
  ])('%j', (text, expected) => {
    expect(wordsOf(text, 0, text.length)).toEqual(expected)
  })

  it('finds what a regular expression finds, between any two offsets', () => {
    const offset = fc.nat({ max: 30 })
    fc.assert(
      fc.property(words(), offset, offset, (text, from, length) => {
        const start = Math.min(from, text.length)
        const end = Math.min(start + length, text.length)
        expect(wordsOf(text, start, end)).toEqual(slowWords(text.slice(start, end)))
      }),
      { numRuns: 500 },
    )
  })
})

describe('foldWord', () => {
  it.each([
    ['Configuración', 'configuracion'],
    ['ÑANDÚ', 'nandu'],
    ['naïve', 'naive'],
    ['cafe\u0301', 'cafe'],
    ['İstanbul', 'istanbul'],
    ['Straße', 'straße'],
    ['日本', '日本'],
    ['HTTP_2', 'http_2'],
    ['', ''],
  ])('%s → %s', (word, expected) => {
    expect(foldWord(word)).toBe(expected)
  })

  it('is the same for composed and decomposed letters, and folds nothing twice', () => {
    fc.assert(
      fc.property(words(), (text) => {
        expect(foldWord(text.normalize('NFD'))).toBe(foldWord(text.normalize('NFC')))
        expect(foldWord(foldWord(text))).toBe(foldWord(text))
      }),
    )
  })
})

/** Of the characters that UTF-16 writes in one unit. */
const LETTER_OR_DIGIT = /[\u3040-\u30ff\u3400-\u9fff]|(?![\u{10000}-\u{10ffff}])[\p{L}\p{M}\p{N}]/gu

/** Text in which all classes of characters meet. */
function words(): fc.Arbitrary<string> {
  const common = fc.constantFrom(...'abzABZ019_$ .-éÑüЯж²日ひ한😀\u0301'.match(/./gu)!)
  return fc
    .array(fc.oneof({ weight: 9, arbitrary: common }, fc.string({ maxLength: 1, unit: 'grapheme' })), {
      maxLength: 30,
    })
    .map((characters) => characters.join(''))
}

function wordsOf(text: string, start: number, end: number): string[] {
  const found: string[] = []
  forEachWord(text, start, end, (wordStart, wordEnd) => found.push(text.slice(wordStart, wordEnd)))
  return found
}

/** Ideographs one by one, or else runs of the rest; what UTF-16 writes in two units belongs to no word. */
function slowWords(text: string): string[] {
  const units = text.replace(/[\u{10000}-\u{10ffff}]/gu, '  ')
  const found =
    units.match(/[\u3040-\u30ff\u3400-\u9fff]|(?:(?![\u3040-\u30ff\u3400-\u9fff])[\p{L}\p{M}\p{N}_$])+/gu) ??
    []
  return found.filter((word) => /[^_$]/.test(word) && word.length <= 80)
}
