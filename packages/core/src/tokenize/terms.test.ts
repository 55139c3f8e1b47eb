import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldWord } from '../text/identifiers.js'
import { createTermAnalyzer, isStopWord, stem, wholeTerm } from './terms.js'

const analyzer = createTermAnalyzer()

describe('stem', () => {
  it.each([
    ['en', ['register', 'registers', 'registered', 'registering', 'Registered']],
    ['en', ['connect', 'connects', 'CONNECTED', 'connecting']],
    ['en', ['parse', 'parses', 'parsing', 'parsed']],
    ['en', ['café', 'cafe', 'CAFÉ', 'cafe\u0301']],
    ['es', ['configuración', 'configuraciones', 'configuracion', 'Configuración', 'configuracio\u0301n']],
    ['es', ['sesión', 'sesiones', 'sesion']],
    ['es', ['archivo', 'archivos', 'ARCHIVO']],
    ['es', ['índice', 'indice', 'índices']],
    ['es', ['búsqueda', 'busqueda', 'búsquedas']],
    ['es', ['ejecutar', 'ejecuta', 'ejecutando']],
    ['es', ['señal', 'senal', 'señales']],
    ['es', ['pingüino', 'pinguinos']],
  ] as const)('%s: %j are one', (language, words) => {
    const stems = new Set(words.map((word) => stem(word, language)))
    expect([...stems]).toEqual([stem(words[0], language)])
  })

  it.each([
    ['en', 'route', 'root'],
    ['en', 'index', 'indent'],
    ['es', 'archivo', 'archivero'],
  ] as const)('%s: %s is not %s', (language, one, other) => {
    expect(stem(one, language)).not.toBe(stem(other, language))
  })

  it('is folded and at most 40 characters long', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.constantFrom('en', 'es'),
        (word, language) => {
          const found = stem(word, language as 'en' | 'es')
          expect(found).toBe(foldWord(found))
          expect(found.length).toBeLessThanOrEqual(40)
        },
      ),
    )
  })
})

describe('analyze', () => {
  it.each([
    ['router', ['router'], []],
    ['HandlerStack', ['handler', 'stack'], ['handlerstack']],
    ['bellmanFordPath', ['bellman', 'ford', 'path'], ['bellmanford', 'fordpath', 'bellmanfordpath']],
    ['__init__', ['init'], []],
    ['utf_8', ['utf', '8'], ['utf8']],
  ])('%s → %j and joined %j', (word, parts, joined) => {
    expect(analyzer.analyze(word, 'en')).toEqual({ parts, joined })
  })

  it.each([
    ['bellmanFord', 'bellman_ford', 'BellmanFord', 'BELLMAN_FORD', 'bellmanford'],
    ['handlerStack', 'handler_stack', 'HANDLER_STACK', '_handlerStack', 'handlerstack'],
  ])('%s is found however it is written', (...spellings) => {
    const whole = spellings.map((spelling) => wholeTerm(spelling, analyzer))
    expect(new Set(whole).size).toBe(1)
    for (const spelling of spellings) {
      const { parts, joined } = analyzer.analyze(spelling, 'en')
      expect([...parts, ...joined]).toContain(whole[0])
    }
  })

  it('keeps the languages apart, and remembers what it said', () => {
    expect(analyzer.analyze('archivos', 'es').parts).not.toEqual(analyzer.analyze('archivos', 'en').parts)
    expect(analyzer.analyze('archivos', 'es')).toEqual(createTermAnalyzer().analyze('archivos', 'es'))
  })
})

describe('wholeTerm', () => {
  it.each([
    ['HandlerStack', 'handlerstack'],
    ['Router', 'router'],
    ['_x', 'x'],
    ['parseHTTPBody', 'parsehttpbodi'],
    ['___', ''],
  ])('%s → %s', (name, expected) => {
    expect(wholeTerm(name, analyzer)).toBe(expected)
  })
})

describe('isStopWord', () => {
  it.each([
    ['the', 'en', true],
    ['The', 'en', true],
    ['router', 'en', false],
    ['está', 'es', true],
    ['esta', 'es', true],
    ['the', 'es', false],
  ] as const)('%s in %s: %s', (word, language, expected) => {
    expect(isStopWord(word, language)).toBe(expected)
  })
})
