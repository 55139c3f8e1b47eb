/**
 * Learns a dictionary from a language's words to the terms of English code out of translated documentation.
 *
 *   npm run train:dictionary -- --clones DIR --list packages/model/dictionaries/es.corpus.json --out packages/model/dictionaries/es.txt
 *
 * The list names repositories, revisions and which files translate which. Each repository lies in --clones as
 * OWNER/NAME, cloned with or without a work tree: files are read at the listed revision. The same list gives the same
 * bytes. Another language is another list, and rows in the tables of stop words, stemmers and endings.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { isNaturalLanguage, type NaturalLanguage, writeDictionary } from '@cerca/core'
import {
  buildDictionary,
  DEFAULT_DICTIONARY_OPTIONS,
  type Markup,
  mineCatalogue,
  mineDocuments,
  type Translation,
} from '@cerca/core/train'
import { cloneOf, pathsAt, textsAt } from './lib/git-files.js'

interface Revision {
  readonly repository: string
  readonly revision: string
}

/** A repository with translations; of documents, also where their originals are. */
interface Source extends Revision {
  readonly licence: string
  readonly format: 'po' | Markup
  /** Matches the paths of translations. */
  readonly translated: string
  /** The path of the original, in terms of the match; `undefined` for catalogues, which hold it. */
  readonly counterpart?: string
  /** Where the originals are when they are not in the same repository. */
  readonly original?: Revision
}

interface CorpusList {
  readonly language: string
  readonly sources: readonly Source[]
}

/** A line's comment may be as long as it likes; what is read at run time stays small. */
const HEADER = (language: string) =>
  `# Stems of ${language}, =forms and idi_oms, and what English code calls them, likeliest first. Made by npm run train:dictionary.\n`

const { values } = parseArgs({
  options: { clones: { type: 'string' }, list: { type: 'string' }, out: { type: 'string' } },
})
if (!values.clones || !values.list || !values.out) {
  console.error('usage: npm run train:dictionary -- --clones DIR --list FILE.json --out FILE.txt')
  process.exit(2)
}
const list: CorpusList = JSON.parse(readFileSync(values.list, 'utf8'))
if (!isNaturalLanguage(list.language) || list.language === 'en') {
  throw new Error(`${list.language} has no stemmer and no stop words here`)
}

const translations = new Map<string, Translation>()
for (const source of list.sources) {
  const before = translations.size
  for (const translation of await mine(source, values.clones, list.language)) {
    translations.set(`${translation.foreign}\n${translation.english}`, translation)
  }
  console.log(`${source.repository} ${source.licence} ${translations.size - before} new pairs`)
}
console.log(`${translations.size} pairs, aligning their words`)
const entries = buildDictionary([...translations.values()], list.language, DEFAULT_DICTIONARY_OPTIONS)
const text = HEADER(list.language) + writeDictionary(entries)
writeFileSync(values.out, text)
console.log(`${entries.size} entries, ${Buffer.byteLength(text)} bytes in ${values.out}`)

async function mine(source: Source, clones: string, language: NaturalLanguage): Promise<Translation[]> {
  const { repository, revision, format, translated, counterpart } = source
  const clone = cloneOf(clones, repository)
  const pattern = new RegExp(translated)
  const paths = pathsAt(clone, revision).filter((path) => pattern.test(path))
  const texts = await textsAt(clone, revision, paths)
  if (format === 'po') return [...texts.values()].flatMap((text) => mineCatalogue(text, language))
  if (counterpart === undefined) throw new Error(`${repository} does not say where the originals are`)
  const from = source.original ?? source
  const originalOf = (path: string) => path.replace(pattern, counterpart)
  const originals = await textsAt(
    cloneOf(clones, from.repository),
    from.revision,
    [...texts.keys()].map(originalOf),
  )
  return [...texts].flatMap(([path, text]) => {
    const english = originals.get(originalOf(path))
    return english === undefined ? [] : mineDocuments(text, english, format, language)
  })
}
