/** Linked sentences → pairs of words that mean together what neither means alone: `llamada de retorno`, callback. */
import { idiomKey } from '../../tokenize/dictionary.js'
import type { NaturalLanguage } from '../../tokenize/stop-words.js'
import { isStopWord, stem } from '../../tokenize/terms.js'
import type { LinkedSentence } from './linked-sentence.js'

export interface IdiomOptions {
  /** Rarer pairs are left out. */
  readonly minCount: number
  /** Least share of a pair's occurrences that are one term in English. */
  readonly minShare: number
}

export interface IdiomCounter {
  add(sentence: LinkedSentence): void
  /** Idioms, by `idiomKey`, of words that have terms of their own: `termsOf` tells them by stem, likeliest first. */
  idioms(
    termsOf: (stem: string) => readonly string[] | undefined,
    options: IdiomOptions,
  ): ReadonlyMap<string, string>
}

/** What a pair of words was linked to, and how often. */
interface Pair {
  readonly stems: readonly [string, string]
  count: number
  /** How often it was one term and nothing else. */
  readonly byTerm: Map<string, number>
}

/** Words of grammar at most between the two. */
const MAX_GAP = 2

/** A link that is less sure than this does not say what a word means in one sentence. */
const MIN_PROBABILITY = 0.3

/** Counts pairs of content words that only words of grammar part. */
export function createIdiomCounter(language: NaturalLanguage): IdiomCounter {
  const pairs = new Map<string, Pair>()
  return {
    add: (sentence) => {
      const termsByWord = meantTerms(sentence)
      for (const [first, last] of neighbours(sentence, language)) {
        const pair = pairOf(pairs, sentence.foreign[first].text, sentence.foreign[last].text, language)
        pair.count++
        const terms = new Set([...termsByWord[first], ...termsByWord[last]])
        const [term] = terms
        if (terms.size === 1) pair.byTerm.set(term, (pair.byTerm.get(term) ?? 0) + 1)
      }
    },
    idioms: (termsOf, options) => {
      const found = new Map<string, string>()
      for (const [key, pair] of pairs) {
        const term = idiomOf(pair, termsOf, options)
        if (term !== undefined) found.set(key, term)
      }
      return found
    },
  }
}

/** For each foreign word the English terms that are linked to it more surely than to any other. */
function meantTerms({ foreign, english, links }: LinkedSentence): string[][] {
  const best = new Map<number, { foreignIdx: number; probability: number }>()
  for (const { foreignIdx, englishIdx, probability } of links) {
    if (probability > (best.get(englishIdx)?.probability ?? MIN_PROBABILITY))
      best.set(englishIdx, { foreignIdx, probability })
  }
  const terms: string[][] = foreign.map(() => [])
  for (const [englishIdx, { foreignIdx }] of best) {
    const { text } = english[englishIdx]
    if (!isStopWord(text, 'en')) terms[foreignIdx].push(stem(text, 'en'))
  }
  return terms
}

/** Indices of content words, each with the next one where only words of grammar stand between. */
function* neighbours(
  { foreign }: LinkedSentence,
  language: NaturalLanguage,
): Generator<readonly [number, number]> {
  const isContent = foreign.map(({ text }) => !isStopWord(text, language))
  for (let first = 0; first < foreign.length; first++) {
    if (!isContent[first]) continue
    const last = isContent.indexOf(true, first + 1)
    if (last < 0 || last - first > MAX_GAP + 1) continue
    // Where a name of code stood between, they are no neighbours.
    if (foreign[last].place - foreign[first].place === last - first) yield [first, last]
  }
}

function pairOf(pairs: Map<string, Pair>, first: string, last: string, language: NaturalLanguage): Pair {
  const key = idiomKey(first, last, language)
  const known = pairs.get(key)
  if (known) return known
  const stems = [stem(first, language), stem(last, language)] as const
  const made = { stems, count: 0, byTerm: new Map<string, number>() }
  pairs.set(key, made)
  return made
}

/** The term of a pair when it says more than its words do one by one. */
function idiomOf(
  { stems, count, byTerm }: Pair,
  termsOf: (stem: string) => readonly string[] | undefined,
  { minCount, minShare }: IdiomOptions,
): string | undefined {
  const [likeliest] = [...byTerm].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  if (likeliest === undefined || likeliest[1] < minCount || likeliest[1] < minShare * count) return undefined
  const [first] = termsOf(stems[0]) ?? []
  const [last] = termsOf(stems[1]) ?? []
  if (first === undefined || last === undefined) return undefined
  // A file system is found as a file and a system, and by `filesystem`, which is among the terms of either.
  const isPlain = [first, last, stem(first + last, 'en'), stem(last + first, 'en')].includes(likeliest[0])
  return isPlain || likeliest[0].length < 2 ? undefined : likeliest[0]
}
