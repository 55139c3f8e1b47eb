/** Words of a language → what English code calls them: a small dictionary that comes as data. */
import { foldWord } from '../text/identifiers.js'
import type { NaturalLanguage } from './stop-words.js'
import { stem } from './terms.js'

/** An English term, as `stem` makes it, and how much it counts beside the likeliest one: above 0, at most 1. */
export interface TranslatedTerm {
  readonly term: string
  readonly weight: number
}

export interface Dictionary {
  readonly size: number
  /** Likeliest first; none for a word of grammar; `undefined` for a word that is not listed. */
  translationsOf(word: string, stem: string): readonly TranslatedTerm[] | undefined
  /** The term of an idiom, by `idiomKey`; `undefined` where two words mean together what each means alone. */
  idiomOf(key: string): string | undefined
}

/** Finds the dictionary of a language, `undefined` where there is none. */
export type DictionaryFinder = (language: NaturalLanguage) => Dictionary | undefined

/** Stands before a form of a word, folded, that means something else than its stem: `=tokens`. */
export const SURFACE_MARK = '='

/** Stands between the stems of two words that mean something else together: `bas_dat`. */
const IDIOM_MARK = '_'

/**
 * The second term of a word counts 0.79, the third 0.69, the sixth 0.55. How often a word is translated so in
 * documentation says little about what one repository calls it: of shares to some power, such flat ones did best.
 */
const RANK_POWER = -1 / 3

/** By which two words are looked up, with accents or without, whatever words of grammar stand between them. */
export function idiomKey(first: string, second: string, language: NaturalLanguage): string {
  // Folded before they are stemmed: some words have another stem without their accent, and many people type none.
  return stem(foldWord(first), language) + IDIOM_MARK + stem(foldWord(second), language)
}

/**
 * Reads what `writeDictionary` writes: a line for each stem, form or idiom, and behind it English terms, likeliest
 * first (`rut path rout`). Lines that start with `#` are comments.
 */
export function readDictionary(text: string): Dictionary {
  const lines = new Map<string, string>()
  for (const line of text.split('\n')) {
    const end = line.indexOf(' ')
    if (line !== '' && !line.startsWith('#')) lines.set(end < 0 ? line : line.slice(0, end), line)
  }
  // Few of the lines are ever asked for, so only those are taken apart.
  const termsOf = (line: string | undefined) => line?.split(' ').slice(1).filter(Boolean)
  return {
    size: lines.size,
    translationsOf: (word, stem) =>
      termsOf(lines.get(SURFACE_MARK + foldWord(word)) ?? lines.get(stem))?.map((term, idx) => ({
        term,
        weight: (idx + 1) ** RANK_POWER,
      })),
    idiomOf: (key) => termsOf(lines.get(key))?.[0],
  }
}

/** Writes entries, sorted by what stands before their terms, one a line. */
export function writeDictionary(entries: ReadonlyMap<string, readonly string[]>): string {
  return [...entries.keys()]
    .sort()
    .map((key) => `${[key, ...(entries.get(key) ?? [])].join(' ')}\n`)
    .join('')
}
