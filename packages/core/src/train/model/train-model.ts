/** Pairs of many repositories → a static model. */
import type { StaticModel } from '../../embed/static-model.js'
import { buildWordPieces, createPieceTokenizer } from '../../tokenize/word-pieces.js'
import { quantizeTogether } from '../../vector/int8-rows.js'
import type { EmbeddingTable } from '../contrastive/embedding-table.js'
import type { ContrastiveOptions } from '../contrastive/options.js'
import { trainContrastive } from '../contrastive/train.js'
import { createWasmKernel } from '../contrastive/wasm-kernel.js'
import { createRandom } from '../random.js'
import type { PairStore } from './pair-store.js'

export interface ModelRecipe {
  /** Terms with a row of their own, and rows that the pieces of all others share. */
  readonly words: number
  readonly hashRows: number
  /** A multiple of 16. */
  readonly dimensions: number
  readonly epochs: number
  readonly batchSize: number
  readonly learningRate: number
  readonly temperature: number
  readonly weightRate: number
  readonly sameSourceShare: number
  readonly seed: number
}

/** What the shipped model is trained with; bench/README.md has what was compared. */
export const DEFAULT_RECIPE: ModelRecipe = {
  words: 8000,
  hashRows: 2048,
  dimensions: 256,
  // A second one learns the corpus by heart and finds less in other repositories.
  epochs: 1,
  batchSize: 512,
  learningRate: 0.01,
  temperature: 0.05,
  weightRate: 1,
  sameSourceShare: 0.8,
  seed: 1,
}

/** Standard deviation of a row's components at the start: rows of about unit length in 256 dimensions. */
const START_DEVIATION = 0.06
/** A hash row stands for terms about as rare as this. */
const HASH_ROW_DOCUMENTS = 200

export interface TrainedModel {
  /** Its fingerprint is that of the files it will have; here it is empty. */
  readonly model: StaticModel
  /** The same before it was rounded to bytes. */
  readonly table: EmbeddingTable
}

/** Same pairs and recipe, same model. */
export function trainModel(
  store: PairStore,
  recipe: ModelRecipe,
  run: Pick<ContrastiveOptions, 'clock' | 'onProgress' | 'signal'>,
): TrainedModel {
  const { occurrences, documents } = store.countTerms()
  const pieces = buildWordPieces(occurrences, recipe.words, recipe.hashRows)
  const tokenizer = createPieceTokenizer(pieces)
  const rarity = (count: number) => Math.log(1 + store.size / (1 + count))
  const weights = Float32Array.from({ length: tokenizer.nRows }, (_, row) =>
    rarity(row < pieces.terms.length ? (documents.get(pieces.terms[row]) ?? 0) : HASH_ROW_DOCUMENTS),
  )
  const random = createRandom(recipe.seed)
  const start: EmbeddingTable = {
    dimensions: recipe.dimensions,
    vectors: Float32Array.from(
      { length: tokenizer.nRows * recipe.dimensions },
      () => random.nextGaussian() * START_DEVIATION,
    ),
    queryWeights: weights,
    documentWeights: weights,
  }
  const examples = store.examples(tokenizer)
  const table = trainContrastive(examples, start, { ...recipe, ...run, random }, createWasmKernel)
  const { vectors, queryWeights, documentWeights, dimensions } = table
  return {
    table,
    model: {
      fingerprint: '',
      pieces,
      table: quantizeTogether(vectors, dimensions),
      queryWeights,
      documentWeights,
    },
  }
}
