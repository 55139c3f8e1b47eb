/** Pairs of token lists, packed for the kernel. */
import { xxh32 } from '../../segment/checksum.js'

/** A text as tokens: distinct rows of the table, each with how much it counts. */
export interface TokenBag {
  readonly ids: ArrayLike<number>
  readonly coefficients: ArrayLike<number>
}

/** A query, a document that answers it, and where both come from: pairs of one source are told apart hardest. */
export interface TrainingPair {
  readonly query: TokenBag
  readonly document: TokenBag
  readonly source: number
  /** Documents that do not answer the query though they may look like it. */
  readonly negatives?: readonly TokenBag[]
}

/** Texts end to end: text i has the tokens `starts[i]` to `starts[i + 1]`. */
export interface PackedTexts {
  readonly starts: Uint32Array
  readonly ids: Uint32Array
  readonly coefficients: Float32Array
}

/** Pair i has query i, document i and the negatives `negativeStarts[i]` to `negativeStarts[i + 1]`. */
export interface PackedPairs {
  readonly queries: PackedTexts
  readonly documents: PackedTexts
  readonly negatives: PackedTexts
  readonly negativeStarts: Uint32Array
}

/** The most that a batch of so many pairs can hold. */
export interface BatchLimits {
  readonly nQueryTokens: number
  /** Of documents and negatives together. */
  readonly nDocumentTokens: number
  readonly nNegatives: number
}

export function packPairs(pairs: readonly TrainingPair[]): PackedPairs {
  const negativeStarts = new Uint32Array(pairs.length + 1)
  for (const [idx, { negatives }] of pairs.entries()) {
    negativeStarts[idx + 1] = negativeStarts[idx] + (negatives?.length ?? 0)
  }
  return {
    queries: packTexts(pairs.map(({ query }) => query)),
    documents: packTexts(pairs.map(({ document }) => document)),
    negatives: packTexts(pairs.flatMap(({ negatives }) => negatives ?? [])),
    negativeStarts,
  }
}

function packTexts(bags: readonly TokenBag[]): PackedTexts {
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

/** No batch has more than the pairs that have most. */
export function batchLimits(pairs: PackedPairs, batchSize: number): BatchLimits {
  const { queries, documents, negatives, negativeStarts } = pairs
  const most = (starts: Uint32Array) => {
    const lengths = Uint32Array.from(starts.subarray(1), (end, idx) => end - starts[idx]).sort()
    return lengths.subarray(-batchSize).reduce((sum, length) => sum + length, 0)
  }
  const tokensOfNegatives = negativeStarts.map((text) => negatives.starts[text])
  return {
    nQueryTokens: most(queries.starts),
    nDocumentTokens: most(documents.starts) + most(tokensOfNegatives),
    nNegatives: most(negativeStarts),
  }
}

/** A number by which other pairs are told from these, as far as 32 bits can. */
export function checksumOfPairs(pairs: PackedPairs, sources: readonly number[]): number {
  const { queries, documents, negatives, negativeStarts } = pairs
  let sum = xxh32(new Uint8Array(Float64Array.from(sources).buffer))
  for (const { starts, ids, coefficients } of [queries, documents, negatives]) {
    for (const data of [starts, ids, coefficients]) {
      sum = xxh32(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), sum)
    }
  }
  return xxh32(new Uint8Array(negativeStarts.buffer), sum)
}
