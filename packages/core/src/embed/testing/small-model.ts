/** Models of a few words, for tests. */
import { quantizeRows, quantizeTogether } from '../../vector/int8-rows.js'
import type { StaticModel } from '../static-model.js'

export const SMALL_DIMENSIONS = 16
const HASH_ROWS = 2

/**
 * Every row is a unit vector of its own direction; `near` gives words the direction of another word, so that they mean
 * the same.
 */
export function smallModel(
  terms: readonly string[],
  near: Readonly<Record<string, string>> = {},
): StaticModel {
  const nRows = terms.length + HASH_ROWS
  const rows = new Float32Array(nRows * SMALL_DIMENSIONS)
  for (let row = 0; row < nRows; row++) {
    const term = terms[row]
    const direction = term !== undefined && near[term] !== undefined ? terms.indexOf(near[term]) : row
    rows[row * SMALL_DIMENSIONS + (direction % SMALL_DIMENSIONS)] = 1
  }
  return {
    fingerprint: `small-${terms.join('-')}`,
    pieces: { terms, nHashRows: HASH_ROWS },
    table: quantizeTogether(rows, SMALL_DIMENSIONS),
    queryWeights: new Float32Array(nRows).fill(1),
    documentWeights: new Float32Array(nRows).fill(1),
  }
}

/** Every row has something of every direction, weights are unlike, and no value is a round one: sums must round. */
export function denseModel(terms: readonly string[]): StaticModel {
  const nRows = terms.length + HASH_ROWS
  const values = Float32Array.from({ length: nRows * SMALL_DIMENSIONS }, (_, at) => Math.sin(1 + at * at))
  const weights = Float32Array.from({ length: nRows }, (_, row) => 0.1 + Math.abs(Math.cos(row * 7)))
  return {
    fingerprint: `dense-${terms.join('-')}`,
    pieces: { terms, nHashRows: HASH_ROWS },
    table: quantizeRows(values, SMALL_DIMENSIONS),
    queryWeights: weights,
    documentWeights: weights,
  }
}
