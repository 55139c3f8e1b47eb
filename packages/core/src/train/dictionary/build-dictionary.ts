/** Translations → a dictionary from a language's words to the terms of English code. */
import { foldWord } from '../../text/identifiers.js'
import { SURFACE_MARK } from '../../tokenize/dictionary.js'
import { isCodeWord } from '../../tokenize/natural-language.js'
import type { NaturalLanguage } from '../../tokenize/stop-words.js'
import { isStopWord, stem } from '../../tokenize/terms.js'
import { type AlignOptions, alignWords, type WordLink } from './align-words.js'
import { createIdiomCounter, type IdiomCounter, type IdiomOptions } from './count-idioms.js'
import type { LinkedSentence, PlacedWord, SentenceWords } from './linked-sentence.js'
import { type Translation, wordsOf } from './translation.js'

export interface DictionaryOptions {
  /** Rarer words are left out: what they mean is guessed. */
  readonly minCount: number
  /** A form of a word gets a line of its own when it occurs this often … */
  readonly minFormCount: number
  /** … and at least this share of its links goes to other terms than those of its stem do. */
  readonly minFormDifference: number
  /** Least share of a word's occurrences that are linked to anything. */
  readonly minLinkedShare: number
  /** Least share that a term has of the links of the likeliest one. */
  readonly minTermRatio: number
  /** Terms of a word at most. */
  readonly maxTerms: number
  readonly idioms: IdiomOptions
  readonly align: AlignOptions
}

/** Tried on Spanish questions: everything near these values is as good within what is noise (bench/README.md). */
export const DEFAULT_DICTIONARY_OPTIONS: DictionaryOptions = {
  minCount: 9,
  minFormCount: 15,
  minFormDifference: 0.5,
  minLinkedShare: 0.3,
  minTermRatio: 0.04,
  maxTerms: 6,
  idioms: { minCount: 6, minShare: 0.4 },
  align: { nAloneIterations: 3, nAgreedIterations: 3, diagonalTension: 2, nullProbability: 0.1 },
}

/** A word that is the same on both sides in this share of its sentences is no word to translate: `middleware`. */
const UNCHANGED_SHARE = 0.5

/** Words of a sentence that are aligned at most: long ones cost the square and say little. */
const MAX_WORDS = 60

/** A term has to be linked more often than once: once is an accident. */
const MIN_LINKS = 1.5

/** A word that is linked to words of grammar this often is one itself: `después`, after. */
const GRAMMAR_SHARE = 0.5

/**
 * Lines of a dictionary by stem, with `SURFACE_MARK` before it by form where a form means something else than its
 * stem does, and by `idiomKey` where two words do. Likeliest terms first; a word of grammar has none.
 */
export function buildDictionary(
  translations: readonly Translation[],
  language: NaturalLanguage,
  options: DictionaryOptions,
): ReadonlyMap<string, readonly string[]> {
  const sentences = translations.map(({ foreign, english }) => ({
    foreign: plainWords(foreign),
    english: plainWords(english),
  }))
  const unchanged = unchangedWords(sentences)
  const { forms, stems, idioms } = countLinks(sentences, unchanged, language, options)
  const entries = new Map<string, readonly string[]>()
  for (const [foreign, links] of stems) {
    const terms = termsOf(links, options)
    if (terms !== undefined && links.count >= options.minCount) entries.set(foreign, terms)
  }
  for (const [form, links] of forms) {
    const ofStem = stems.get(stem(form, language))
    if (ofStem === undefined || links.count < options.minFormCount || isStopWord(form, language)) continue
    if (differenceOf(links, ofStem) < options.minFormDifference) continue
    const terms = termsOf(links, options)
    if (terms !== undefined) entries.set(SURFACE_MARK + form, terms)
  }
  for (const word of unchanged) {
    const itself = stem(word, 'en')
    const terms = entries.get(SURFACE_MARK + word) ?? entries.get(stem(word, language))
    if (terms === undefined || (terms.length === 1 && terms[0] === itself)) continue
    entries.set(SURFACE_MARK + word, [itself])
  }
  for (const [key, term] of idioms.idioms((stem) => entries.get(stem), options.idioms))
    entries.set(key, [term])
  return entries
}

/** What a word is linked to, and how often it occurs. */
interface Links {
  count: number
  total: number
  /** The part of the total that goes to words of grammar; the rest is `byTerm`. */
  grammar: number
  readonly byTerm: Map<string, number>
}

function plainWords(text: string): PlacedWord[] {
  return wordsOf(text)
    .map((word, place) => ({ text: word, place }))
    .filter(({ text: word }) => !isCodeWord(word))
    .slice(0, MAX_WORDS)
}

/** Folded words that stand on both sides of at least half of their sentences, of two or more. */
function unchangedWords(sentences: readonly SentenceWords[]): Set<string> {
  const nAll = new Map<string, number>()
  const nSame = new Map<string, number>()
  for (const { foreign, english } of sentences) {
    const others = new Set(english.map(folded))
    for (const word of new Set(foreign.map(folded))) {
      nAll.set(word, (nAll.get(word) ?? 0) + 1)
      if (others.has(word)) nSame.set(word, (nSame.get(word) ?? 0) + 1)
    }
  }
  const isUnchanged = ([word, n]: [string, number]) => n > 1 && n >= UNCHANGED_SHARE * (nAll.get(word) ?? 0)
  return new Set([...nSame].filter(isUnchanged).map(([word]) => word))
}

