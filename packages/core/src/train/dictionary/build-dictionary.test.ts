import { describe, expect, it } from 'vitest'
import { writeDictionary } from '../../tokenize/dictionary.js'
import { buildDictionary, DEFAULT_DICTIONARY_OPTIONS } from './build-dictionary.js'

/** Every sentence of subject, verb and object: only where words stand says what they mean. */
const SUBJECTS = [
  ['el servidor', 'the server'],
  ['la sesión', 'the session'],
  ['el usuario', 'the user'],
  ['el hilo', 'the thread'],
]
const VERBS = [
  ['abre', 'opens'],
  ['cierra', 'closes'],
  ['lee', 'reads'],
]
const OBJECTS = [
  ['archivos', 'files'],
  ['la configuración', 'the configuration'],
  ['las conexiones después', 'the connections after'],
  ['el middleware', 'the middleware'],
]

const TRANSLATIONS = SUBJECTS.flatMap((subject) =>
  VERBS.flatMap((verb) =>
    OBJECTS.map((object) => ({
      foreign: `${subject[0]} ${verb[0]} ${object[0]}`,
      english: `${subject[1]} ${verb[1]} ${object[1]}`,
    })),
  ),
)

describe('buildDictionary', () => {
  const options = { ...DEFAULT_DICTIONARY_OPTIONS, minCount: 3 }
  const lines = writeDictionary(buildDictionary(TRANSLATIONS, 'es', options)).split('\n')

  it.each([
    'servidor server',
    'sesion session',
    'hil thread',
    'archiv file',
    'configur configur',
    'conexion connect',
    // A word of grammar that is on no list.
    'despues',
  ])('learns %j', (line) => {
    expect(lines).toContain(line)
  })

  it('lists a word by its stem without accents too', () => {
    const stems = buildDictionary(
      repeated('la aplicación envía correos', 'the application sends mails'),
      'es',
      options,
    )
    // `envía` is stemmed to `envi`, `envia` to the same or another: both are found.
    expect(stems.get('envi')).toBeDefined()
  })

  it('leaves alone what stays as it is', () => {
    expect(lines.filter((line) => line.includes('middlewar'))).toEqual([])
  })

  it('gives a form a line of its own where it means something else', () => {
    const translations = [
      ...repeated('el manejo de datos', 'the management of data'),
      ...repeated('un manejador de eventos', 'a handler of events'),
      ...TRANSLATIONS,
    ]
    const entries = buildDictionary(translations, 'es', options)
    expect(entries.get('=manejador')).toEqual([{ term: 'handler', weight: 1 }])
    expect(entries.get('=manejo')).toEqual([{ term: 'manag', weight: 1 }])
  })

  it('learns nothing from nothing', () => {
    expect(buildDictionary([], 'es', options).size).toBe(0)
  })

  it('leaves rare words out', () => {
    const rare = buildDictionary(TRANSLATIONS, 'es', { ...options, minCount: 1000 })
    expect([...rare.keys()]).toEqual([])
  })
})

function repeated(foreign: string, english: string): { foreign: string; english: string }[] {
  return Array.from({ length: 20 }, () => ({ foreign, english }))
}
