/** A model that has learnt nothing yet: its vocabulary, weights by rarity, and vectors by chance. */
import type { EmbeddingTable } from '../../embed/embedding-table.js'
import { buildWordPieces, createPieceTokenizer, type WordPieces } from '../../tokenize/word-pieces.js'
import type { Random } from '../random.js'
import type { PairStore } from './pair-store.js'

export interface ModelShape {
  /** Terms with a row of their own, and rows that the pieces of all others share. */
  readonly words: number
  readonly hashRows: number
  /** A multiple of 16. */
  readonly dimensions: number
}

/** Standard deviation of a row's components at the start: rows of about unit length in 256 dimensions. */
const START_DEVIATION = 0.06
/** A hash row stands for terms about as rare as this. */
const HASH_ROW_DOCUMENTS = 200

/** Same pairs, shape and random state, same model. */
export function newModel(
  store: PairStore,
  { words, hashRows, dimensions }: ModelShape,
  random: Random,
): { readonly pieces: WordPieces; readonly table: EmbeddingTable } {
  const { occurrences, documents } = store.countTerms()
  const pieces = buildWordPieces(occurrences, words, hashRows)
  const { nRows } = createPieceTokenizer(pieces)
  const rarity = (count: number) => Math.log(1 + store.size / (1 + count))
  const weights = Float32Array.from({ length: nRows }, (_, row) =>
    rarity(row < pieces.terms.length ? (documents.get(pieces.terms[row]) ?? 0) : HASH_ROW_DOCUMENTS),
  )
  const vectors = Float32Array.from(
    { length: nRows * dimensions },
    () => random.nextGaussian() * START_DEVIATION,
  )
  return { pieces, table: { dimensions, vectors, queryWeights: weights, documentWeights: weights } }
}
