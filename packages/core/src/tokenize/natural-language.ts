/** Tells Spanish from English by their stop words and accents; everything else counts as English. */
import { foldWord, forEachWord } from '../text/identifiers.js'
import type { Span } from '../types.js'
import { type NaturalLanguage, STOP_WORDS } from './stop-words.js'

/** Enough words to be sure, few enough to cost nothing. */
const MAX_WORDS_READ = 400

/** Spanish letters and marks that English text hardly has. */
const SPANISH_MARKS = /[ñáéíóú¿¡]/i

/**
 * Language of the natural text in `spans` of `text`.
 * Spanish needs more Spanish stop words than English ones, or as many and a Spanish letter;
 * one-letter words are not counted, both languages have `a`.
 */
export function naturalLanguageOf(text: string, spans: readonly Span[]): NaturalLanguage {
  let nEnglish = 0
  let nSpanish = 0
  let nWords = 0
  let hasMark = false
  for (const span of spans) {
    if (nWords >= MAX_WORDS_READ) break
    forEachWord(text, span.start, span.end, (start, end) => {
      if (nWords >= MAX_WORDS_READ || end - start < 2) return
      nWords++
      const word = text.slice(start, end)
      const folded = foldWord(word)
      if (STOP_WORDS.en.has(folded)) nEnglish++
      if (STOP_WORDS.es.has(folded)) nSpanish++
      if (!hasMark && SPANISH_MARKS.test(word)) hasMark = true
    })
  }
  if (hasMark) return nSpanish >= nEnglish ? 'es' : 'en'
  return nSpanish > nEnglish ? 'es' : 'en'
}
