/** Gathers the pairs of one repository: each once, no query too often, no source too much. */
import { compareText } from '../../text/compare-text.js'
import { PAIR_SOURCES, type Pair, type PairSource } from './pair.js'
import { hashPair } from './pair-hash.js'

export interface PairLimits {
  readonly perRepository: number
  readonly perSource: number
  /** Different documents of one query; more would teach that it means anything. */
  readonly perQuery: number
}

export const DEFAULT_PAIR_LIMITS: PairLimits = {
  // A large repository must not speak for a whole language; 75 repositories gave the prototype 15,000 each.
  perRepository: 30_000,
  perSource: 8000,
  perQuery: 3,
}

interface Ranked {
  readonly pair: Pair
  readonly hash: number
}

/**
 * Of the pairs above a limit those with the smallest hashes stay: a sample that neither chance nor the order of
 * files decides. Collecting what a collector gave gives the same again.
 */
export class PairCollector {
  readonly #limits: PairLimits
  readonly #seen = new Set<number>()
  readonly #nOfQuery = new Map<number, number>()
  readonly #bySource = new Map<PairSource, Ranked[]>(PAIR_SOURCES.map((source) => [source, []]))
  readonly #dropped = new Map<string, number>()

  constructor(limits: PairLimits) {
    this.#limits = limits
  }

  add(pair: Pair): void {
    const { whole, query } = hashPair(pair)
    if (this.#seen.has(whole)) return this.countDropped('duplicate', 1)
    this.#seen.add(whole)
    const nBefore = this.#nOfQuery.get(query) ?? 0
    if (nBefore >= this.#limits.perQuery) return this.countDropped('query too often', 1)
    this.#nOfQuery.set(query, nBefore + 1)
    const list = this.#bySource.get(pair.source)
    if (list === undefined) return
    list.push({ pair, hash: whole })
    // Now and then, so that memory stays bounded and sorting stays rare.
    if (list.length >= this.#limits.perSource * 2 + 1000) this.#prune(pair.source)
  }

  countDropped(reason: string, nPairs: number): void {
    if (nPairs > 0) this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + nPairs)
  }

  /** The pairs, ordered by path, line, source and query, and how many were left out why. */
  finish(): { readonly pairs: Pair[]; readonly dropped: ReadonlyMap<string, number> } {
    for (const source of PAIR_SOURCES) this.#prune(source)
    const all = [...this.#bySource.values()].flat()
    const kept = smallest(all, this.#limits.perRepository)
    this.countDropped('above the limit', all.length - kept.length)
    const pairs = kept.map(({ pair }) => pair).sort(comparePairs)
    return { pairs, dropped: this.#dropped }
  }

  #prune(source: PairSource): void {
    const list = this.#bySource.get(source) ?? []
    const kept = smallest(list, this.#limits.perSource)
    this.countDropped('above the limit', list.length - kept.length)
    this.#bySource.set(source, kept)
  }
}

function smallest(list: Ranked[], most: number): Ranked[] {
  if (list.length <= most) return list
  return list.sort((a, b) => a.hash - b.hash).slice(0, most)
}

function comparePairs(a: Pair, b: Pair): number {
  return (
    compareText(a.path, b.path) ||
    a.line - b.line ||
    PAIR_SOURCES.indexOf(a.source) - PAIR_SOURCES.indexOf(b.source) ||
    compareText(a.query, b.query) ||
    compareText(a.document, b.document)
  )
}
