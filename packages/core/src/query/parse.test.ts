import { describe, expect, it } from 'vitest'
import { CercaError } from '../errors.js'
import { readDictionary } from '../tokenize/dictionary.js'
import { createTermAnalyzer } from '../tokenize/terms.js'
import { NO_FILTERS } from './filters.js'
import { type ParsedQuery, parseQuery } from './parse.js'

const analyzer = createTermAnalyzer()

describe('the terms of a query', () => {
  it.each([
    ['router', 'router'],
    ['where is the router registered', 'router regist'],
    ['The HandlerStack of Guzzle', 'handler stack (handlerstack) guzzl'],
    ['parse_url parse', 'pars url (parseurl)'],
    ['bellmanFordPath', 'bellman ford path (bellmanford) (fordpath) (bellmanfordpath)'],
    ['src/http/client.go', 'src http client go'],
    // Words of grammar alone still mean something in code.
    ['for this', 'for thi'],
    ['if', 'if'],
    ['日本 file', '日 本 file'],
    ['"exact words" first', 'first exact word'],
    ['lang:go path:src', ''],
  ])('%s → %s', (text, expected) => {
    expect(termsOf(text)).toBe(expected)
  })

  it.each([
    ['¿dónde está la configuración de la sesión?', 'es', 'configuracion|configur sesion'],
    ['cómo abrir archivos', 'es', 'abrir archivo|archiv'],
    ['how to open files', 'en', 'open file'],
  ])('%s is %s and means %s', (text, language, expected) => {
    expect(parseQuery(text, analyzer).language).toBe(language)
    expect(termsOf(text)).toBe(expected)
  })

  it.each([
    ['open the open file', [0, 0, 1]],
    ['HandlerStack pop', [0, 1, 3]],
    ['the for', [0, 1]],
  ])('%s has the sequence %j', (text, expected) => {
    expect(parseQuery(text, analyzer).sequence).toEqual(expected)
  })
})

describe('a Spanish query with a dictionary', () => {
  const dictionary = readDictionary(
    'archiv file archiv\nrut path rout\nabrir open\n=rutina routin\ndespues\nerror error\nsolicitud request\npeticion request\n' +
      'copi copi\nsegur secur safe\ncopi_segur backup\n',
  )
  const languages = { language: undefined, dictionaryOf: () => dictionary }
  const parse = (text: string) => parseQuery(text, analyzer, languages)

  it.each([
    ['¿cómo abrir los archivos?', 'open|abrir:0.3 file|archiv:0.79|archivo:0.3'],
    ['como abrir los archivos', 'open|abrir:0.3 file|archiv:0.79|archivo:0.3'],
    // A form of its own.
    ['la rutina de la ruta', 'routin|rutina:0.3|rutin:0.3 path|rout:0.79|ruta:0.3|rut:0.3'],
    // Grammar that only the dictionary knows, and phrases that mean something else than their words.
    ['después de la ruta', 'path|rout:0.79|ruta:0.3|rut:0.3'],
    ['a partir de la ruta', 'path|rout:0.79|ruta:0.3|rut:0.3'],
    // A word that is the same in both languages counts in full.
    ['el error', 'error'],
    // Names of code are what they are; a word that is not listed is looked for as it was typed.
    ['qué hace HandlerStack con el middleware', 'handler stack (handlerstack) middlewar'],
    ['la zanahoria', 'zanahoria|zanahori'],
    // Two words for the same thing are one term.
    ['la solicitud o la petición', 'request|solicitud:0.3'],
    ['después', 'despu|despues'],
    // Two words that mean something else together, whatever words of grammar stand between, or accents.
    ['copia de seguridad', 'backup|copi:0.3|segur:0.3'],
    ['las copias de la seguridad y la ruta', 'backup|copi:0.3|segur:0.3 path|rout:0.79|ruta:0.3|rut:0.3'],
    // Too much stands between them, or something that says more than grammar.
    ['copia a la que es seguridad', 'copi|copia:0.3 secur|safe:0.79|seguridad:0.3|segur:0.3'],
    ['copia y abrir seguridad', 'copi|copia:0.3 open|abrir:0.3 secur|safe:0.79|seguridad:0.3|segur:0.3'],
  ])('%s → %s', (text, expected) => {
    expect(parse(text).language).toBe('es')
    expect(parse(text).terms.map(termText).join(' ')).toBe(expected)
  })

  it.each([
    ['¿la ruta del archivo?', 'path 0.56, rout 0.44, file 0.56, archiv 0.44'],
    ['la solicitud o la petición de HandlerStack', 'request 2, handler 1, stack 1'],
    ['la zanahoria', 'zanahoria 1'],
    ['la copia de seguridad', 'backup 1'],
  ])('%s means %s', (text, expected) => {
    const meaning = parse(text).meaning.map(({ term, weight }) => `${term} ${Number(weight.toFixed(2))}`)
    expect(meaning.join(', ')).toBe(expected)
  })

  it('is read in the language that is asked for', () => {
    const text = 'rut archiv'
    expect(parse(text).language).toBe('en')
    expect(
      parseQuery(text, analyzer, { ...languages, language: 'es' })
        .terms.map(termText)
        .join(' '),
    ).toBe('path|rout:0.79|rut:0.3 file|archiv:0.79')
    const english = parseQuery('¿la ruta?', analyzer, { ...languages, language: 'en' })
    expect(english.terms.map(termText).join(' ')).toBe('la ruta')
  })
})

