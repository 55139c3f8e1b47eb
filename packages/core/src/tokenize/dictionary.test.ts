import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDictionary, writeDictionary } from './dictionary.js'

const LINES = ['# a comment', 'despues', 'rut path rout:2', '=rutina routin', '']

describe('readDictionary', () => {
  const dictionary = readDictionary(LINES.join('\n'))

  it.each([
    ['ruta', 'rut', 'path 1, rout 0.2'],
    // A form with a line of its own does not mean what its stem does, with accents and without.
    ['rutina', 'rut', 'routin 1'],
    ['Rutína', 'rut', 'routin 1'],
    // A word of grammar.
    ['después', 'despues', ''],
    ['absent', 'absent', undefined],
    ['#', '#', undefined],
  ])('%s is %s', (word, stem, expected) => {
    const terms = dictionary.translationsOf(word, stem)
    expect(terms?.map(({ term, weight }) => `${term} ${weight}`).join(', ')).toBe(expected)
  })

  it('knows how many lines it has', () => expect(dictionary.size).toBe(3))
})

describe('writeDictionary', () => {
  it('sorts by stem and leaves out weights that round to nothing', () => {
    const entries = new Map([
      ['rut', terms(['path', 1], ['rout', 0.17], ['way', 0.04])],
      ['despues', []],
      ['=rutina', terms(['routin', 1])],
    ])
    expect(writeDictionary(entries)).toBe('=rutina routin\ndespues\nrut path rout:2\n')
  })

  it('writes what is read back', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/)
    const weights = fc.integer({ min: 1, max: 10 }).map((tenths) => tenths / 10)
    const entry = fc.tuple(word, fc.array(fc.record({ term: word, weight: weights }), { maxLength: 3 }))
    fc.assert(
      fc.property(fc.array(entry), (list) => {
        const entries = new Map(list)
        const read = readDictionary(writeDictionary(entries))
        expect(read.size).toBe(entries.size)
        for (const [stem, expected] of entries) expect(read.translationsOf('?', stem)).toEqual(expected)
      }),
    )
  })
})

function terms(...list: [string, number][]): { term: string; weight: number }[] {
  return list.map(([term, weight]) => ({ term, weight }))
}
