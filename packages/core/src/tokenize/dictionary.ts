/** Words of a language → what English code calls it: a small dictionary that comes as data. */
import { foldWord } from '../text/identifiers.js'
import type { NaturalLanguage } from './stop-words.js'

/** An English term, as `stem` makes it, and how likely it is meant, relative to the likeliest: above 0, at most 1. */
export interface TranslatedTerm {
  readonly term: string
  readonly weight: number
}

export interface Dictionary {
  readonly size: number
  /** Likeliest first; none for a word of grammar; `undefined` for a word that is not listed. */
  translationsOf(word: string, stem: string): readonly TranslatedTerm[] | undefined
}

/** Finds the dictionary of a language, `undefined` where there is none. */
export type DictionaryFinder = (language: NaturalLanguage) => Dictionary | undefined

/** Stands before a form of a word, folded, that means something else than its stem: `=tokens`. */
export const SURFACE_MARK = '='

/** Weights are written in tenths: they are no surer than that. */
const WEIGHT_UNIT = 10

/**
 * Reads what `writeDictionary` writes: a line for each stem, with English terms that each may have a weight in
 * tenths behind a colon (`rut path rout:2`), 1 when there is none. Lines that start with `#` are comments.
 */
export function readDictionary(text: string): Dictionary {
  const lines = new Map<string, string>()
  for (const line of text.split('\n')) {
    const end = line.indexOf(' ')
    if (line !== '' && !line.startsWith('#')) lines.set(end < 0 ? line : line.slice(0, end), line)
  }
  return {
    size: lines.size,
    // Few of the lines are ever asked for, so only those are taken apart.
    translationsOf: (word, stem) => {
      const line = lines.get(SURFACE_MARK + foldWord(word)) ?? lines.get(stem)
      return line?.split(' ').slice(1).filter(Boolean).map(readTerm)
    },
  }
}

function readTerm(written: string): TranslatedTerm {
  const [term, tenths] = written.split(':')
  return { term, weight: tenths === undefined ? 1 : Number(tenths) / WEIGHT_UNIT }
}

/** Writes entries, sorted by stem, one a line; weights that round to nothing are left out. */
export function writeDictionary(entries: ReadonlyMap<string, readonly TranslatedTerm[]>): string {
  const stems = [...entries.keys()].sort()
  return stems
    .map((stem) => `${[stem, ...(entries.get(stem) ?? []).flatMap(writeTerm)].join(' ')}\n`)
    .join('')
}

function writeTerm({ term, weight }: TranslatedTerm): string[] {
  const tenths = Math.round(weight * WEIGHT_UNIT)
  if (tenths < 1) return []
  return [tenths >= WEIGHT_UNIT ? term : `${term}:${tenths}`]
}
