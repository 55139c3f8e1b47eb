/** Pairs of many repositories → a static model. */

import type { EmbeddingTable } from '../../embed/embedding-table.js'
import type { StaticModel } from '../../embed/static-model.js'
import { createPieceTokenizer, type WordPieces } from '../../tokenize/word-pieces.js'
import { quantizeTogether } from '../../vector/int8-rows.js'
import type { ContrastiveOptions } from '../contrastive/options.js'
import { trainContrastive } from '../contrastive/train.js'
import { createWasmKernel } from '../contrastive/wasm-kernel.js'
import { neighbourPairs } from '../distil/neighbour-pairs.js'
import type { Teaching } from '../distil/teach.js'
import { createRandom } from '../random.js'
import { type ModelShape, newModel, taughtModel } from './new-model.js'
import type { PairStore } from './pair-store.js'

export interface ModelRecipe extends ModelShape {
  /** Terms of language with a row of their own, beside those of the pairs; only with a teacher. */
  readonly taughtWords: number
  readonly epochs: number
  readonly batchSize: number
  readonly learningRate: number
  readonly schedule: 'constant' | 'linear'
  readonly temperature: number
  readonly weightRate: number
  readonly sameSourceShare: number
  readonly seed: number
}

/** What the shipped model is trained with; bench/README.md has what was compared. */
export const DEFAULT_RECIPE: ModelRecipe = {
  words: 4000,
  taughtWords: 4000,
  hashRows: 2048,
  dimensions: 256,
  // A second one learns the corpus by heart and finds less in other repositories.
  epochs: 1,
  batchSize: 512,
  learningRate: 0.02,
  schedule: 'linear',
  temperature: 0.05,
  weightRate: 1,
  sameSourceShare: 0.8,
  seed: 1,
}

/**
 * Mean length of rows that began by chance and learnt by the default recipe. Adapting a model takes steps of a fixed
 * length, so rows that are longer learn less from a repository.
 */
const LEARNT_LENGTH = 5.8

/**
 * Same pairs, recipe and teaching, same model; its fingerprint is empty, as it has no files yet. With a teaching, training
 * begins with it and goes over it again among the pairs, so that what they do not speak of stays known.
 */
export function trainModel(
  store: PairStore,
  recipe: ModelRecipe,
  run: Pick<ContrastiveOptions, 'clock' | 'onProgress' | 'signal'>,
  teaching?: Teaching,
): StaticModel {
  const random = createRandom(recipe.seed)
  const { pieces, table: start } =
    teaching === undefined
      ? newModel(store, recipe, random)
      : taughtModel(store, recipe, teaching, recipe.taughtWords, random)
  const tokenizer = createPieceTokenizer(pieces)
  const examples = store.examples(tokenizer)
  if (teaching !== undefined)
    for (const pair of neighbourPairs(teaching, tokenizer, store.nRepositories, random)) examples.push(pair)
  const table = trainContrastive(examples, start, { ...recipe, ...run, random }, createWasmKernel)
  return modelOfTable(pieces, teaching === undefined ? table : withMeanLength(table, LEARNT_LENGTH))
}

/** The same directions in rows of another length: every vector stays as it is. */
function withMeanLength(table: EmbeddingTable, meanLength: number): EmbeddingTable {
  const { dimensions, vectors } = table
  let sum = 0
  for (let start = 0; start < vectors.length; start += dimensions)
    sum += Math.hypot(...vectors.subarray(start, start + dimensions))
  const factor = (meanLength * vectors.length) / (dimensions * sum)
  return { ...table, vectors: vectors.map((value) => value * factor) }
}

/** A table as a model, rounded to bytes; its fingerprint is empty, as it has no files yet. */
export function modelOfTable(
  pieces: WordPieces,
  { dimensions, vectors, queryWeights, documentWeights }: EmbeddingTable,
): StaticModel {
  return {
    fingerprint: '',
    pieces,
    table: quantizeTogether(vectors, dimensions),
    queryWeights,
    documentWeights,
  }
}
