/** A word of text → the terms it is found by. */
import { stemmer as stemSpanish } from '@orama/stemmers/spanish'
import { stemmer as stemEnglish } from 'stemmer'
import { foldWord, splitIdentifier } from '../text/identifiers.js'
import { type NaturalLanguage, STOP_WORDS } from './stop-words.js'

/** Terms of one word. */
export interface WordTerms {
  /** One stem for each part of the identifier, in order; each takes a position of its own. */
  readonly parts: readonly string[]
  /**
   * Adjacent parts joined, and the whole when it has more than two parts: `bellmanFordPath` →
   * bellmanford, fordpath, bellmanfordpath. What makes two identifiers the same however they are written.
   */
  readonly joined: readonly string[]
}

/** Longer parts are cut here: a stem tells nothing more after that. */
const MAX_TERM_CHARS = 40

/** Words → terms, remembering every word it has seen; `clear` when it has seen too many. */
export interface TermAnalyzer {
  analyze(word: string, language: NaturalLanguage): WordTerms
}

/** Remembered words at most: about 30 MB. */
const MAX_REMEMBERED_WORDS = 200_000

/** A new analyzer with an empty memory. Same word and language, same terms. */
export function createTermAnalyzer(): TermAnalyzer {
  const memory: Record<NaturalLanguage, Map<string, WordTerms>> = { en: new Map(), es: new Map() }
  return {
    analyze(word, language) {
      const known = memory[language]
      const found = known.get(word)
      if (found) return found
      if (known.size >= MAX_REMEMBERED_WORDS) known.clear()
      const terms = analyzeWord(word, language)
      known.set(word, terms)
      return terms
    },
  }
}

/** The terms of one word; nothing is remembered, but by `stemOf`. */
export function analyzeWord(word: string, language: NaturalLanguage, stemOf = stem): WordTerms {
  const raw = splitIdentifier(word)
  const parts = raw.map((part) => stemOf(part, language))
  if (raw.length < 2) return { parts, joined: [] }
  const joined: string[] = []
  for (let idx = 0; idx + 1 < raw.length; idx++) joined.push(stemOf(raw[idx] + raw[idx + 1], language))
  if (raw.length > 2) joined.push(stemOf(raw.join(''), language))
  return { parts, joined }
}

/** Whether a word, in any case and with or without accents, is grammar rather than content. */
export function isStopWord(word: string, language: NaturalLanguage): boolean {
  return STOP_WORDS[language].has(foldWord(word))
}

/** The one term that stands for a whole identifier, in which names are compared: `HandlerStack` → handlerstack. */
export function wholeTerm(name: string, analyzer: TermAnalyzer): string {
  const { parts, joined } = analyzer.analyze(name, 'en')
  return joined[joined.length - 1] ?? parts[0] ?? ''
}

/** Snowball stem of one word, folded: `registered` → regist, `configuración` → configur. */
export function stem(word: string, language: NaturalLanguage): string {
  return STEMMERS[language](word).slice(0, MAX_TERM_CHARS)
}

/** Word → stem, folded. */
const STEMMERS: Readonly<Record<NaturalLanguage, (word: string) => string>> = {
  en: (word) => stemEnglish(foldWord(word)),
  // Folding comes last: the stemmer knows endings by their accents.
  es: (word) => foldWord(stemSpanish(restoreAccent(word.toLowerCase().normalize('NFC')))),
}

/** The Spanish stemmer knows -ción and -sión only with their accent, which many people do not type. */
function restoreAccent(word: string): string {
  return word.replace(/([cs])ion$/, '$1ión')
}
