/** Pairs of token lists, packed for the kernel. */

/** A text as tokens: distinct rows of the table, each with how much it counts. */
export interface TokenBag {
  readonly ids: readonly number[]
  readonly coefficients: readonly number[]
}

/** A query, a document that answers it, and where both come from: pairs of one source are told apart hardest. */
export interface TrainingPair {
  readonly query: TokenBag
  readonly document: TokenBag
  readonly source: number
}

/** Texts end to end: text i has the tokens `starts[i]` to `starts[i + 1]`. */
export interface PackedTexts {
  readonly starts: Uint32Array
  readonly ids: Uint32Array
  readonly coefficients: Float32Array
}

export function packTexts(bags: readonly TokenBag[]): PackedTexts {
  const starts = new Uint32Array(bags.length + 1)
  for (const [idx, { ids }] of bags.entries()) starts[idx + 1] = starts[idx] + ids.length
  const ids = new Uint32Array(starts[bags.length])
  const coefficients = new Float32Array(starts[bags.length])
  for (const [idx, bag] of bags.entries()) {
    ids.set(bag.ids, starts[idx])
    coefficients.set(bag.coefficients, starts[idx])
  }
  return { starts, ids, coefficients }
}
