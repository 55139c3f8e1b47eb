/**
 * The one schema of the settings: the extension's `package.json` and the table in the documentation are generated
 * from it, the server validates with it. Keys are below `cerca.`; text is in English and Spanish.
 */
export interface Setting {
  readonly type: 'boolean' | 'number' | 'string' | 'string[]'
  readonly default: boolean | number | string | readonly string[]
  /** For `string`: the values that are allowed, each with its description. */
  readonly values?: Readonly<Record<string, LocalText>>
  readonly minimum?: number
  readonly maximum?: number
  /** Who may set it: a `machine` setting names files of this machine, so a workspace that was cloned may not. */
  readonly scope: 'window' | 'machine'
  readonly description: LocalText
}

export interface LocalText {
  readonly en: string
  readonly es: string
}

export const SETTINGS = {
  'index.automatic': {
    type: 'boolean',
    default: true,
    scope: 'window',
    description: {
      en: 'Keep the index up to date in the background. Otherwise only the command to re-index does.',
      es: 'Mantener el índice al día en segundo plano. Si no, solo lo hace la orden de reindexar.',
    },
  },
  'index.maxFileSize': {
    type: 'number',
    default: 0,
    minimum: 0,
    maximum: 1_048_576,
    scope: 'window',
    description: {
      en: 'Largest file to index, in kilobytes; 0 for what the index was built with, at first 1,024. What people write stays far below; what is above is nearly always data.',
      es: 'Tamaño máximo de un archivo que se indexa, en kilobytes; 0 para el valor con que se creó el índice, al principio 1024. Lo que escriben las personas queda muy por debajo; lo que lo supera casi siempre son datos.',
    },
  },
  'index.adapt': {
    type: 'string',
    default: 'auto',
    values: {
      off: {
        en: 'Use the model as it is shipped.',
        es: 'Usar el modelo tal como viene.',
      },
      auto: {
        en: 'Train for a few seconds in the background when much of the code is new.',
        es: 'Entrenar unos segundos en segundo plano cuando gran parte del código es nueva.',
      },
    },
    scope: 'window',
    description: {
      en: 'Whether the model of meaning learns the words of your code. Nothing leaves this machine.',
      es: 'Si el modelo de significados aprende las palabras de su código. Nada sale de este equipo.',
    },
  },
  'index.directory': {
    type: 'string',
    default: '',
    scope: 'machine',
    description: {
      en: "Folder that holds the indexes; empty for the user's cache folder, which the command line shares.",
      es: 'Carpeta donde se guardan los índices; vacía para la carpeta de caché del usuario, que comparte la línea de comandos.',
    },
  },
  'index.model': {
    type: 'string',
    default: '',
    scope: 'machine',
    description: {
      en: 'Folder of the model of meaning; empty for the one that is shipped, `none` to search by words alone.',
      es: 'Carpeta del modelo de significados; vacía para el que viene incluido, `none` para buscar solo por palabras.',
    },
  },
  'search.limit': {
    type: 'number',
    default: 20,
    minimum: 1,
    maximum: 1000,
    scope: 'window',
    description: {
      en: 'How many results a search gives at most.',
      es: 'Cuántos resultados da una búsqueda como máximo.',
    },
  },
  'similar.threshold': {
    type: 'number',
    default: 0.3,
    minimum: 0,
    maximum: 1,
    scope: 'window',
    description: {
      en: 'Leave out places that are less alike than this when finding similar code, from 0 (nothing in common) to 1 (the same).',
      es: 'Omitir los lugares menos parecidos que este valor al buscar código similar, de 0 (nada en común) a 1 (lo mismo).',
    },
  },
  'codeLens.enabled': {
    type: 'string',
    default: 'verySimilar',
    values: {
      off: { en: 'Show none.', es: 'No mostrar ninguna.' },
      on: {
        en: 'Show how many places are similar to each function.',
        es: 'Mostrar cuántos lugares son similares a cada función.',
      },
      verySimilar: {
        en: 'Show only where something is nearly the same.',
        es: 'Mostrar solo donde algo es casi igual.',
      },
    },
    scope: 'window',
    description: {
      en: 'Whether “3 similar” stands above a function.',
      es: 'Si aparece «3 similares» sobre una función.',
    },
  },
  'codeLens.maxLines': {
    type: 'number',
    default: 2000,
    minimum: 0,
    maximum: 1_000_000,
    scope: 'window',
    description: {
      en: 'Show no “similar” above the functions of files with more lines than this.',
      es: 'No mostrar «similares» sobre las funciones de archivos con más líneas que estas.',
    },
  },
  'duplicates.diagnostics': {
    type: 'boolean',
    default: false,
    scope: 'window',
    description: {
      en: 'Mark functions that are nearly the same as another one, with a link to it.',
      es: 'Marcar las funciones que son casi iguales a otra, con un enlace a ella.',
    },
  },
  'duplicates.minimumLines': {
    type: 'number',
    default: 6,
    minimum: 2,
    maximum: 1000,
    scope: 'window',
    description: {
      en: 'Functions shorter than this are not taken for duplicates.',
      es: 'Las funciones más cortas que esto no se consideran duplicados.',
    },
  },
  'duplicates.ignore': {
    type: 'string[]',
    default: [],
    scope: 'window',
    description: {
      en: 'Where duplicates do not matter: paths, or parts of them such as `/generated/`. A comment `cerca: ignore duplicates` above a function does the same for it.',
      es: 'Dónde no importan los duplicados: rutas, o partes de ellas como `/generated/`. Un comentario `cerca: ignore duplicates` sobre una función hace lo mismo con ella.',
    },
  },
  'trace.server': {
    type: 'string',
    default: 'off',
    values: {
      off: {
        en: 'Log problems, and what happens to the index.',
        es: 'Registrar los problemas y lo que ocurre con el índice.',
      },
      messages: {
        en: 'Log which requests were made and how long they took, too.',
        es: 'Registrar además qué peticiones se hicieron y cuánto tardaron.',
      },
      verbose: {
        en: 'Log what goes on in the background too. Neither your code nor your questions are ever logged.',
        es: 'Registrar también lo que ocurre en segundo plano. Nunca se registran su código ni sus preguntas.',
      },
    },
    scope: 'window',
    description: {
      en: 'How much the server says in its log.',
      es: 'Cuánto dice el servidor en su registro.',
    },
  },
} as const satisfies Readonly<Record<string, Setting>>

export type SettingKey = keyof typeof SETTINGS

/** A value for each key. */
export type Settings = { readonly [Key in SettingKey]: ValueOf<(typeof SETTINGS)[Key]> }

type ValueOf<Row extends Setting> = Row['type'] extends 'boolean'
  ? boolean
  : Row['type'] extends 'number'
    ? number
    : Row['type'] extends 'string[]'
      ? readonly string[]
      : Row extends { readonly values: infer Values }
        ? keyof Values
        : string
