/** The text of a query → words, symbols, phrases and filters. */

import { CercaError } from '../errors.js'
import type { Spelling } from '../segment/bm25.js'
import { CHUNK_TRAITS, SYMBOL_KINDS } from '../segment/codes.js'
import { foldWord, forEachWord } from '../text/identifiers.js'
import { LetterPattern } from '../text/letter-pattern.js'
import type { DictionaryFinder } from '../tokenize/dictionary.js'
import { queryLanguageOf } from '../tokenize/natural-language.js'
import type { NaturalLanguage } from '../tokenize/stop-words.js'
import { isStopWord, type TermAnalyzer, wholeTerm } from '../tokenize/terms.js'
import type { ChunkTrait } from '../types.js'
import { type MeantTerm, type QueryWord, readWords } from './query-words.js'

/** A term to look for; several spellings count as one (a Spanish stem and what English code calls it). */
export interface QueryTerm {
  /** The likeliest first. */
  readonly spellings: readonly Spelling[]
  /** A joined term, such as handlerstack, repeats what its parts say. */
  readonly isJoined: boolean
}

/** A name as the query writes it, its last part when it is qualified. */
export interface QuerySymbol {
  /** Letters and digits in lower case. */
  readonly folded: string
  /** The whole term, by which it is found. */
  readonly term: string
}

/** What has to hold of a hit. */
export interface QueryFilters {
  readonly languages: readonly string[]
  readonly notLanguages: readonly string[]
  readonly paths: readonly string[]
  readonly notPaths: readonly string[]
  readonly kinds: readonly string[]
  readonly traits: readonly ChunkTrait[]
  readonly notTraits: readonly ChunkTrait[]
}

/** Must stand in a hit word for word: its term parts as an English text has them, and as a Spanish one does. */
export type QueryPhrase = readonly (readonly string[])[]

export interface ParsedQuery {
  /** Distinct terms in order of first use. */
  readonly terms: readonly QueryTerm[]
  /** The content words in order, as indices in `terms`; adjacent ones are the query's bigrams. */
  readonly sequence: readonly number[]
  /** What vectors are asked with: the distinct parts of the content words in order of first use; none for filters alone. */
  readonly meaning: readonly MeantTerm[]
  /** Names of things in code that the query mentions, `Foo::handlerStack()` → handlerStack. */
  readonly symbols: readonly QuerySymbol[]
  readonly phrases: readonly QueryPhrase[]
  readonly filters: QueryFilters
  readonly language: NaturalLanguage
}

/** How the words of a query are read. */
export interface QueryLanguages {
  /** The language of the query; `undefined` to tell it from the words. */
  readonly language: NaturalLanguage | undefined
  /** Without a dictionary, words of another language find only themselves. */
  readonly dictionaryOf: DictionaryFinder
}

/** Any language, none translated. */
export const UNTRANSLATED: QueryLanguages = { language: undefined, dictionaryOf: () => undefined }

/** `path::join` is a name, not a filter. */
const FILTER = /^(-?)(lang|language|path|kind|is):(?!:)(\S+)$/i

/**
 * Parses a query. Words, `"quoted phrases"`, `lang:go`, `path:src/`, `kind:function`, `is:test` and
 * their negations (`-lang:go`, `-path:vendor`, `-test`).
 * Throws `query-empty` and `filter-unknown`.
 */
export function parseQuery(
  text: string,
  analyzer: TermAnalyzer,
  languages: QueryLanguages = UNTRANSLATED,
): ParsedQuery {
  const { plain, phrases: quoted, filters } = takeFilters(text)
  const natural = [plain, ...quoted].join(' ')
  const language = languages.language ?? queryLanguageOf(natural)
  const collector = new TermCollector()
  const dictionary = languages.dictionaryOf(language)
  for (const word of readWords(natural, language, dictionary, analyzer)) collector.add(word)
  const phrases = quoted.map((phrase) => readingsOf(phrase, analyzer)).filter(([parts]) => parts.length > 0)
  if (collector.terms.length === 0 && !hasFilter(filters)) throw new CercaError('query-empty')
  return {
    terms: collector.terms,
    sequence: collector.sequence,
    meaning: collector.meaning,
    symbols: symbolsOf(plain, analyzer),
    phrases,
    filters,
    language,
  }
}

/** The language that a query is in, as its words tell. Throws `filter-unknown`. */
export function languageOfQuery(text: string): NaturalLanguage {
  const { plain, phrases } = takeFilters(text)
  return queryLanguageOf([plain, ...phrases].join(' '))
}

/** What parts the words of a name. */
export const BETWEEN_WORDS = new LetterPattern('[^\\p{L}\\p{N}]+', 'g')

/** A name's letters and digits in lower case, the form in which names are compared. */
export function foldName(name: string): string {
  const folded = foldWord(name)
  return folded.replace(BETWEEN_WORDS.for(folded), '')
}

/** Collects the distinct terms of a query, the order of its content words and what they mean together. */
class TermCollector {
  readonly terms: QueryTerm[] = []
  readonly sequence: number[] = []
  readonly #known = new Map<string, number>()
  readonly #meaning = new Map<string, number>()

