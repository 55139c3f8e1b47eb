/** For each query, documents that look like an answer and are none: what there is most to learn from. */

import type { EmbeddingTable } from '../../embed/embedding-table.js'
import type { Random } from '../random.js'
import { type BatchOptions, makeBatches } from './batches.js'
import { batchLimits, packPairs, type TokenBag, type TrainingPair } from './examples.js'
import { fillBatch } from './fill-batch.js'
import type { CreateContrastiveKernel } from './kernel.js'
import { layOut, type TrainingMemory } from './memory.js'
import { compareBatch } from './step.js'

export interface HardNegativeOptions {
  /** At most so many a query. */
  readonly nNegatives: number
  /** So many of the nearest documents are passed over: among them are most of the right answers that nobody marked. */
  readonly nSkipped: number
  /**
   * A negative is at most this share as similar as the query's own document, where that is similar at all: what is
   * nearer is probably right as well (0.95 in Moreira et al. 2024, NV-Retriever, TopK-PercPos).
   */
  readonly maxShareOfOwn: number
  /** Documents that a query is compared with. Time grows with it times the number of pairs, memory with its square. */
  readonly poolSize: number
  /** Share of the pools whose documents all come from one source, 0 to 1, as for batches. */
  readonly sameSourceShare: number
  readonly random: Random
  readonly signal: AbortSignal | undefined
}

/**
 * The pairs in their order, each with its negatives as `table` sees them now, nearest first; earlier negatives are
 * replaced. Never a negative: a document with the tokens of the query's own, or of the
 * own document of a query with the same tokens. After an abort, the pairs of the pools that are left stay as they are.
 */
export function mineHardNegatives(
  pairs: readonly TrainingPair[],
  table: EmbeddingTable,
  options: HardNegativeOptions,
  createKernel: CreateContrastiveKernel,
): TrainingPair[] {
  const poolSize = Math.min(options.poolSize, pairs.length)
  if (poolSize < 2) return [...pairs]
  const bare = pairs.map(({ query, document, source }) => ({ query, document, source }))
  const packed = packPairs(bare)
  const plan = layOut(table.queryWeights.length, table.dimensions, poolSize, batchLimits(packed, poolSize), 0)
  const { buffer, kernel } = createKernel(plan.cells * 4)
  const memory: TrainingMemory = {
    ...plan,
    floats: new Float32Array(buffer),
    integers: new Uint32Array(buffer),
  }
  memory.floats.set(table.vectors, plan.table.values)
  memory.floats.set(table.queryWeights, plan.queryWeights.values)
  memory.floats.set(table.documentWeights, plan.documentWeights.values)

  const numbers = numberTexts(pairs)
  const mined: TrainingPair[] = [...pairs]
  const seen = new Uint8Array(table.queryWeights.length)
  for (const { members, nQueries } of poolsOf(pairs, { ...options, batchSize: poolSize })) {
    if (options.signal?.aborted) return mined
    fillBatch(memory, packed, members, 0, seen)
    compareBatch(memory, kernel)
    for (const [row, pair] of members.subarray(0, nQueries).entries()) {
      const start = memory.scores + row * members.length
      const scores = memory.floats.subarray(start, start + members.length)
      const answers = numbers.answers[numbers.queries[pair]]
      const documentOf = (column: number) => numbers.documents[members[column]]
      const columns = nearestWrong(scores, row, documentOf, answers, options)
      mined[pair] = { ...bare[pair], negatives: columns.map((column) => pairs[members[column]].document) }
    }
  }
  return mined
}

/** Pairs whose documents are compared; negatives are looked for for the first `nQueries`. */
interface Pool {
  readonly members: Uint32Array
  readonly nQueries: number
}

/** As batches. The pairs that fill none are asked too, in a pool that another one fills up. */
function poolsOf(
  pairs: readonly TrainingPair[],
  options: BatchOptions & { readonly random: Random },
): Pool[] {
  const sources = pairs.map(({ source }) => source)
  const batches = makeBatches(sources, options, options.random)
  const isIn = new Uint8Array(pairs.length)
  for (const batch of batches) for (const pair of batch) isIn[pair] = 1
  const rest = Uint32Array.from(pairs.keys()).filter((pair) => isIn[pair] === 0)
  const pools = batches.map((members) => ({ members, nQueries: members.length }))
  if (rest.length === 0) return pools
  const others = batches[0].subarray(0, options.batchSize - rest.length)
  return [...pools, { members: Uint32Array.from([...rest, ...others]), nQueries: rest.length }]
}

/** Columns of a row, the most similar first; of equals, and of the same document twice, the first. */
function nearestWrong(
  scores: Float32Array,
  own: number,
  documentOf: (column: number) => number,
  answers: ReadonlySet<number>,
  { nNegatives, nSkipped, maxShareOfOwn }: HardNegativeOptions,
): number[] {
  const limit = scores[own] > 0 ? scores[own] * maxShareOfOwn : 1
  const tooNear = new Set<number>()
  const nearest: number[] = []
  for (let column = 0; column < scores.length; column++) {
    const score = scores[column]
    const last = nearest[nSkipped + nNegatives - 1]
    if (last !== undefined && score <= scores[last]) continue
    const document = documentOf(column)
    if (answers.has(document)) continue
    if (score > limit) {
      tooNear.add(document)
      continue
    }
    if (nearest.some((other) => documentOf(other) === document)) continue
    let at = Math.min(nearest.length, nSkipped + nNegatives - 1)
    for (; at > 0 && scores[nearest[at - 1]] < score; at--) nearest[at] = nearest[at - 1]
    nearest[at] = column
  }
  const nLeftToSkip = Math.max(0, nSkipped - tooNear.size)
  return nearest.slice(nLeftToSkip, nLeftToSkip + nNegatives)
}

/** Numbers that are equal where texts are, and which documents answer each query. */
function numberTexts(pairs: readonly TrainingPair[]) {
  const numbers = new Map<string, number>()
  const numberOf = ({ ids, coefficients }: TokenBag) => {
    const key = `${Array.from(ids).join()};${Array.from(coefficients).join()}`
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  }
  const queries = pairs.map(({ query }) => numberOf(query))
  const documents = pairs.map(({ document }) => numberOf(document))
  const answers: Set<number>[] = []
  for (const [pair, query] of queries.entries()) {
    answers[query] ??= new Set()
    answers[query].add(documents[pair])
  }
  return { queries, documents, answers }
}
