/** A model that goes on learning from the pairs of one repository. */
import { type FloatTable, floatTableOf, type ModelPatch, patchBetween } from '../../embed/model-patch.js'
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
const EPOCHS = 8
const LEARNING_RATE = 0.01
const TEMPERATURE = 0.05
const WEIGHT_RATE = 1
const BATCH_SIZE = 512
/** A batch of everything has no variety: so many batches an epoch at least. */
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
      epochs: EPOCHS,
      batchSize: Math.min(BATCH_SIZE, Math.floor(examples.length / MIN_BATCHES)),
      sameSourceShare: 0,
      temperature: TEMPERATURE,
      learningRate: LEARNING_RATE,
      weightRate: WEIGHT_RATE,
      random: createRandom(seed),
      clock,
      onProgress,
      signal,
    },
    createWasmKernel,
  )
  return patchBetween(before, mixTables(before, after, ADAPTED_SHARE))
}

/** `share` of what was learnt, the rest as it was; what did not change stays the same to the bit. */
export function mixTables(before: FloatTable, after: FloatTable, share: number): FloatTable {
  const mixed = (from: Float32Array, to: Float32Array) =>
    to.map((value, at) => (value === from[at] ? value : from[at] + share * (value - from[at])))
  return {
    dimensions: before.dimensions,
    vectors: mixed(before.vectors, after.vectors),
    queryWeights: mixed(before.queryWeights, after.queryWeights),
    documentWeights: mixed(before.documentWeights, after.documentWeights),
  }
}
