/** The words that a teacher was made for, as its own tokenizer lists them. */
import { splitIdentifier } from '../../text/identifiers.js'
import type { TermAnalyzer } from '../../tokenize/terms.js'

/** A term of our vocabulary, and the words of language that become it. */
export interface TeacherTerm {
  readonly term: string
  /** What the teacher embeds in its place, the most frequent first; shares add up to 1. */
  readonly texts: readonly { readonly text: string; readonly share: number }[]
  /** How often it is expected among all words, 0 to 1. */
  readonly frequency: number
}

/** Zipf's law with Mandelbrot's offset (1953): the word of rank r, from 0, has a frequency of about 1 / (r + 2.7). */
const MANDELBROT_OFFSET = 2.7

/** Marks of tokens that begin a word, and those that WordPiece puts before tokens that do not. */
const WORD_START = /^[\u0120\u2581]/u
const WORDPIECE_CONTINUATION = '##'
/** Whole words of letters; single letters say nothing. */
const WORD = /^\p{Ll}{2,}$/u

/**
 * The whole words of a tokenizer.json in lower case, the most frequent first: WordPiece lists them so, byte-pair merges
 * are learnt in that order, and unigrams are sorted by it. Empty when the file is of another kind. Throws SyntaxError.
 */
export function wordsOfTokenizer(tokenizerJson: string): string[] {
  const { model } = (JSON.parse(tokenizerJson) ?? {}) as {
    model?: { type?: string; vocab?: Record<string, number> | readonly (readonly [string, number])[] }
  }
  const tokens = Array.isArray(model?.vocab)
    ? model.vocab.map(([token]) => String(token))
    : Object.entries(model?.vocab ?? {})
        .sort(([, a], [, b]) => a - b)
        .map(([token]) => token)
  const hasMarks = tokens.some((token) => WORD_START.test(token))
  const words = tokens
    .filter((token) => (hasMarks ? WORD_START.test(token) : !token.startsWith(WORDPIECE_CONTINUATION)))
    .map((token) => token.replace(WORD_START, '').toLowerCase())
  return [...new Set(words.filter((word) => WORD.test(word)))]
}

/** Words, the most frequent first, by the term that they have; most frequent terms first. */
export function termsOfWords(words: readonly string[], analyzer: TermAnalyzer): TeacherTerm[] {
  const byTerm = new Map<string, { text: string; share: number }[]>()
  let sum = 0
  for (const [rank, word] of words.entries()) {
    if (splitIdentifier(word).length !== 1) continue
    const [term] = analyzer.analyze(word, 'en').parts
    const share = 1 / (rank + MANDELBROT_OFFSET)
    const texts = byTerm.get(term) ?? []
    texts.push({ text: word, share })
    byTerm.set(term, texts)
    sum += share
  }
  const terms = [...byTerm].map(([term, texts]) => {
    const own = texts.reduce((total, { share }) => total + share, 0)
    return {
      term,
      texts: texts.map(({ text, share }) => ({ text, share: share / own })),
      frequency: own / sum,
    }
  })
  return terms.sort((a, b) => b.frequency - a.frequency || (a.term < b.term ? -1 : 1))
}
