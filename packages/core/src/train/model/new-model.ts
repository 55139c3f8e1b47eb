/** A model that has learnt nothing from pairs yet: its vocabulary, weights by rarity, and vectors to begin with. */
import type { EmbeddingTable } from '../../embed/embedding-table.js'
import { buildWordPieces, createPieceTokenizer, type WordPieces } from '../../tokenize/word-pieces.js'
import { fitRows } from '../distil/fit-rows.js'
import type { Teaching } from '../distil/teach.js'
import type { Random } from '../random.js'
import type { PairStore } from './pair-store.js'

export interface ModelShape {
  /** Terms with a row of their own, and rows that the pieces of all others share. */
  readonly words: number
  readonly hashRows: number
  /** A multiple of 16. */
  readonly dimensions: number
}

export interface BegunModel {
  readonly pieces: WordPieces
  readonly table: EmbeddingTable
}

/** Standard deviation of a row's components at the start: rows of about unit length in 256 dimensions. */
const START_DEVIATION = 0.06
/** A hash row stands for terms about as rare as this. */
const HASH_ROW_DOCUMENTS = 200
/** Of few pairs, though, a term of so large a share is not rare. */
const RARE_SHARE = 0.01
/** Length of a taught row: training takes every row about 5 far, and moves shorter ones wherever it likes. */
const TAUGHT_LENGTH = 4

/** Vectors by chance. Same pairs, shape and random state, same model. */
export function newModel(
  store: PairStore,
  { words, hashRows, dimensions }: ModelShape,
  random: Random,
): BegunModel {
  const { occurrences, documents } = store.countTerms()
  const pieces = buildWordPieces(occurrences, words, hashRows)
  const { nRows } = createPieceTokenizer(pieces)
  const weights = weightsOf(pieces, documents, store.size, 0)
  const vectors = Float32Array.from(
    { length: nRows * dimensions },
    () => random.nextGaussian() * START_DEVIATION,
  )
  return { pieces, table: { dimensions, vectors, queryWeights: weights, documentWeights: weights } }
}

/**
 * Vectors that a teacher gave, by chance where it gave none. Beside the most frequent terms of the pairs, the vocabulary
 * has the `taughtWords` most frequent of language that are not among them. Same arguments and random state, same model.
 */
export function taughtModel(
  store: PairStore,
  { words, hashRows }: ModelShape,
  { terms, vectors, dimensions }: Teaching,
  taughtWords: number,
  random: Random,
): BegunModel {
  const { occurrences, documents } = store.countTerms()
  const own = buildWordPieces(occurrences, words, hashRows)
  const known = new Set(own.terms)
  const added = terms.filter(({ term, frequency }) => frequency > 0 && !known.has(term))
  const pieces = { ...own, terms: [...own.terms, ...added.slice(0, taughtWords).map(({ term }) => term)] }
  const vectorOf = new Map(
    terms.map(({ term }, row) => [term, vectors.subarray(row * dimensions, (row + 1) * dimensions)]),
  )
  const rows = fitRows(pieces, vectorOf, dimensions)
  for (let start = 0; start < rows.length; start += dimensions) {
    const row = rows.subarray(start, start + dimensions)
    // A text of nothing but zeros could never be moved.
    if (row.every((value) => value === 0)) row.set(row.map(() => random.nextGaussian() * START_DEVIATION))
    row.set(row.map((value) => value * TAUGHT_LENGTH))
  }
  const weights = weightsOf(
    pieces,
    documents,
    store.size,
    Math.min(HASH_ROW_DOCUMENTS, store.size * RARE_SHARE),
  )
  return {
    pieces,
    table: {
      dimensions,
      vectors: rows,
      queryWeights: weights,
      documentWeights: weights,
    },
  }
}

/** Terms in fewer documents than `leastDocuments` count as if in so many: the pairs say little of them. */
function weightsOf(
  { terms, nHashRows }: WordPieces,
  documents: ReadonlyMap<string, number>,
  nPairs: number,
  leastDocuments: number,
): Float32Array {
  const rarity = (count: number) => Math.log(1 + nPairs / (1 + count))
  return Float32Array.from({ length: terms.length + nHashRows }, (_, row) =>
    rarity(
      row < terms.length ? Math.max(documents.get(terms[row]) ?? 0, leastDocuments) : HASH_ROW_DOCUMENTS,
    ),
  )
}