interface LinkCounts {
  readonly forms: Map<string, Links>
  readonly stems: Map<string, Links>
  readonly idioms: IdiomCounter
}

function countLinks(
  sentences: readonly SentenceWords[],
  unchanged: ReadonlySet<string>,
  language: NaturalLanguage,
  options: DictionaryOptions,
): LinkCounts {
  const idioms = createIdiomCounter(language)
  const forms = new Map<string, Links>()
  const stems = new Map<string, Links>()
  const foreignIds = new Numbering()
  const englishIds = new Numbering()
  const kept = sentences.map((sentence) => withoutUnchanged(sentence, unchanged))
  const stemOf = memoised((word) => stem(word, language))
  const termOf = memoised((word) => stem(word, 'en'))
  const bitext = kept.map(({ foreign, english }) => ({
    foreign: Int32Array.from(foreign, ({ text }) => foreignIds.add(stemOf(text))),
    english: Int32Array.from(english, ({ text }) => englishIds.add(termOf(text))),
  }))
  // Many people type no accents, and some words have another stem without: those are listed by both.
  const keysOf = memoised((word) => {
    const keys = new Set([stemOf(word), stemOf(foldWord(word))])
    return [linksOf(forms, foldWord(word)), ...[...keys].map((key) => linksOf(stems, key))]
  })
  for (const { foreign } of kept) {
    for (const { text } of foreign) for (const links of keysOf(text)) links.count++
  }
  const sizes = { nForeign: foreignIds.size, nEnglish: englishIds.size }
  const count = (sentence: LinkedSentence) => {
    idioms.add(sentence)
    for (const { foreignIdx, englishIdx, probability } of sentence.links) {
      const english = sentence.english[englishIdx].text
      const term = termOf(english)
      for (const links of keysOf(sentence.foreign[foreignIdx].text)) {
        links.total += probability
        if (isStopWord(english, 'en')) links.grammar += probability
        else links.byTerm.set(term, (links.byTerm.get(term) ?? 0) + probability)
      }
    }
  }
  let links: WordLink[] = []
  alignWords(bitext, sizes, options.align, (link) => {
    if (links.length > 0 && links[0].sentence !== link.sentence) {
      count({ ...kept[links[0].sentence], links })
      links = []
    }
    links.push(link)
  })
  if (links.length > 0) count({ ...kept[links[0].sentence], links })
  return { forms, stems, idioms }
}

function withoutUnchanged(
  { foreign, english }: SentenceWords,
  unchanged: ReadonlySet<string>,
): SentenceWords {
  const others = new Set(english.map(folded))
  const same = new Set(foreign.map(folded).filter((word) => unchanged.has(word) && others.has(word)))
  const differs = (word: PlacedWord) => !same.has(folded(word))
  return { foreign: foreign.filter(differs).map(lowerCase), english: english.filter(differs).map(lowerCase) }
}

function folded({ text }: PlacedWord): string {
  return foldWord(text)
}

/** Accents are kept: the stemmer needs them. */
function lowerCase({ text, place }: PlacedWord): PlacedWord {
  return { text: text.toLowerCase().normalize('NFC'), place }
}

function linksOf(all: Map<string, Links>, word: string): Links {
  const known = all.get(word)
  if (known) return known
  const links = { count: 0, total: 0, grammar: 0, byTerm: new Map<string, number>() }
  all.set(word, links)
  return links
}

/** The likeliest terms; none for grammar, `undefined` when nothing is sure. */
function termsOf({ count, total, grammar, byTerm }: Links, options: DictionaryOptions): string[] | undefined {
  if (total === 0 || total < options.minLinkedShare * count) return undefined
  if (grammar > GRAMMAR_SHARE * total) return []
  const content = [...byTerm]
    .filter(([term, n]) => term.length > 1 && n >= MIN_LINKS)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  if (content.length === 0) return undefined
  const least = options.minTermRatio * content[0][1]
  return content
    .slice(0, options.maxTerms)
    .filter(([, n]) => n >= least)
    .map(([term]) => term)
}

/** Share of a form's links that its stem would not have expected, 0 to 1: the total variation distance. */
function differenceOf(form: Links, ofStem: Links): number {
  if (form.total === 0 || ofStem.total === 0) return 0
  let difference = Math.max(0, form.grammar / form.total - ofStem.grammar / ofStem.total)
  for (const [term, n] of form.byTerm) {
    difference += Math.max(0, n / form.total - (ofStem.byTerm.get(term) ?? 0) / ofStem.total)
  }
  return difference
}

/** Dense ids of strings in order of first use. */
class Numbering {
  readonly #ids = new Map<string, number>()

  get size(): number {
    return this.#ids.size
  }

  add(text: string): number {
    const known = this.#ids.get(text)
    if (known !== undefined) return known
    this.#ids.set(text, this.#ids.size)
    return this.#ids.size - 1
  }
}

function memoised<Result>(of: (word: string) => Result): (word: string) => Result {
  const memory = new Map<string, Result>()
  return (word) => {
    const known = memory.get(word)
    if (known !== undefined) return known
    const result = of(word)
    memory.set(word, result)
    return result
  }
}
