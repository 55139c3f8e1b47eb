/** Whether a name is the one that a query means. */
import type { QuerySymbol } from './parse.js'

/** What a name counts that only has the stem of the wanted one, such as `Handlers` for `Handler`. */
const SAME_STEM = 0.4

/** 1 for exactly the wanted name, 0.4 for its stem, 0 otherwise; `wholeTerm` is asked only when it decides. */
export function nameMatch(wanted: QuerySymbol, folded: string, wholeTerm: () => string): number {
  if (folded === wanted.folded) return 1
  return wholeTerm() === wanted.term ? SAME_STEM : 0
}
