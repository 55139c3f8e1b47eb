/** What the server says to people, in the language of their editor. */
import type { LocalText } from './settings.js'

export type Locale = keyof LocalText

export interface Texts {
  readonly locale: Locale
  nSimilar(count: number): string
  readonly findSimilar: string
  /** Titles of a progress, of the folder with this name. */
  indexing(folder: string): string
  adapting(folder: string): string
  filesOf(done: number, total: number): string
  readonly comparing: string
  readonly showWhich: string
  readonly nothingFound: string
  readonly nothingSimilar: string
  /** A diagnostic on a function of `name`, which may be `''`. */
  nearDuplicate(name: string, count: number): string
  alike(percent: number): string
  readonly noFolder: string
  notHere(scheme: string): string
  readonly outsideFolders: string
  folderRefused(uri: string): string
  wrongParameter(name: string): string
  settingRefused(key: string): string
}

const ENGLISH: Texts = {
  locale: 'en',
  nSimilar: (count) => `${count} similar`,
  findSimilar: 'Find similar code',
  indexing: (folder) => `Indexing ${folder}`,
  adapting: (folder) => `Learning the words of ${folder}`,
  filesOf: (done, total) => `${done} of ${total} files`,
  comparing: 'Looking for duplicates',
  showWhich: 'Several places were found. Which one is to be shown?',
  nothingFound: 'Nothing found.',
  nothingSimilar:
    'Nothing is that similar. The setting cerca.similar.threshold says how alike results must be.',
  nearDuplicate: (name, count) =>
    `${name === '' ? 'This' : `\`${name}\``} is nearly the same as ${count === 1 ? 'another place' : `${count} other places`}.`,
  alike: (percent) => `${percent} % alike`,
  noFolder: 'No folder is open, so there is nothing to search. Open a folder.',
  notHere: (scheme) =>
    `Documents of the kind "${scheme}:" are compared only while they are open. Open it first.`,
  outsideFolders: 'This file is in no folder of the workspace. Open it, or add its folder to the workspace.',
  folderRefused: (uri) => `${uri} is not a folder of this machine, so it is not searched.`,
  wrongParameter: (name) => `The parameter "${name}" is missing or of another kind than the protocol says.`,
  settingRefused: (key) =>
    `The setting cerca.${key} has a value that is not allowed; its default holds. See its description for what is.`,
}

const SPANISH: Texts = {
  locale: 'es',
  nSimilar: (count) => `${count} ${count === 1 ? 'similar' : 'similares'}`,
  findSimilar: 'Buscar código similar',
  indexing: (folder) => `Indexando ${folder}`,
  adapting: (folder) => `Aprendiendo las palabras de ${folder}`,
  filesOf: (done, total) => `${done} de ${total} archivos`,
  comparing: 'Buscando duplicados',
  showWhich: 'Se encontraron varios lugares. ¿Cuál se muestra?',
  nothingFound: 'No se encontró nada.',
  nothingSimilar:
    'Nada se parece tanto. El ajuste cerca.similar.threshold dice cuánto deben parecerse los resultados.',
  nearDuplicate: (name, count) =>
    `${name === '' ? 'Esto' : `\`${name}\``} es casi igual a ${count === 1 ? 'otro lugar' : `otros ${count} lugares`}.`,
  alike: (percent) => `${percent} % de parecido`,
  noFolder: 'No hay ninguna carpeta abierta, así que no hay dónde buscar. Abra una carpeta.',
  notHere: (scheme) =>
    `Los documentos de tipo «${scheme}:» solo se comparan mientras están abiertos. Ábralo primero.`,
  outsideFolders: 'Este archivo no está en ninguna carpeta del área de trabajo. Ábralo, o añada su carpeta.',
  folderRefused: (uri) => `${uri} no es una carpeta de este equipo, así que no se busca en ella.`,
  wrongParameter: (name) => `Falta el parámetro «${name}» o no es del tipo que dice el protocolo.`,
  settingRefused: (key) =>
    `El ajuste cerca.${key} tiene un valor que no se admite; vale el predeterminado. Su descripción dice cuáles se admiten.`,
}

/** `locale` is a tag such as `es-MX`; English where it is none that we speak. */
export function textsOf(locale: string | undefined): Texts {
  return /^es\b/i.test(locale ?? '') ? SPANISH : ENGLISH
}
