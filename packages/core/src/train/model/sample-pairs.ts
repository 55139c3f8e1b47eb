/** Which pairs a model learns from: of noisy sources only some. */
import type { Pair, PairSource } from '../pairs/pair.js'
import { hashPair } from '../pairs/pair-hash.js'

/** Share of the pairs of a source, 0 to 1; all where nothing is said. */
export type SourceShares = Readonly<Partial<Record<PairSource, number>>>

/** Subjects of commits are a third of all pairs and say least of what a hunk is about. */
export const DEFAULT_SHARES: SourceShares = { commit: 0.2 }

/** Steps in which a share counts. */
const STEPS = 2 ** 20

/** Whether a pair belongs to the sample: the same pairs every time, whatever else is mined. */
export function isSampled(pair: Pair, shares: SourceShares): boolean {
  const share = shares[pair.source] ?? 1
  return share >= 1 || (hashPair(pair).whole % STEPS) / STEPS < share
}