describe('the meaning of a query', () => {
  it.each([
    ['where is the router registered', 'router 1, regist 1'],
    ['open the open HandlerStack', 'open 2, handler 1, stack 1'],
    // Without a content word, the words of grammar are all there is.
    ['for this', 'for 1, thi 1'],
    ['router lang:go', 'router 1'],
    ['lang:go', ''],
  ])('%s: %s', (text, expected) => {
    const meaning = parseQuery(text, analyzer).meaning.map(({ term, weight }) => `${term} ${weight}`)
    expect(meaning.join(', ')).toBe(expected)
  })
})

describe('the symbols of a query', () => {
  it.each([
    ['HandlerStack', 'handlerstack'],
    ['where is HandlerStack built', 'handlerstack'],
    ['what does Foo::bar do', 'bar'],
    ['Foo::Bar::handler_stack()', 'handlerstack'],
    ['a.b.c()', 'c'],
    ['session->close', 'close'],
    ['Router#dispatch', 'dispatch'],
    ['uses _x here', 'x'],
    ['uses __init__ here', 'init'],
    ['parseURL and parse_html', 'parseurl parsehtml'],
    ['how is open() used?', 'open'],
    ['(HandlerStack),', 'handlerstack'],
    // A word alone is a name as likely as not.
    ['router', 'router'],
    ['the open file', ''],
    ['what is HTTP', ''],
    ['end of a sentence.', ''],
  ])('%s: %s', (text, expected) => {
    expect(
      parseQuery(text, analyzer)
        .symbols.map(({ folded }) => folded)
        .join(' '),
    ).toBe(expected)
  })
})

describe('the phrases of a query', () => {
  it.each([
    ['"read timeout"', 'read timeout'],
    ['x "the url" y "b"', 'the url; b'],
    ['"loadURL"', 'load url'],
    ['"archivos de la sesión"', 'archivo de la sesion | archiv de la sesion'],
    ['"..." x', ''],
    ['one "unclosed phrase', ''],
  ])('%s: %s', (text, expected) => {
    const phrases = parseQuery(text, analyzer).phrases.map((readings) =>
      readings.map((parts) => parts.join(' ')),
    )
    expect(phrases.map((readings) => readings.join(' | ')).join('; ')).toBe(expected)
  })
})

describe('the filters of a query', () => {
  it.each([
    ['lang:go', { languages: ['go'] }],
    ['language:Go,C# x', { languages: ['go', 'c#'] }],
    ['-lang:go x', { notLanguages: ['go'] }],
    ['path:src/,Lib x', { paths: ['src/', 'Lib'] }],
    ['x -path:vendor', { notPaths: ['vendor'] }],
    ['kind:Function,class', { kinds: ['function', 'class'] }],
    ['is:test', { traits: ['test'] }],
    ['is:tests,generated', { traits: ['test', 'generated'] }],
    ['-is:legacy x', { notTraits: ['legacy'] }],
    ['-test', { notTraits: ['test'] }],
    ['-tests -examples x', { notTraits: ['test', 'example'] }],
    ['LANG:go', { languages: ['go'] }],
    ['lang:go lang:rust path:a path:b', { languages: ['go', 'rust'], paths: ['a', 'b'] }],
    // What only looks like a filter is searched for.
    ['path::join', {}],
    ['kind::Error', {}],
    ['-verbose', {}],
    ['test', {}],
    ['http://host', {}],
    ['"lang:go"', {}],
  ])('%s', (text, expected) => {
    expect(parseQuery(text, analyzer).filters).toEqual({ ...NO_FILTERS, ...expected })
  })

  it('are no words', () => {
    expect(termsOf('router lang:go -path:vendor kind:function -test "path:x"')).toBe(termsOf('router path x'))
    expect(parseQuery('path::join', analyzer).symbols).toEqual([{ folded: 'join', term: 'join' }])
  })
})

describe('parseQuery', () => {
  it.each([
    ['', 'query-empty'],
    [' \n\t', 'query-empty'],
    ['!? ... 😀', 'query-empty'],
    ['""', 'query-empty'],
    ['"..."', 'query-empty'],
    ['lang:, ', 'query-empty'],
    ['kind:banana', 'filter-unknown'],
    ['-kind:function x', 'filter-unknown'],
    ['is:blue', 'filter-unknown'],
    ['-is:blue', 'filter-unknown'],
  ])('refuses %j with %s', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  it.each([
    ['kind:banana', 'function, method'],
    ['is:blue', 'test, generated'],
  ])('names the values that %s could have', (text, names) => {
    expect(() => parseQuery(text, analyzer)).toThrow(names)
  })
})

/** Terms in order, spellings joined with `|`, joined terms in brackets. */
function termsOf(text: string): string {
  return parseQuery(text, analyzer).terms.map(termText).join(' ')
}

function termText({ spellings, isJoined }: ParsedQuery['terms'][number]): string {
  const written = spellings
    .map(({ term, weight }) => (weight === 1 ? term : `${term}:${Number(weight.toFixed(2))}`))
    .join('|')
  return isJoined ? `(${written})` : written
}

function codeOf(text: string): string {
  try {
    parseQuery(text, analyzer)
    return 'ok'
  } catch (error) {
    if (error instanceof CercaError) return error.code
    throw error
  }
}
