/** Tells Spanish from English by their stop words, accents and endings; everything else counts as English. */
import { foldWord, forEachWord, splitIdentifier } from '../text/identifiers.js'
import { LetterPattern } from '../text/letter-pattern.js'
import type { Span } from '../types.js'
import { type NaturalLanguage, STOP_WORDS } from './stop-words.js'

/** Enough words to be sure, few enough to cost nothing. */
const MAX_WORDS_READ = 400

/** Spanish letters and marks that English text hardly has. */
const SPANISH_MARKS = /[ñáéíóú¿¡]/i

/**
 * How most Spanish words end and few English ones do, folded. Of 9,700 short Spanish texts without stop words and
 * accents, half of the words do in 78 %; of 31,500 such English ones in 2 %.
 */
const SPANISH_ENDING = /(?:[ao]s?|[ai]r|cion|[csx]iones|dad|dades|mente|ndo)$/
/** How no English word ends. */
const SPANISH_ONLY_ENDING = /(?:cion|[csx]iones|idad|idades|miento|mientos)$/

/**
 * Language of the natural text in `spans` of `text`.
 * Spanish needs more Spanish stop words than English ones, or as many and a Spanish letter;
 * one-letter words are not counted, both languages have `a`.
 */
export function naturalLanguageOf(
  text: string,
  spans: readonly Span[],
  marksAt?: (start: number, end: number) => number,
): NaturalLanguage {
  const { nEnglish, nSpanish, hasMark } = countMarks(text, spans, marksAt)
  if (hasMark) return nSpanish >= nEnglish ? 'es' : 'en'
  return nSpanish > nEnglish ? 'es' : 'en'
}

// What a word of two letters or more tells of the language of its text, as bits.
const IS_ENGLISH = 1
const IS_SPANISH = 2
const HAS_SPANISH_MARK = 4

/** A text that has no word with any of these in its natural language is English. */
export const TELLS_SPANISH = IS_SPANISH | HAS_SPANISH_MARK

/** What a word tells of the language of its text, as bits. */
export function languageMarks(word: string): number {
  const folded = foldWord(word)
  const isSpanish = STOP_WORDS.es.has(folded) && !isAcronym(word)
  return (
    (STOP_WORDS.en.has(folded) ? IS_ENGLISH : 0) |
    (isSpanish ? IS_SPANISH : 0) |
    (SPANISH_MARKS.test(word) ? HAS_SPANISH_MARK : 0)
  )
}

/** The same for a query, which may be too short for a stop word: then the endings of its words tell. */
export function queryLanguageOf(text: string): NaturalLanguage {
  const spans = [{ start: 0, end: text.length }]
  // `¿Router?` has its mark outside of the words.
  if (/[¿¡]/.test(text)) return 'es'
  const { nEnglish, nSpanish } = countMarks(text, spans)
  if (nEnglish > 0 || nSpanish > 0) return naturalLanguageOf(text, spans)
  const words: string[] = []
  forEachWord(text, 0, text.length, (start, end) => {
    const word = text.slice(start, end)
    if (end - start > 2 && !isCodeWord(word)) words.push(foldWord(word))
  })
  if (words.some((word) => SPANISH_ONLY_ENDING.test(word))) return 'es'
  const nEndings = words.filter((word) => SPANISH_ENDING.test(word)).length
  // One word is a name as likely as not: `axios`, `metadata`.
  if (words.length > 1 && 2 * nEndings >= words.length) return 'es'
  return naturalLanguageOf(text, spans)
}

/** Whether a language puts behind a noun what English puts before it: `tipos de error` are error types. */
export const PUTS_MODIFIERS_LAST: Readonly<Record<NaturalLanguage, boolean>> = { en: false, es: true }

const HAS_DIGIT_OR_SIGN = new LetterPattern('[\\p{N}_$]')
const ACRONYM = new LetterPattern('^[\\p{Lu}]{2,}s?$')

/** Whether a word is a name of code, the same in every language: `HTTPServer`, `read_only`, `utf8`, `JSON`. */
export function isCodeWord(word: string): boolean {
  return HAS_DIGIT_OR_SIGN.for(word).test(word) || isAcronym(word) || splitIdentifier(word).length > 1
}

/** `OS` is no pronoun, `HA` and `ES` are no verbs. */
function isAcronym(word: string): boolean {
  return ACRONYM.for(word).test(word)
}

function countMarks(
  text: string,
  spans: readonly Span[],
  marksAt: (start: number, end: number) => number = (start, end) => languageMarks(text.slice(start, end)),
): { readonly nEnglish: number; readonly nSpanish: number; readonly hasMark: boolean } {
  let nEnglish = 0
  let nSpanish = 0
  let nWords = 0
  let hasMark = false
  for (const span of spans) {
    if (nWords >= MAX_WORDS_READ) break
    forEachWord(text, span.start, span.end, (start, end) => {
      if (nWords >= MAX_WORDS_READ || end - start < 2) return
      nWords++
      const marks = marksAt(start, end)
      if (marks & HAS_SPANISH_MARK) hasMark = true
      if (marks & IS_ENGLISH) nEnglish++
      if (marks & IS_SPANISH) nSpanish++
    })
  }
  return { nEnglish, nSpanish, hasMark }
}
