/**
 * Core's errors in the words of an editor: what to do names the editor's commands and settings, where core's own
 * texts name those of the command line. An error that is not in this table keeps core's words.
 */
import type { CercaError, ErrorCode } from '@cerca/core'
import type { Locale } from './texts.js'

interface ErrorText {
  readonly message: Readonly<Record<Locale, (detail: string) => string>>
  readonly fix: Readonly<Record<Locale, string>>
}

const TABLE: Readonly<Partial<Record<ErrorCode, ErrorText>>> = {
  'root-not-found': {
    message: { en: (path) => `There is no folder ${path}.`, es: (path) => `No existe la carpeta ${path}.` },
    fix: { en: 'Remove it from the workspace.', es: 'Quítela del área de trabajo.' },
  },
  'root-not-a-folder': {
    message: {
      en: (path) => `${path} is a file, not a folder.`,
      es: (path) => `${path} es un archivo, no una carpeta.`,
    },
    fix: { en: 'Open the folder that it is in.', es: 'Abra la carpeta que lo contiene.' },
  },
  'root-unreadable': {
    message: {
      en: (path) => `The folder ${path} cannot be read.`,
      es: (path) => `No se puede leer la carpeta ${path}.`,
    },
    fix: { en: 'Check its permissions.', es: 'Revise sus permisos.' },
  },
  'index-locked': {
    message: {
      en: (detail) => `Another process is writing this index (${detail}).`,
      es: (detail) => `Otro proceso está escribiendo este índice (${detail}).`,
    },
    fix: {
      en: 'Wait: this one goes on when it is finished.',
      es: 'Espere: este continuará cuando aquel termine.',
    },
  },
  'index-missing': {
    message: {
      en: (root) => `There is no index of ${root} yet.`,
      es: (root) => `Aún no hay índice de ${root}.`,
    },
    fix: { en: 'Re-index the folder.', es: 'Reindexe la carpeta.' },
  },
  'index-damaged': {
    message: {
      en: (detail) => `The index is damaged: ${detail}.`,
      es: (detail) => `El índice está dañado: ${detail}.`,
    },
    fix: {
      en: 'Re-index the folder: the index is built again from the files.',
      es: 'Reindexe la carpeta: el índice se rehace a partir de los archivos.',
    },
  },
  'index-too-new': {
    message: {
      en: (detail) => `The index was written by a newer Cerca (${detail}).`,
      es: (detail) => `El índice lo escribió una versión más nueva de Cerca (${detail}).`,
    },
    fix: {
      en: 'Update Cerca, or name another folder in the setting cerca.index.directory.',
      es: 'Actualice Cerca, o indique otra carpeta en el ajuste cerca.index.directory.',
    },
  },
  'index-unreadable': {
    message: {
      en: (detail) => `The index cannot be read: ${detail}.`,
      es: (detail) => `No se puede leer el índice: ${detail}.`,
    },
    fix: {
      en: 'Check its permissions, or name another folder in the setting cerca.index.directory.',
      es: 'Revise sus permisos, o indique otra carpeta en el ajuste cerca.index.directory.',
    },
  },
  'index-dir-unwritable': {
    message: {
      en: (detail) => `The index folder cannot be written: ${detail}.`,
      es: (detail) => `No se puede escribir en la carpeta del índice: ${detail}.`,
    },
    fix: {
      en: 'Free some space, or name another folder in the setting cerca.index.directory.',
      es: 'Libere espacio, o indique otra carpeta en el ajuste cerca.index.directory.',
    },
  },
  'path-not-indexed': {
    message: { en: (path) => `${path} is not in the index.`, es: (path) => `${path} no está en el índice.` },
    fix: {
      en: 'Open it to compare it, or see the list of what is left out and why.',
      es: 'Ábralo para compararlo, o consulte la lista de lo que se omite y por qué.',
    },
  },
  'line-out-of-range': {
    message: {
      en: (detail) => `There is no such line: ${detail}.`,
      es: (detail) => `No existe esa línea: ${detail}.`,
    },
    fix: {
      en: 'Ask again with the document as it is now.',
      es: 'Repita la consulta con el documento actual.',
    },
  },
  'query-empty': {
    message: {
      en: () => 'The query has nothing to search for.',
      es: () => 'La consulta no tiene nada que buscar.',
    },
    fix: {
      en: 'Give at least one word, symbol, path or filter.',
      es: 'Escriba al menos una palabra, un símbolo, una ruta o un filtro.',
    },
  },
  'filter-unknown': {
    message: {
      en: (detail) => `Unknown filter value: ${detail}.`,
      es: (detail) => `Valor de filtro desconocido: ${detail}.`,
    },
    fix: {
      en: 'Use a language, path or kind that the index knows.',
      es: 'Use un lenguaje, una ruta o un tipo que el índice conozca.',
    },
  },
  'model-damaged': {
    message: {
      en: (detail) => `The model cannot be read: ${detail}.`,
      es: (detail) => `No se puede leer el modelo: ${detail}.`,
    },
    fix: {
      en: 'Install Cerca again, or name a whole model folder in the setting cerca.index.model.',
      es: 'Vuelva a instalar Cerca, o indique una carpeta de modelo completa en el ajuste cerca.index.model.',
    },
  },
  'model-unsupported': {
    message: {
      en: (detail) => `Cerca cannot use this model: ${detail}.`,
      es: (detail) => `Cerca no puede usar este modelo: ${detail}.`,
    },
    fix: {
      en: 'Name a folder that `cerca train model` has written in the setting cerca.index.model.',
      es: 'Indique en el ajuste cerca.index.model una carpeta que haya escrito `cerca train model`.',
    },
  },
  'worker-failed': {
    message: {
      en: (detail) => `A background worker stopped working: ${detail}.`,
      es: (detail) => `Un proceso en segundo plano dejó de funcionar: ${detail}.`,
    },
    fix: {
      en: 'Ask again, re-index if it stays, and please report this.',
      es: 'Repita la consulta, reindexe si persiste y, por favor, comuníquelo.',
    },
  },
}

/** What happened, then what to do next. */
export function wordsOf(error: CercaError, locale: Locale): string {
  const text = TABLE[error.code]
  if (text === undefined) return `${error.message} ${error.fix}`
  return `${text.message[locale](error.detail)} ${text.fix[locale]}`
}

/** What to do next. */
export function fixOf(error: CercaError, locale: Locale): string {
  return TABLE[error.code]?.fix[locale] ?? error.fix
}
