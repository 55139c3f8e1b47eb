/** A text and its translation, and which of its words are words. */
import { forEachWord } from '../../text/identifiers.js'
import { naturalLanguageOf } from '../../tokenize/natural-language.js'
import type { NaturalLanguage } from '../../tokenize/stop-words.js'

/** One passage, as plain text without markup, in the language of the dictionary and in English. */
export interface Translation {
  readonly foreign: string
  readonly english: string
}

/** Shorter texts are told apart by their letters alone: `Sintaxis` has no stop word. */
const MIN_WORDS_FOR_LANGUAGE = 5

/** Longer passages say too little about which word means which. */
const MAX_CHARS = 2000

/** A translation has between half and three times the length of what it translates; very short texts vary more. */
const MAX_LENGTH_RATIO = 2.5
const LENGTH_SLACK_CHARS = 20

/** What of two passages that should say the same can be learnt from, sentence by sentence where they agree. */
export function usableTranslations(
  foreign: string,
  english: string,
  language: NaturalLanguage,
): readonly Translation[] {
  const sentences = sentencesOf(foreign)
  const originals = sentencesOf(english)
  const pairs =
    sentences.length === originals.length
      ? sentences.map((sentence, idx) => ({ foreign: sentence, english: originals[idx] }))
      : [{ foreign: foreign.trim(), english: english.trim() }]
  return pairs.filter((pair) => isUsable(pair, language))
}

function isUsable({ foreign, english }: Translation, language: NaturalLanguage): boolean {
  if (foreign === english || foreign.length === 0 || english.length === 0) return false
  if (foreign.length > MAX_CHARS || english.length > MAX_CHARS) return false
  const [shorter, longer] = [foreign.length, english.length].sort((a, b) => a - b)
  if (longer > shorter * MAX_LENGTH_RATIO + LENGTH_SLACK_CHARS) return false
  // What nobody has translated yet stands in both texts, often with another mark or link.
  return wordsOf(foreign).length < MIN_WORDS_FOR_LANGUAGE || languageOf(foreign) === language
}

function languageOf(text: string): NaturalLanguage {
  return naturalLanguageOf(text, [{ start: 0, end: text.length }])
}

function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?:;])\s+(?=[\p{Lu}\p{N}¿¡"'(])/u)
    .map((sentence) => sentence.trim())
    .filter(Boolean)
}

/** The words of a text, in order. */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  forEachWord(text, 0, text.length, (start, end) => words.push(text.slice(start, end)))
  return words
}
