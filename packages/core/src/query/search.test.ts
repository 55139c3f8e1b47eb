import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CercaError } from '../errors.js'
import { project } from '../segment/testing/analyzed.js'
import { randomLayers } from '../segment/testing/random-project.js'
import { flattened } from '../segment/testing/segments.js'
import { readDictionary } from '../tokenize/dictionary.js'
import type { ScopeOptions } from './filters.js'
import { retrieve, search } from './search.js'
import { grownIndexOf, indexOf, WHOLE } from './testing/search-input.js'

const SHOP = project(`
  //- docs/guide.md
  # Paying

  A payment is refunded with a click. The order stays open.

  # Shipping

  The courier comes at night.
  //- docs/guia.md
  # Archivos de configuración

  Los archivos de configuración se leen al abrir la tienda. La sesión del usuario se cierra sola.
  //- src/order.go
  package shop

  // Order has been placed by a customer.
  struct Order

  // Refund gives the money of an order back.
  func Refund
    ledger.Pay(order)
  //- src/payment/ledger.py
  class Ledger

  def open_ledger
    return read timeout

  def pay
    timeout read
  //- src/payment/ledger_test.py
  class Ledger

  def test_open_ledger
    open_ledger open_ledger open_ledger
  //- vendor/mail.js
  function send
    mail the Order
`)

const INDEX = indexOf(SHOP)

const TWINS = indexOf(
  project(`
    //- src/alpha.js
    function run
      clock
    //- src/beta.js
    function run
      clock
    //- tests/beta.test.js
    function test_expiry
      a session expires by the clock
  `),
)

// Two files say the same; the names of one are used elsewhere.
const USED = indexOf(
  project(`
    //- src/alpha.js
    function runAlpha
      clock ticks
    //- src/beta.js
    function runBeta
      clock ticks
    //- src/one.js
    runBeta
    //- src/two.js
    runBeta
  `),
)

// The question begins with one name and ends with the other.
const NAMED = indexOf(
  project(`
    //- src/ledger.js
    function pay
      ledger journal entries
    //- src/journal.js
    function pay
      ledger journal entries
  `),
)

