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

const OWNERS = [
  ['servidor', 'server'],
  ['usuario', 'user'],
  ['hilo', 'thread'],
]

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
    // Either is half of what is known of their stem.
    const entries = buildDictionary(translations, 'es', { ...options, minFormDifference: 0.4 })
    expect(entries.get('=manejador')).toEqual(['handler'])
    expect(entries.get('=manejo')).toEqual(['manag'])
  })

  it('gives two words a line of their own where they mean something else together', () => {
    const translations = OWNERS.flatMap(([foreign, english]) => [
      ...repeated(`la llamada de retorno del ${foreign}`, `the callback of the ${english}`),
      ...repeated(`la llamada del ${foreign}`, `the call of the ${english}`),
      ...repeated(`el retorno del ${foreign}`, `the return of the ${english}`),
      ...repeated(`una llamada de ${foreign}`, `a call of ${english}`),
      ...repeated(`un retorno de ${foreign}`, `a return of ${english}`),
    ])
    const entries = buildDictionary(translations, 'es', options)
    expect(entries.get('llam_retorn')).toEqual(['callback'])
    expect([...entries.keys()].filter((key) => key.includes('_'))).toEqual(['llam_retorn'])
  })

  it('takes a form that is the same in both languages for what it is', () => {
    const translations = [
      ...repeated('la extensión del servidor', 'the length of the server'),
      ...OWNERS.flatMap(([foreign, english]) => [
        ...repeated(`las sesiones del ${foreign}`, `the sessions of the ${english}`),
        ...repeated(`las extensiones del ${foreign}`, `the extensions of the ${english}`),
        ...repeated(`la extension del ${foreign}`, `the extension of the ${english}`),
      ]),
    ]
    const entries = buildDictionary(translations, 'es', { ...options, minTermRatio: 0.5 })
    expect([entries.get('extension'), entries.get('=extension')]).toEqual([['extens'], ['extens']])
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