  get meaning(): MeantTerm[] {
    return [...this.#meaning].map(([term, weight]) => ({ term, weight }))
  }

  add({ parts, joined, meaning }: QueryWord): void {
    for (const spellings of parts) this.sequence.push(this.#addTerm(spellings, false))
    for (const term of joined) this.#addTerm([{ term, weight: 1 }], true)
    for (const { term, weight } of meaning) {
      this.#meaning.set(term, (this.#meaning.get(term) ?? 0) + weight)
    }
  }

  #addTerm(spellings: readonly Spelling[], isJoined: boolean): number {
    const known = this.#known.get(spellings[0].term)
    if (known !== undefined) return known
    const idx = this.terms.length
    this.terms.push({ spellings, isJoined })
    this.#known.set(spellings[0].term, idx)
    return idx
  }
}

function takeFilters(text: string): { plain: string; phrases: string[]; filters: QueryFilters } {
  const phrases: string[] = []
  const withoutPhrases = text.replace(/"([^"]+)"/g, (_, phrase: string) => {
    phrases.push(phrase)
    return ' '
  })
  const filters = {
    languages: [] as string[],
    notLanguages: [] as string[],
    paths: [] as string[],
    notPaths: [] as string[],
    kinds: [] as string[],
    traits: [] as ChunkTrait[],
    notTraits: [] as ChunkTrait[],
  }
  const words: string[] = []
  for (const word of withoutPhrases.split(/\s+/)) {
    const trait = word.startsWith('-') ? asTrait(word.slice(1)) : undefined
    const match = FILTER.exec(word)
    if (trait) filters.notTraits.push(trait)
    else if (match) addFilter(filters, match[1] === '-', match[2].toLowerCase(), match[3])
    else words.push(word)
  }
  return { plain: words.join(' '), phrases, filters }
}

type MutableFilters = { -readonly [Name in keyof QueryFilters]: QueryFilters[Name][number][] }

function addFilter(filters: MutableFilters, isNegated: boolean, name: string, value: string): void {
  const values = value.split(',').filter(Boolean)
  if (name === 'path') (isNegated ? filters.notPaths : filters.paths).push(...values)
  else if (name === 'kind') {
    for (const kind of values) {
      if (!SYMBOL_KINDS.some((known) => known === kind.toLowerCase())) {
        throw new CercaError('filter-unknown', `kind:${kind}; kinds are ${SYMBOL_KINDS.join(', ')}`)
      }
      if (isNegated) throw new CercaError('filter-unknown', `-kind:${kind}; kind: cannot be negated`)
      filters.kinds.push(kind.toLowerCase())
    }
  } else if (name === 'is') {
    for (const word of values) {
      const trait = asTrait(word)
      if (!trait)
        throw new CercaError('filter-unknown', `is:${word}; it is one of ${CHUNK_TRAITS.join(', ')}`)
      ;(isNegated ? filters.notTraits : filters.traits).push(trait)
    }
  } else (isNegated ? filters.notLanguages : filters.languages).push(...values.map((id) => id.toLowerCase()))
}

function asTrait(word: string): ChunkTrait | undefined {
  const folded = word.toLowerCase().replace(/s$/, '')
  return CHUNK_TRAITS.find((trait) => trait === folded)
}

function hasFilter(filters: QueryFilters): boolean {
  return Object.values(filters).some((values: readonly string[]) => values.length > 0)
}

function readingsOf(phrase: string, analyzer: TermAnalyzer): QueryPhrase {
  const words: string[] = []
  forEachWord(phrase, 0, phrase.length, (start, end) => words.push(phrase.slice(start, end)))
  const read = (language: NaturalLanguage) => words.flatMap((word) => analyzer.analyze(word, language).parts)
  const [english, spanish] = [read('en'), read('es')]
  return english.join(' ') === spanish.join(' ') ? [english] : [english, spanish]
}

/** `a::b`, `a.b`, `a->b`, `a#b`: a symbol and where it lives. */
const QUALIFIER = /::|->|[.#/\\]/
/** camelCase, PascalCase of two words, snake_case, a call, an acronym glued to a word. */
const LOOKS_LIKE_SYMBOL = new LetterPattern(
  '[\\p{Ll}\\p{N}][\\p{Lu}]|[\\p{Lu}]{2,}[\\p{Ll}]|[\\p{L}\\p{N}]_|_[\\p{L}\\p{N}]|\\(\\)$|::|->',
)
/** What a word of a query has before and behind it that is no part of a name. */
const AROUND_NAME = new LetterPattern('^[^\\p{L}\\p{N}_$]+|[^\\p{L}\\p{N}_$()]+$', 'g')
const CAPITALISED = new LetterPattern('^[\\p{Lu}][\\p{Ll}\\p{N}]+$')
const QUALIFIED = new LetterPattern('^[\\p{L}_$][\\p{L}\\p{N}_$]*([.#][\\p{L}_$][\\p{L}\\p{N}_$]*)+$')

function symbolsOf(plain: string, analyzer: TermAnalyzer): QuerySymbol[] {
  const tokens = plain.split(/\s+/).map((token) => token.replace(AROUND_NAME.for(token), ''))
  const words = tokens.filter(Boolean)
  const symbols = new Map<string, QuerySymbol>()
  for (const word of words) {
    // A query of one word is a name as likely as not; so is a capitalised word such as `Router`.
    const isSymbol =
      words.length === 1 || LOOKS_LIKE_SYMBOL.for(word).test(word) || isQualified(word) || isCapitalised(word)
    if (!isSymbol) continue
    const segments = word.replace(/\(\)$/, '').split(QUALIFIER).filter(Boolean)
    const last = segments[segments.length - 1] ?? ''
    const folded = foldName(last)
    if (folded) symbols.set(folded, { folded, term: wholeTerm(last, analyzer) })
  }
  return [...symbols.values()]
}

function isCapitalised(word: string): boolean {
  return CAPITALISED.for(word).test(word) && !isStopWord(word, 'en') && !isStopWord(word, 'es')
}

function isQualified(word: string): boolean {
  return QUALIFIED.for(word).test(word)
}
