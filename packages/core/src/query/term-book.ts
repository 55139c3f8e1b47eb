/** The terms of pieces of code under numbers of their own, which hold whatever segments there are. */
import { GrowingUint32 } from '../segment/growing.js'
import { findString, hashString, type StringTable } from '../segment/string-table.js'
import { commentSpans } from '../text/comments.js'
import { forEachWord } from '../text/identifiers.js'
import { languageById } from '../text/languages.js'
import { languageMarks, naturalLanguageOf, TELLS_SPANISH } from '../tokenize/natural-language.js'
import type { NaturalLanguage } from '../tokenize/stop-words.js'
import { analyzeWord, stem } from '../tokenize/terms.js'
import type { LanguageId, Span } from '../types.js'
import { createWordTable, type WordTable } from './word-table.js'

/** A piece of code, or of prose. */
export interface PieceText {
  readonly path: string
  readonly language: LanguageId
  readonly text: string
  /** What it defines. */
  readonly names: readonly string[]
}

/** Which terms something holds and how often, as the postings of a segment of it alone would say. */
export interface HeldTerms {
  /** One a term, each once: its number, and how often, up to 255, in the lowest eight bits. */
  readonly entries: Uint32Array
  /** So many of the first are parts of words; the others are only parts joined. Both ascending. */
  readonly nParts: number
}

/** Grows with what is counted; whoever holds it begins another one when `nWords` is too large. */
export interface TermBook {
  readonly nWords: number
  readonly nTerms: number
  termOf(number: number): string
  /** By this, and equal ones by the term, terms have an order that no book decides. */
  hashOf(number: number): number
  /** What stands in a piece. */
  body(piece: PieceText): HeldTerms
  /** The names that it defines. */
  symbols(piece: PieceText): HeldTerms
  /** Of one name in code. */
  name(name: string): HeldTerms
  /** What vectors are made of, of a path: the name of the file counts twice. */
  path(path: string): HeldTerms
  idsIn(table: StringTable): TermIds
}

/** The terms of a book in a table of strings. */
export interface TermIds {
  /** -1 for one that is not there. */
  idOf(number: number): number
}

/** The number of an entry of `HeldTerms`. */
export function numberOf(entry: number): number {
  return entry >>> FREQUENCY_BITS
}

/** How often it is held. */
export function frequencyOf(entry: number): number {
  return entry & MOST_FREQUENCY
}

const FREQUENCY_BITS = 8
// As in the postings of a segment.
const MOST_FREQUENCY = 255
/** A name says more about a file than the folders it lies in. */
const FILE_NAME_WEIGHT = 2