describe('search', () => {
  it.each<[why: string, index: typeof INDEX, query: string, first: string]>([
    ['what others build on', USED, 'clock ticks', 'src/beta.js'],
    ['what the question begins with', NAMED, 'ledger entries of the journal', 'src/ledger.js'],
    ['what the question begins with', NAMED, 'journal entries of the ledger', 'src/journal.js'],
  ])('prefers %s', (_why, index, query, first) => {
    expect(search(index, query, { ...WHOLE, k: 1, explain: false })[0]?.path).toBe(first)
  })

  it('trusts what a test says of the file it is named after', () => {
    const hits = search(TWINS, 'session expires clock', { ...WHOLE, k: 3, explain: false })
    const files = hits.map(({ path }) => path).filter((path) => path.startsWith('src/'))
    expect(files).toEqual(['src/beta.js', 'src/alpha.js'])
  })

  it.each([
    // What is asked for in words, in a name, in the other language.
    ['give money back', 'src/order.go:5'],
    ['Refund', 'src/order.go:5'],
    ['struct Order', 'src/order.go:2'],
    ['when does the courier come', 'docs/guide.md:6'],
    ['¿dónde se leen los archivos de configuración?', 'docs/guia.md:2'],
    ['cerrar la sesion del usuario', 'docs/guia.md:2'],
    // A definition comes before its uses, and code before its tests.
    ['open_ledger', 'src/payment/ledger.py:2'],
    ['Ledger', 'src/payment/ledger.py:0'],
    // Named by its path alone.
    ['vendor mail', 'vendor/mail.js:0'],
  ])('%s → %s', (query, expected) => {
    expect(placesOf(query)[0]).toBe(expected)
  })

  it('gives the chunks of a file of code behind the first ones of all files', () => {
    const paths = placesOf('ledger pay order').map((place) => place.split(':')[0])
    const nFiles = new Set(paths).size
    expect(nFiles).toBeGreaterThan(2)
    expect(paths.length).toBeGreaterThan(nFiles)
    const code = paths.slice(0, nFiles).filter((path) => !path.endsWith('.md'))
    expect(new Set(code).size).toBe(code.length)
  })

  it('gives k hits at most, the same ones for every k', () => {
    const all = placesOf('ledger order pay')
    for (let k = 0; k <= all.length; k++) {
      const hits = search(INDEX, 'ledger order pay', { ...WHOLE, k, explain: false })
      expect(hits.map(({ path, lines }) => `${path}:${lines.start}`)).toEqual(all.slice(0, k))
    }
  })

  it('explains a score as the sum of its parts', () => {
    const hits = search(INDEX, 'refund an order', { ...WHOLE, k: 5, explain: true })
    expect(hits.length).toBeGreaterThan(1)
    for (const { explanation } of hits) {
      const sum = explanation!.children.reduce((total, { value }) => total + value, 0)
      expect(explanation!.value).toBeCloseTo(sum, 9)
      for (const { label, detail, value } of explanation!.children) {
        expect(value).not.toBe(0)
        expect(`${label} ${detail}`).toMatch(/^\w+ .+: .+/)
      }
    }
    const [plain] = search(INDEX, 'refund an order', { ...WHOLE, k: 1, explain: false })
    expect(plain.explanation).toBeUndefined()
  })

  it.each([
    ['', 'query-empty'],
    ['lang:klingon order', 'filter-unknown'],
    ['kind:banana', 'filter-unknown'],
  ])('refuses %j with %s', (query, code) => {
    expect(() => placesOf(query)).toThrow(CercaError)
    expect(() => placesOf(query)).toThrow(expect.objectContaining({ code }))
  })

  it('finds nothing in nothing', () => {
    expect(search(indexOf({}), 'order', { ...WHOLE, k: 5, explain: false })).toEqual([])
  })

  it('answers from an index that grew as from one built at once, in any language', () => {
    const dictionary = readDictionary(
      'alpha beta gamma handler\nbet client stack\nconfigur alpha\nalpha_bet stack\n',
    )
    const dictionaryOf = () => dictionary
    fc.assert(
      fc.property(
        randomLayers,
        randomQuery(),
        fc.constantFrom(undefined, 'es' as const),
        ({ projects, gone }, query, queryLanguage) => {
          const options = { ...WHOLE, k: 20, explain: true, queryLanguage }
          const grown = search({ ...grownIndexOf(projects, gone), dictionaryOf }, query, options)
          const whole = { ...indexOf(flattened(projects, gone)), dictionaryOf }
          expect(grown).toEqual(search(whole, query, options))
        },
      ),
    )
  })

  it.each([
    // The likelier translation first; a query in either order of words finds English code, which has one.
    ['la ruta', 'route.go path.go'],
    ['los tipos de error', 'together.go apart.go'],
    ['the error types', 'together.go apart.go'],
  ])('%s finds %s', (query, expected) => {
    const files = project(`
      //- path.go
      func path
      //- route.go
      func route
      //- together.go
      func list
        error types all
      //- apart.go
      func list
        types no error
    `)
    const dictionary = readDictionary('rut rout path\ntip type\nerror error\n')
    const input = { ...indexOf(files), dictionaryOf: () => dictionary }
    const hits = search(input, query, { ...WHOLE, k: 5, explain: false })
    expect(hits.map(({ path }) => path).join(' ')).toBe(expected)
  })
})

