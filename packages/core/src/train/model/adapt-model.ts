/** A model that goes on learning from the pairs of one repository. */
import type { EmbeddingTable } from '../../embed/embedding-table.js'
import { floatTableOf, type ModelPatch, patchBetween } from '../../embed/model-patch.js'
import type { StaticModel } from '../../embed/static-model.js'
import type { TermAnalyzer } from '../../tokenize/terms.js'
import { createPieceTokenizer } from '../../tokenize/word-pieces.js'
import type { TrainingProgress } from '../contrastive/options.js'
import { trainContrastive } from '../contrastive/train.js'
import { createWasmKernel } from '../contrastive/wasm-kernel.js'
import type { Pair } from '../pairs/pair.js'
import { createRandom } from '../random.js'
import { bagsOfPair, isTrainable, termsOfPair } from './pair-bags.js'

export interface AdaptOptions {
  readonly seed: number
  /** Milliseconds from any start; only for the progress. */
  readonly clock: () => number
  readonly onProgress: (progress: TrainingProgress) => void
  readonly signal: AbortSignal | undefined
}

// Measured on the development repositories (bench/README.md): twice as many epochs at twice the rate unlearn more of
// what is general than they learn of the repository.
export const ADAPTATION_RECIPE = {
  epochs: 8,
  learningRate: 0.01,
  weightRate: 1,
  sameSourceShare: 0,
  temperature: 0.05,
} as const

const BATCH_SIZE = 512
/** A batch of everything has no variety: so many batches an epoch, where there are pairs enough. */
const MIN_BATCHES = 4

/** How much of the result is what was learnt here; the rest is the model as it was. */
export const ADAPTED_SHARE = 0.7

/** Too few pairs to tell one from another. */
const MIN_PAIRS = 32

/** What changes in the model; `undefined` when there is too little to learn from. Same pairs and seed, same patch. */
export function adaptModel(
  model: StaticModel,
  pairs: readonly Pair[],
  analyzer: TermAnalyzer,
  { seed, clock, onProgress, signal }: AdaptOptions,
): ModelPatch | undefined {
  const tokenizer = createPieceTokenizer(model.pieces)
  const examples = pairs
    .map((pair) => bagsOfPair(termsOfPair(pair, analyzer), tokenizer, 0))
    .filter(isTrainable)
  if (examples.length < MIN_PAIRS) return undefined
  const before = floatTableOf(model)
  const after = trainContrastive(
    examples,
    before,
    {
      ...ADAPTATION_RECIPE,
      batchSize: batchSizeFor(examples.length),
      random: createRandom(seed),
      clock,
      onProgress,
      signal,
    },
    createWasmKernel,
  )
  return patchBetween(before, mixTables(before, after, ADAPTED_SHARE))
}

/** The size of a batch, at least 2, that so many pairs are enough for. */
export function batchSizeFor(nPairs: number): number {
  return Math.max(2, Math.min(BATCH_SIZE, Math.floor(nPairs / MIN_BATCHES)))
}

/** `share` of what was learnt, the rest as it was; what did not change stays the same to the bit. */
export function mixTables(before: EmbeddingTable, after: EmbeddingTable, share: number): EmbeddingTable {
  const mixed = (from: Float32Array, to: Float32Array) =>
    to.map((value, at) => (value === from[at] ? value : from[at] + share * (value - from[at])))
  return {
    dimensions: before.dimensions,
    vectors: mixed(before.vectors, after.vectors),
    queryWeights: mixed(before.queryWeights, after.queryWeights),
    documentWeights: mixed(before.documentWeights, after.documentWeights),
  }
}
