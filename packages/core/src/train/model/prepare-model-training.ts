/** Texts that belong together → a model in which they lie near each other, from nothing or from another model. */

import type { EmbeddingTable } from '../../embed/embedding-table.js'
import { floatTableOf } from '../../embed/model-patch.js'
import type { StaticModel } from '../../embed/static-model.js'
import type { TermAnalyzer } from '../../tokenize/terms.js'
import { createPieceTokenizer, type WordPieces } from '../../tokenize/word-pieces.js'
import type { TrainingPair } from '../contrastive/examples.js'
import {
  type ContrastiveObserver,
  type ContrastiveOptions,
  DEFAULT_VALIDATION,
  type TrainingProgress,
} from '../contrastive/options.js'
import { createRandom, type Random } from '../random.js'
import { ADAPTATION_RECIPE, ADAPTED_SHARE, batchSizeFor, mixTables } from './adapt-model.js'
import { type ModelShape, newModel } from './new-model.js'
import { bagsOfText, isTrainable, type PairTerms, termsOfPair } from './pair-bags.js'
import { PairStore } from './pair-store.js'
import { DEFAULT_RECIPE, type ModelRecipe, modelOfTable } from './train-model.js'
import type { TrainingText } from './training-text.js'

export type ModelStart =
  | { readonly kind: 'new'; readonly shape: ModelShape }
  | { readonly kind: 'model'; readonly model: StaticModel }

/** Texts of one origin, which may share a batch: they are told apart hardest. */
export type TrainingSource = readonly TrainingText[]

export interface ModelTrainingOptions {
  /** `undefined` means what fits the start. */
  readonly epochs: number | undefined
  readonly seed: number
  /** Milliseconds from any start; only for the progress. */
  readonly clock: () => number
  readonly onProgress: (progress: TrainingProgress) => void
  readonly signal: AbortSignal | undefined
  /** Made when the texts are known as the rows that they are; sees the training from inside. */
  readonly createObserver:
    | ((examples: readonly TrainedText[], settings: ModelTrainingSettings) => ContrastiveObserver)
    | undefined
}

export interface ModelTrainingSettings {
  readonly learningRate: number
  readonly epochs: number
  readonly batchSize: number
}

/** A text and what the training sees of it. */
export interface TrainedText {
  readonly text: TrainingText
  readonly bags: TrainingPair
}

/** All that a contrastive training of a model needs. */
export interface PreparedModelTraining {
  /** Pairs of which both sides have words. */
  readonly pairs: readonly TrainingPair[]
  readonly table: EmbeddingTable
  readonly options: ContrastiveOptions
  /** The model, without a fingerprint as it has no files yet, once the training has made this of `table`. */
  readonly modelOf: (learnt: EmbeddingTable) => StaticModel
}

type Recipe = Pick<ModelRecipe, 'epochs' | 'learningRate' | 'weightRate' | 'sameSourceShare' | 'temperature'>

/** With fewer pairs, those held out to stop in time would be too few to tell anything. */
const MIN_VALIDATED_PAIRS = 1000

/**
 * Same sources, start and seed, same model. What is learnt is mixed with the model it began with, so that the general is
 * not forgotten for the particular. Throws RangeError when fewer than two pairs have words on both sides.
 */
export function prepareModelTraining(
  sources: readonly TrainingSource[],
  start: ModelStart,
  analyzer: TermAnalyzer,
  options: ModelTrainingOptions,
): PreparedModelTraining {
  const random = createRandom(options.seed)
  const terms = sources.map((source) => source.map((text) => termsOfPair(text, analyzer)))
  const { pieces, table } = beginning(start, terms, random)
  const tokenizer = createPieceTokenizer(pieces)
  const examples = sources.flatMap((source, sourceIdx) =>
    source
      .map((text, idx) => ({
        text,
        bags: bagsOfText(text, terms[sourceIdx][idx], tokenizer, sourceIdx, analyzer),
      }))
      .filter(({ bags }) => isTrainable(bags)),
  )
  if (examples.length < 2) {
    throw new RangeError(
      `Only ${examples.length} of the pairs have words on both sides: there is nothing to tell apart`,
    )
  }
  const recipe: Recipe = start.kind === 'new' ? DEFAULT_RECIPE : ADAPTATION_RECIPE
  const epochs = options.epochs ?? recipe.epochs
  const batchSize = batchSizeFor(examples.length)
  const { clock, onProgress, signal, createObserver } = options
  return {
    pairs: examples.map(({ bags }) => bags),
    table,
    options: {
      ...recipe,
      epochs,
      batchSize,
      random,
      clock,
      onProgress,
      signal,
      validation: examples.length < MIN_VALIDATED_PAIRS ? undefined : DEFAULT_VALIDATION,
      observer: createObserver?.(examples, { learningRate: recipe.learningRate, epochs, batchSize }),
    },
    modelOf: (learnt) =>
      modelOfTable(pieces, start.kind === 'new' ? learnt : mixTables(table, learnt, ADAPTED_SHARE)),
  }
}

function beginning(
  start: ModelStart,
  terms: readonly (readonly PairTerms[])[],
  random: Random,
): { readonly pieces: WordPieces; readonly table: EmbeddingTable } {
  if (start.kind === 'model') return { pieces: start.model.pieces, table: floatTableOf(start.model) }
  const store = new PairStore()
  for (const source of terms) store.addRepository(source)
  return newModel(store, start.shape, random)
}
