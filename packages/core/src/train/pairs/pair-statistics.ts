/** How many pairs there are of each source and language, and what was left out for which reason. */
import { compareText } from '../../text/compare-text.js'
import type { Pair, PairSource } from './pair.js'
import { PAIR_SOURCES } from './pair.js'

export interface PairStatistics {
  readonly pairs: number
  /** Every source, in the order of `PAIR_SOURCES`. */
  readonly bySource: Readonly<Record<PairSource, number>>
  /** Most first; equal ones by name. */
  readonly byLanguage: readonly LanguageStatistics[]
  /** Most first; equal ones by name. */
  readonly dropped: readonly { readonly reason: string; readonly pairs: number }[]
}

export interface LanguageStatistics {
  readonly language: string
  readonly pairs: number
  readonly bySource: Readonly<Record<PairSource, number>>
}

export function pairStatistics(
  pairs: Iterable<Pick<Pair, 'source' | 'language'>>,
  dropped: ReadonlyMap<string, number>,
): PairStatistics {
  const bySource = noPairs()
  const languages = new Map<string, Record<PairSource, number>>()
  for (const { source, language } of pairs) {
    bySource[source]++
    const counts = languages.get(language) ?? noPairs()
    counts[source]++
    languages.set(language, counts)
  }
  const byLanguage = [...languages].map(([language, counts]) => ({
    language,
    pairs: sumOf(counts),
    bySource: counts,
  }))
  byLanguage.sort((a, b) => b.pairs - a.pairs || compareText(a.language, b.language))
  return { pairs: sumOf(bySource), bySource, byLanguage, dropped: sortedReasons(dropped) }
}

function sortedReasons(dropped: ReadonlyMap<string, number>): { reason: string; pairs: number }[] {
  const rows = [...dropped].map(([reason, pairs]) => ({ reason, pairs }))
  return rows.sort((a, b) => b.pairs - a.pairs || compareText(a.reason, b.reason))
}

function noPairs(): Record<PairSource, number> {
  return Object.fromEntries(PAIR_SOURCES.map((source) => [source, 0])) as Record<PairSource, number>
}

function sumOf(counts: Readonly<Record<PairSource, number>>): number {
  return PAIR_SOURCES.reduce((sum, source) => sum + counts[source], 0)
}
