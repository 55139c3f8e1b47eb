import { describe, expect, it } from 'vitest'
import { isCodeWord, naturalLanguageOf, queryLanguageOf } from './natural-language.js'

describe('naturalLanguageOf', () => {
  it.each([
    ['', 'en'],
    ['router', 'en'],
    ['where is the session closed', 'en'],
    ['¿dónde se cierra la sesión?', 'es'],
    ['donde se cierra la sesion', 'es'],
    ['cómo leer un archivo', 'es'],
    ['configuración', 'es'],
    ['configuracion', 'en'],
    // A name with an accent does not make a sentence Spanish.
    ['the Gómez filter is applied to the señal', 'en'],
    ['Devuelve el índice del archivo que contiene el término', 'es'],
    ['Returns the index of the file that has the term', 'en'],
    ['de la me no', 'es'],
    ['a a a a', 'en'],
    // Acronyms are no pronouns.
    ['OS threads, HA and ES', 'en'],
    ['const url = new URL(path)', 'en'],
  ])('%s: %s', (text, expected) => {
    expect(naturalLanguageOf(text, [{ start: 0, end: text.length }])).toBe(expected)
  })

  it('looks at the spans alone', () => {
    const text = 'el archivo de la sesión | the file of the session'
    const bar = text.indexOf('|')
    expect(naturalLanguageOf(text, [{ start: 0, end: bar }])).toBe('es')
    expect(naturalLanguageOf(text, [{ start: bar, end: text.length }])).toBe('en')
    expect(naturalLanguageOf(text, [])).toBe('en')
  })

  it('reads the first 400 words of all spans together', () => {
    const spanish = 'el archivo de la sesión '
    const english = 'the file of the session '
    const text = spanish.repeat(10) + english.repeat(100)
    const first = { start: 0, end: spanish.length * 10 }
    const rest = { start: first.end, end: text.length }
    expect(naturalLanguageOf(text, [first])).toBe('es')
    expect(naturalLanguageOf(text, [first, rest])).toBe('en')
    const late = english.repeat(100) + spanish.repeat(1000)
    expect(naturalLanguageOf(late, [{ start: 0, end: late.length }])).toBe('en')
  })
})

describe('queryLanguageOf', () => {
  it.each([
    ['', 'en'],
    ['¿dónde se cierra la sesión?', 'es'],
    ['donde se cierra la sesion', 'es'],
    ['where is the session closed', 'en'],
    ['¿router?', 'es'],
    // Too short for a stop word: the endings tell.
    ['validar formulario', 'es'],
    ['archivo temporal', 'es'],
    ['configuracion', 'es'],
    ['conexiones HTTP', 'es'],
    ['autenticacion JWT', 'es'],
    ['router', 'en'],
    // A word alone is a name as likely as not.
    ['axios', 'en'],
    ['metadata', 'en'],
    ['OS entropy', 'en'],
    ['random number generation', 'en'],
    ['session middleware', 'en'],
    ['loadData saveData', 'en'],
    ['load the data schema', 'en'],
    ['parseURL', 'en'],
  ])('%s: %s', (text, expected) => {
    expect(queryLanguageOf(text)).toBe(expected)
  })
})

describe('isCodeWord', () => {
  it.each([
    ['HTTPServer', true],
    ['read_only', true],
    ['utf8', true],
    ['JSON', true],
    ['URLs', true],
    ['$scope', true],
    ['archivo', false],
    ['Archivo', false],
    ['Años', false],
  ])('%s: %s', (word, expected) => {
    expect(isCodeWord(word)).toBe(expected)
  })
})
