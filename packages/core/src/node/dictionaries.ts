/** The dictionaries that lie beside the program: looked for when a question needs one, read once. */
import { readFileSync } from 'node:fs'
import { type Dictionary, readDictionary } from '../tokenize/dictionary.js'
import type { NaturalLanguage } from '../tokenize/stop-words.js'

/** Beside the bundle of the command; in `packages/model` when the library runs from its sources or its own bundle. */
const FOLDERS = ['./dictionaries/', '../../model/dictionaries/', '../../../model/dictionaries/'].map(
  (folder) => new URL(folder, import.meta.url),
)

const known = new Map<NaturalLanguage, Dictionary | undefined>()

/** `undefined` for English, and where there is no dictionary: a question then finds its own words only. */
export function findDictionary(language: NaturalLanguage): Dictionary | undefined {
  if (!known.has(language)) known.set(language, language === 'en' ? undefined : read(`${language}.txt`))
  return known.get(language)
}

function read(name: string): Dictionary | undefined {
  for (const folder of FOLDERS) {
    try {
      return readDictionary(readFileSync(new URL(name, folder), 'utf8'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  return undefined
}