describe('the filters of a search', () => {
  it.each([
    ['lang:go', 'src/order.go'],
    ['lang:python,js', 'src/payment/ledger.py src/payment/ledger_test.py vendor/mail.js'],
    ['lang:.py -test', 'src/payment/ledger.py'],
    ['-lang:markdown -lang:Python', 'src/order.go vendor/mail.js'],
    ['path:payment', 'src/payment/ledger.py src/payment/ledger_test.py'],
    ['path:PAYMENT,vendor -path:_test', 'src/payment/ledger.py vendor/mail.js'],
    ['is:test', 'src/payment/ledger_test.py'],
    ['-test path:ledger', 'src/payment/ledger.py'],
    ['kind:class', 'src/order.go src/payment/ledger.py src/payment/ledger_test.py'],
    ['kind:section lang:markdown', 'docs/guia.md docs/guide.md'],
    ['kind:function path:vendor', 'vendor/mail.js'],
    ['lang:go lang:rust', 'src/order.go'],
    ['lang:rust', ''],
    ['"read timeout"', 'src/payment/ledger.py'],
    ['"timeout read"', 'src/payment/ledger.py'],
    ['"timeout the read"', ''],
    ['"order" "customer"', 'src/order.go'],
    // Quotes in Spanish text, however its words are stemmed.
    ['"archivos de configuración"', 'docs/guia.md'],
    ['"sesión del usuario"', 'docs/guia.md'],
    ['order lang:js', 'vendor/mail.js'],
    ['order -path:src', 'docs/guide.md vendor/mail.js'],
  ])('%s → %s', (query, expected) => {
    expect(filesOf(query, {})).toBe(expected)
  })

  it.each<[string, Partial<ScopeOptions>, string]>([
    ['order', { content: 'docs' }, 'docs/guide.md'],
    ['order', { content: 'code' }, 'src/order.go vendor/mail.js'],
    ['order', { languages: ['go'] }, 'src/order.go'],
    ['order', { languages: ['C#', 'JavaScript'] }, 'vendor/mail.js'],
    ['order', { paths: ['SRC', 'docs'] }, 'docs/guide.md src/order.go'],
    // The query's own list and the option's have to hold both.
    ['order path:order', { paths: ['src'] }, 'src/order.go'],
    ['order path:guide', { paths: ['src'] }, ''],
  ])('%s with %j → %s', (query, scope, expected) => {
    expect(filesOf(query, scope)).toBe(expected)
  })

  it('choose among the chunks of a file, too', () => {
    expect(placesOf('open kind:function path:ledger.py')).toEqual(['src/payment/ledger.py:2'])
    expect(placesOf('"timeout read"')).toEqual(['src/payment/ledger.py:5'])
    expect(placesOf('is:test kind:class')).toEqual(['src/payment/ledger_test.py:0'])
  })
})

describe('retrieve', () => {
  it('gives every feature a value from 0 to 1', () => {
    fc.assert(
      fc.property(randomLayers, randomQuery(), ({ projects, gone }, query) => {
        for (const { values } of retrieve(grownIndexOf(projects, gone), query, WHOLE).candidates) {
          for (const value of values) {
            expect(value).toBeGreaterThanOrEqual(0)
            expect(value).toBeLessThanOrEqual(1 + 1e-9)
          }
        }
      }),
      // A chunk with both spellings of a Spanish word, side by side with another one.
      { examples: [[{ projects: [{ 'a.go': MIXED }], gone: [] }, 'la configuración de los archivos']] },
    )
  })
})

const MIXED = 'configuración() archivos()\n// la configuración de los archivos, configuración archivos\n'

function placesOf(query: string): string[] {
  const hits = search(INDEX, query, { ...WHOLE, k: 50, explain: false })
  return hits.map(({ path, lines }) => `${path}:${lines.start}`)
}

/** Distinct paths, sorted. */
function filesOf(query: string, scope: Partial<ScopeOptions>): string {
  const hits = search(INDEX, query, { ...WHOLE, ...scope, k: 50, explain: false })
  return [...new Set(hits.map(({ path }) => path))].sort().join(' ')
}

function randomQuery(): fc.Arbitrary<string> {
  const word = fc.constantFrom(
    'alpha',
    'beta',
    'betaGamma',
    'handlerStack',
    'la configuración de la beta',
    'HTTPBody',
    'client',
    'Beta',
  )
  return fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
}