export function createTermBook(): TermBook {
  const numbers = new Map<string, number>()
  const terms: string[] = []
  const hashes = new GrowingUint32()
  const numberOfTerm = (term: string): number => {
    const known = numbers.get(term)
    if (known !== undefined) return known
    const number = terms.push(term) - 1
    numbers.set(term, number)
    hashes.push(hashString(term))
    return number
  }
  const wordsIn = (language: NaturalLanguage) => {
    // Identifiers are made of few parts.
    const stems = new Map<string, string>()
    const stemOf = (part: string): string => {
      const known = stems.get(part)
      if (known !== undefined) return known
      const found = stem(part, language)
      stems.set(part, found)
      return found
    }
    return createWordTable((word) => {
      const { parts, joined } = analyzeWord(word, language, stemOf)
      return {
        parts: parts.map(numberOfTerm),
        joined: joined.map(numberOfTerm),
        marks: languageMarks(word),
      }
    })
  }
  const words = { en: wordsIn('en'), es: wordsIn('es') }
  const names = new Map<string, HeldTerms>()
  const tables = new WeakMap<StringTable, TermIds>()
  const tally = createTally()

  const addName = (name: string, language: NaturalLanguage): void => {
    forEachWord(name, 0, name.length, (start, end) =>
      tally.add(words[language], words[language].at(name, start, end)),
    )
  }
  const addEnglish = (text: string): boolean => {
    let marks = 0
    forEachWord(text, 0, text.length, (start, end) => {
      const index = words.en.at(text, start, end)
      tally.add(words.en, index)
      marks |= words.en.marksOf(index)
    })
    return (marks & TELLS_SPANISH) !== 0
  }
  const addSpanish = (text: string, natural: readonly Span[]): void => {
    let next = 0
    forEachWord(text, 0, text.length, (start, end) => {
      while (next < natural.length && natural[next].end <= start) next++
      const isNatural = next < natural.length && natural[next].start <= start
      const table = words[isNatural ? 'es' : 'en']
      tally.add(table, table.at(text, start, end))
    })
  }
  const languageOf = (text: string, natural: readonly Span[]): NaturalLanguage =>
    naturalLanguageOf(text, natural, (start, end) => words.en.marksOf(words.en.at(text, start, end)))
  const name = (text: string): HeldTerms => {
    const known = names.get(text)
    if (known) return known
    addName(text, 'en')
    const held = tally.finish()
    names.set(text, held)
    return held
  }

  return {
    get nWords() {
      return words.en.size + words.es.size + names.size
    },
    get nTerms() {
      return terms.length
    },
    termOf: (number) => terms[number],
    hashOf: (number) => hashes.at(number),
    body({ text, language }) {
      const mayBeSpanish = addEnglish(text)
      const held = tally.finish()
      if (!mayBeSpanish) return held
      const natural = naturalSpans(text, language)
      if (languageOf(text, natural) === 'en') return held
      addSpanish(text, natural)
      return tally.finish()
    },
    symbols({ text, names, language }) {
      const isProse = languageById(language).kind === 'prose'
      const natural = isProse ? languageOf(text, naturalSpans(text, language)) : 'en'
      if (names.length === 1 && natural === 'en') return name(names[0])
      for (const each of names) addName(each, natural)
      return tally.finish()
    },
    name,
    path(path) {
      const nameStart = path.lastIndexOf('/') + 1
      forEachWord(path, 0, path.length, (start, end) => {
        const index = words.en.at(path, start, end)
        const times = start >= nameStart ? FILE_NAME_WEIGHT : 1
        for (let time = 0; time < times; time++) tally.add(words.en, index)
      })
      return tally.finish()
    },
    idsIn(table) {
      const known = tables.get(table)
      if (known) return known
      const ids = createTermIds(terms, table)
      tables.set(table, ids)
      return ids
    },
  }
}

/** Where people are spoken to. */
function naturalSpans(text: string, id: LanguageId): readonly Span[] {
  const language = languageById(id)
  return language.kind === 'prose' ? [{ start: 0, end: text.length }] : commentSpans(text, language)
}

/** Counts terms until it is finished. */
interface Tally {
  add(table: WordTable, index: number): void
  finish(): HeldTerms
}

function createTally(): Tally {
  // By number; 0 between two texts.
  let counts = new Uint32Array(1024)
  let areParts = new Uint8Array(1024)
  let touched: number[] = []

  const addTerm = (number: number, isPart: 0 | 1): void => {
    if (number >= counts.length) {
      counts = grown(counts, new Uint32Array(number * 2))
      areParts = grown(areParts, new Uint8Array(number * 2))
    }
    if (counts[number]++ === 0) touched.push(number)
    areParts[number] |= isPart
  }
  return {
    add({ numbers, starts }, index) {
      let at = starts[index]
      const parts = at + 2 + numbers[at]
      const end = starts[index + 1]
      for (at += 2; at < parts; at++) addTerm(numbers[at], 0)
      for (; at < end; at++) addTerm(numbers[at], 1)
    },
    finish() {
      const entries = new Uint32Array(touched.length)
      let nParts = 0
      let nOthers = 0
      for (const number of touched) {
        const entry = (number << FREQUENCY_BITS) | Math.min(counts[number], MOST_FREQUENCY)
        entries[areParts[number] ? nParts++ : entries.length - ++nOthers] = entry
        counts[number] = 0
        areParts[number] = 0
      }
      touched = []
      // What holds the same terms is the same to the bit in every sum: equal places are then told apart by their lines.
      entries.subarray(0, nParts).sort()
      entries.subarray(nParts).sort()
      return { entries, nParts }
    },
  }
}

const UNKNOWN = -2

function createTermIds(terms: readonly string[], table: StringTable): TermIds {
  let ids = new Int32Array(0)
  return {
    idOf(number) {
      if (number >= ids.length) {
        const known = ids.length
        ids = grown(ids, new Int32Array(terms.length * 2))
        ids.fill(UNKNOWN, known)
      }
      if (ids[number] === UNKNOWN) ids[number] = findString(table, terms[number])
      return ids[number]
    },
  }
}

function grown<Numbers extends Uint32Array | Uint8Array | Int32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from)
  return to
}
