import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idiomKey, readDictionary, writeDictionary } from './dictionary.js'

const LINES = ['# a comment', 'despues', 'rut path rout', '=rutina routin', 'bas_dat databas', '']

describe('readDictionary', () => {
  const dictionary = readDictionary(LINES.join('\n'))

  it.each([
    ['ruta', 'rut', 'path 1, rout 0.79'],
    // A form with a line of its own does not mean what its stem does, with accents and without.
    ['rutina', 'rut', 'routin 1'],
    ['Rutína', 'rut', 'routin 1'],
    // A word of grammar.
    ['después', 'despues', ''],
    ['absent', 'absent', undefined],
    ['#', '#', undefined],
  ])('%s is %s', (word, stem, expected) => {
    const terms = dictionary.translationsOf(word, stem)
    expect(terms?.map(({ term, weight }) => `${term} ${Number(weight.toFixed(2))}`).join(', ')).toBe(expected)
  })

  it.each([
    ['Bases', 'dato', 'databas'],
    ['dato', 'bases', undefined],
    ['base', 'absent', undefined],
  ])('%s %s is %s', (first, second, expected) => {
    expect(dictionary.idiomOf(idiomKey(first, second, 'es'))).toBe(expected)
  })

  it('looks an idiom up with accents and without', () => {
    expect(idiomKey('codificación', 'automática', 'es')).toBe(idiomKey('codificacion', 'automatica', 'es'))
  })

  it('knows how many lines it has', () => expect(dictionary.size).toBe(4))
})

describe('writeDictionary', () => {
  it('sorts by what stands before the terms', () => {
    const entries = new Map([
      ['rut', ['path', 'rout']],
      ['despues', []],
      ['=rutina', ['routin']],
    ])
    expect(writeDictionary(entries)).toBe('=rutina routin\ndespues\nrut path rout\n')
  })

  it('writes what is read back', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/)
    const entry = fc.tuple(word, fc.array(word, { maxLength: 6 }))
    fc.assert(
      fc.property(fc.array(entry), (list) => {
        const entries = new Map(list)
        const read = readDictionary(writeDictionary(entries))
        expect(read.size).toBe(entries.size)
        for (const [stem, expected] of entries) {
          const terms = read.translationsOf('?', stem) ?? []
          expect(terms.map(({ term }) => term)).toEqual(expected)
          const weights = terms.map(({ weight }) => weight)
          expect(weights).toEqual([...weights].sort((a, b) => b - a))
        }
      }),
    )
  })
})
