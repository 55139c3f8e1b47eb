/** The terms of pieces of code under numbers of their own, which hold whatever segments there are. */
import { GrowingUint32 } from '../segment/growing.js'
import type { AnalyzedFile } from '../segment/segment-builder.js'
import { findString, hashString, type StringTable } from '../segment/string-table.js'
import { forEachWord } from '../text/identifiers.js'
import { type LanguageMarks, languageMarks, naturalLanguageOf } from '../tokenize/natural-language.js'
import type { NaturalLanguage } from '../tokenize/stop-words.js'
import { analyzeWord } from '../tokenize/terms.js'
import type { Span } from '../types.js'
import { createWordTable, type WordTable } from './word-table.js'

/** Which terms something holds and how often, as the postings of a segment of it alone would say. */
export interface HeldTerms {
  /** One a term, each once: its number, and how often, up to 255, in the lowest eight bits. */
  readonly entries: Uint32Array
  /** So many of the first are parts of words; the others are only parts joined. */
  readonly nParts: number
}

/** Grows with what is counted; whoever holds it begins another one when `nWords` is too large. */
export interface TermBook {
  readonly nWords: number
  readonly nTerms: number
  termOf(number: number): string
  /** By this, and equal ones by the term, terms have an order that no book decides. */
  hashOf(number: number): number
  /** What stands in the chunk of a piece. */
  body(piece: AnalyzedFile): HeldTerms
  /** The names that the piece defines. */
  symbols(piece: AnalyzedFile): HeldTerms
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

// What is known of the language of a word, as bits.
const IS_ENGLISH = 1
const IS_SPANISH = 2
const HAS_MARK = 4
const TELLS_SPANISH = IS_SPANISH | HAS_MARK

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
  const wordsIn = (language: NaturalLanguage) =>
    createWordTable((word) => {
      const { parts, joined } = analyzeWord(word, language)
      const { isEnglish, isSpanish, hasMark } = languageMarks(word)
      const marks = (isEnglish ? IS_ENGLISH : 0) | (isSpanish ? IS_SPANISH : 0) | (hasMark ? HAS_MARK : 0)
      return { parts: parts.map(numberOfTerm), joined: joined.map(numberOfTerm), marks }
    })
  const words = { en: wordsIn('en'), es: wordsIn('es') }
  const names = new Map<string, HeldTerms>()
  const tables = new WeakMap<StringTable, TermIds>()
  const tally = createTally()

  const addName = (name: string, language: NaturalLanguage): void => {
    forEachWord(name, 0, name.length, (start, end) =>
      tally.add(words[language], words[language].at(name, start, end)),
    )
  }
  const addEnglish = (text: string, { start, end }: Span): boolean => {
    let marks = 0
    forEachWord(text, start, end, (wordStart, wordEnd) => {
      const index = words.en.at(text, wordStart, wordEnd)
      tally.add(words.en, index)
      marks |= words.en.marksOf(index)
    })
    return (marks & TELLS_SPANISH) !== 0
  }
  const addSpanish = ({ file: { text }, chunks: [{ span, kind }], comments }: AnalyzedFile): void => {
    let next = 0
    forEachWord(text, span.start, span.end, (start, end) => {
      while (next < comments.length && comments[next].end <= start) next++
      const isNatural = kind === 'prose' || (next < comments.length && comments[next].start <= start)
      const table = words[isNatural ? 'es' : 'en']
      tally.add(table, table.at(text, start, end))
    })
  }
  const languageOf = ({ file, kind, chunks, comments }: AnalyzedFile): NaturalLanguage =>
    naturalLanguageOf(file.text, kind === 'prose' ? [chunks[0].span] : comments, (start, end) =>
      marksOf(words.en.marksOf(words.en.at(file.text, start, end))),
    )
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
    body(piece) {
      const mayBeSpanish = addEnglish(piece.file.text, piece.chunks[0].span)
      const held = tally.finish()
      if (!mayBeSpanish || languageOf(piece) === 'en') return held
      addSpanish(piece)
      return tally.finish()
    },
    symbols(piece) {
      const [{ symbols, kind, scope }] = piece.chunks
      const language = kind === 'prose' ? languageOf(piece) : 'en'
      if (symbols.length === 1 && language === 'en' && kind !== 'prose') return name(symbols[0].name)
      for (const symbol of symbols) addName(symbol.name, language)
      if (kind === 'prose') addName(scope, language)
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
      return { entries, nParts }
    },
  }
}

function marksOf(marks: number): LanguageMarks {
  return {
    isEnglish: (marks & IS_ENGLISH) !== 0,
    isSpanish: (marks & IS_SPANISH) !== 0,
    hasMark: (marks & HAS_MARK) !== 0,
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
