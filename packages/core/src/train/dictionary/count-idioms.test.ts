import { describe, expect, it } from 'vitest'
import { createIdiomCounter } from './count-idioms.js'
import type { LinkedSentence } from './linked-sentence.js'

/** Each word of Spanish with the number of the English word that it is linked to, where there is one. */
function sentence(foreign: string, english: string): LinkedSentence {
  const words = foreign.split(' ').map((word) => word.split('='))
  return {
    foreign: words.map(([text], place) => ({ text, place })),
    english: english.split(' ').map((text, place) => ({ text, place })),
    links: words.flatMap(([, target], foreignIdx) =>
      target === undefined
        ? []
        : [
            {
              sentence: 0,
              foreignIdx,
              englishIdx: Number(target),
              probability: foreignIdx === 0 ? 0.5 : 0.9,
            },
          ],
    ),
  }
}

const TERMS: Readonly<Record<string, readonly string[]>> = {
  llam: ['call'],
  retorn: ['return'],
  archiv: ['file'],
  nombr: ['name'],
  despues: [],
}

describe('createIdiomCounter', () => {
  it.each([
    ['one word for two', 'llamada de retorno=0', 'callback', { llam_retorn: 'callback' }],
    [
      'the same with accents, and more between',
      'llamada de la retornó=0',
      'callback',
      { llam_retorn: 'callback' },
    ],
    ['a word each', 'llamada=0 de retorno=1', 'call return', {}],
    ['what either means alone', 'llamada de retorno=0', 'return', {}],
    ['the terms of both, joined', 'nombre de archivo=0', 'filename', {}],
    ['a word without terms of its own', 'zanahoria retorno=0', 'callback', {}],
    ['a word of grammar', 'después retorno=0', 'callback', {}],
    ['too far apart', 'llamada de la de retorno=0', 'callback', {}],
    ['linked to a word of grammar', 'llamada de retorno=0', 'after', {}],
    ['not linked', 'llamada de retorno', 'callback', {}],
  ])('%s', (_, foreign, english, expected) => {
    const counter = createIdiomCounter('es')
    for (let idx = 0; idx < 5; idx++) counter.add(sentence(foreign, english))
    const idioms = counter.idioms((stem) => TERMS[stem], { minCount: 5, minShare: 0.5 })
    expect(Object.fromEntries(idioms)).toEqual(expected)
  })

  it.each([
    [{ minCount: 4, minShare: 0.4 }, { llam_retorn: 'callback' }],
    [{ minCount: 5, minShare: 0.4 }, {}],
    [{ minCount: 4, minShare: 0.6 }, {}],
  ])('asks for %j', (options, expected) => {
    const counter = createIdiomCounter('es')
    for (let idx = 0; idx < 4; idx++) counter.add(sentence('llamada de retorno=0', 'callback'))
    for (let idx = 0; idx < 4; idx++) counter.add(sentence('llamada=0 de retorno=1', 'call return'))
    expect(Object.fromEntries(counter.idioms((stem) => TERMS[stem], options))).toEqual(expected)
  })

  it('gives an English word to the word that is linked to it more surely', () => {
    const counter = createIdiomCounter('es')
    const both = sentence('llamada=0 de retorno=0 archivo=1', 'callback file')
    counter.add(both)
    const idioms = counter.idioms((stem) => TERMS[stem], { minCount: 1, minShare: 0.5 })
    // Of return and file, each has one: they are no idiom.
    expect(Object.fromEntries(idioms)).toEqual({ llam_retorn: 'callback' })
  })
})
