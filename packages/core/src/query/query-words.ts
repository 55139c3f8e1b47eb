/** The words of a query, in any language → the terms that they are in English code. */
import type { Spelling } from '../segment/bm25.js'
import { foldWord, forEachWord } from '../text/identifiers.js'
import { type Dictionary, idiomKey } from '../tokenize/dictionary.js'
import { isCodeWord } from '../tokenize/natural-language.js'
import { type NaturalLanguage, STOP_PHRASES } from '../tokenize/stop-words.js'
import { isStopWord, stem, type TermAnalyzer } from '../tokenize/terms.js'

/** A term that a query means, in the vocabulary of English code, and how much of the query it is. */
export interface MeantTerm {
  readonly term: string
  /** How many of the query's words it stands for, above 0. */
  readonly weight: number
}

/** One word of a query, or two that are one thing. */
export interface QueryWord {
  /** The ways to write each part of the identifier, the likeliest first. */
  readonly parts: readonly (readonly Spelling[])[]
  /** Adjacent parts joined. */
  readonly joined: readonly string[]
  /** Weights sum to the number of parts. */
  readonly meaning: readonly MeantTerm[]
}

/**
 * What a translated word counts as it was typed: comments in that language have it, but what it is by chance in
 * English code (`red`, a network or a colour) must not outweigh the translation.
 */
const AS_TYPED_WEIGHT = 0.3

/** Words of grammar at most between the two of an idiom: `tiempo de la ejecución`. */
const MAX_IDIOM_GAP = 2

/**
 * The words that say what is asked for, two of them taken together where they mean something else than one by one;
 * all of them when none says anything: in code, `for` and `this` still mean something.
 */
export function readWords(
  text: string,
  language: NaturalLanguage,
  dictionary: Dictionary | undefined,
  analyzer: TermAnalyzer,
): readonly QueryWord[] {
  const typed: string[] = []
  forEachWord(text, 0, text.length, (start, end) => typed.push(text.slice(start, end)))
  const words = withoutStopPhrases(typed, language)
  const read: QueryWord[] = []
  for (let at = 0; at < words.length; at++) {
    if (!isContent(words[at], language, dictionary)) continue
    const end = nextContent(words, at, language)
    const idiom =
      end < words.length ? dictionary?.idiomOf(idiomKey(words[at], words[end], language)) : undefined
    if (idiom === undefined) read.push(readWord(words[at], language, dictionary, analyzer))
    else {
      read.push(readIdiom(idiom, [words[at], words[end]], language, analyzer))
      at = end
    }
  }
  return read.length > 0 ? read : typed.map((word) => readWord(word, language, dictionary, analyzer))
}

function isContent(word: string, language: NaturalLanguage, dictionary: Dictionary | undefined): boolean {
  if (isStopWord(word, language)) return false
  return isCodeWord(word) || dictionary?.translationsOf(word, stem(word, language))?.length !== 0
}

/** Where the word stands that may make an idiom with one; past the end when there is none. */
function nextContent(words: readonly string[], first: number, language: NaturalLanguage): number {
  for (let at = first + 1; at <= first + 1 + MAX_IDIOM_GAP && at < words.length; at++)
    if (!isStopWord(words[at], language)) return at
  return words.length
}

function readIdiom(
  term: string,
  words: readonly string[],
  language: NaturalLanguage,
  analyzer: TermAnalyzer,
): QueryWord {
  const typed = words.flatMap((word) => analyzer.analyze(word, language).parts)
  const asTyped = typed.map((own) => ({ term: own, weight: AS_TYPED_WEIGHT }))
  return { parts: [[{ term, weight: 1 }, ...asTyped]], joined: [], meaning: [{ term, weight: 1 }] }
}

/** The terms by which a word of a query is found. */
function readWord(
  word: string,
  language: NaturalLanguage,
  dictionary: Dictionary | undefined,
  analyzer: TermAnalyzer,
): QueryWord {
  const { parts, joined } = analyzer.analyze(word, 'en')
  if (language === 'en' || isCodeWord(word)) {
    return {
      parts: parts.map((term) => [{ term, weight: 1 }]),
      joined,
      meaning: parts.map((term) => ({ term, weight: 1 })),
    }
  }
  const others = analyzer.analyze(word, language).parts
  const read = parts.map((term, idx) => spellingsOf(word, term, others[idx], dictionary))
  return {
    parts: read.map(({ spellings }) => spellings),
    joined,
    meaning: read.flatMap(({ meaning }) => meaning),
  }
}

function spellingsOf(
  word: string,
  asEnglish: string,
  foreignStem: string,
  dictionary: Dictionary | undefined,
): { readonly spellings: readonly Spelling[]; readonly meaning: readonly MeantTerm[] } {
  const translations = dictionary?.translationsOf(word, foreignStem) ?? []
  const weight = translations.length > 0 ? AS_TYPED_WEIGHT : 1
  const spellings = [...translations, { term: asEnglish, weight }, { term: foreignStem, weight }]
  const total = translations.reduce((sum, translation) => sum + translation.weight, 0)
  return {
    // A translation comes first, so where a word is the same in both languages its full weight is kept.
    spellings: spellings.filter(
      ({ term }, idx) => spellings.findIndex((other) => other.term === term) === idx,
    ),
    meaning:
      total > 0
        ? translations.map((translation) => ({ ...translation, weight: translation.weight / total }))
        : [{ term: asEnglish, weight: 1 }],
  }
}

function withoutStopPhrases(words: readonly string[], language: NaturalLanguage): string[] {
  const folded = words.map(foldWord)
  const kept: string[] = []
  for (let at = 0; at < words.length; ) {
    const phrase = STOP_PHRASES[language].find((parts) =>
      parts.every((part, idx) => folded[at + idx] === part),
    )
    if (!phrase) kept.push(words[at])
    at += phrase?.length ?? 1
  }
  return kept
}
