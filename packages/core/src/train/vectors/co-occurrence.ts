import { CercaError } from '../../errors.js'
import { type SparseMatrix, sparseMatrixOf } from './sparse-matrix.js'

export interface CoOccurrence {
  readonly vocabularySize: number
  /** How many ids to each side are the context. */
  readonly window: number
  /**
   * What one occurrence at distance d counts: always 1, or 1/d as in GloVe (Pennington et al. 2014, section 4.2,
   * https://aclanthology.org/D14-1162), because words further apart say less about each other.
   */
  readonly weighting: 'equal' | 'inverse-distance'
  /** Contexts before and after a word, which makes the matrix symmetric, or before it only. */
  readonly context: 'both-sides' | 'before'
}

/**
 * `[vocabularySize, vocabularySize]`: row = word, column = context word, value = sum of weights over all places.
 * Contexts end with their sequence. Throws `batch-shape` for a window below 1 or an id outside the vocabulary.
 */
export function countCoOccurrences(
  sequences: Iterable<ArrayLike<number>>,
  options: CoOccurrence,
): SparseMatrix {
  const { vocabularySize, window, weighting, context } = options
  if (!Number.isInteger(window) || window < 1) throw new CercaError('batch-shape', `a window of ${window}`)
  const rows = Array.from({ length: vocabularySize }, () => new Map<number, number>())
  const add = (word: number, other: number, weight: number) => {
    rows[word].set(other, (rows[word].get(other) ?? 0) + weight)
  }
  for (const ids of sequences) {
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at]
      if (!(id >= 0 && id < vocabularySize)) {
        throw new CercaError('batch-shape', `id ${id} in a vocabulary of ${vocabularySize}`)
      }
      for (let distance = 1; distance <= window && distance <= at; distance++) {
        const weight = weighting === 'inverse-distance' ? 1 / distance : 1
        add(id, ids[at - distance], weight)
        if (context === 'both-sides') add(ids[at - distance], id, weight)
      }
    }
  }
  return sparseMatrixOf(rows, vocabularySize)
}
