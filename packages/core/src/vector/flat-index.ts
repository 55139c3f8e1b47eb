/** Exact nearest neighbours: every vector is looked at. */
import { CercaError } from '../errors.js'
import type { VectorIndex } from '../types.js'
import { dotProduct } from './dot-product.js'

/** Vectors of length 1 (or all zero), `[size, dimensions]`, row-major; not copied, not to be written afterwards. */
export interface UnitVectors {
  readonly fingerprint: string
  readonly dimensions: number
  readonly values: Float32Array
}

/**
 * An index over unit vectors, so that the dot product is the cosine. `search` takes a vector `[dimensions]` and
 * returns at most k rows, highest score first, equal scores by row.
 */
export function createFlatIndex({ fingerprint, dimensions, values }: UnitVectors): VectorIndex {
  const size = values.length / dimensions
  if (!Number.isInteger(size)) throw new RangeError(`${values.length} values are no rows of ${dimensions}`)
  return {
    fingerprint,
    dimensions,
    size,
    search(query, k) {
      if (query.length !== dimensions)
        throw new RangeError(`the query has ${query.length} values, not ${dimensions}`)
      const best: { row: number; score: number }[] = []
      for (let row = 0; row < size; row++) {
        const score = dotProduct(values, row * dimensions, query)
        if (best.length === k && (k === 0 || score <= best[k - 1].score)) continue
        insert(best, { row, score })
        if (best.length > k) best.pop()
      }
      return best
    },
  }
}

/** A vector never meets a vector of another model. Throws `fingerprint-mismatch`. */
export function requireSameModel(
  index: { readonly fingerprint: string },
  embedder: { readonly fingerprint: string },
): void {
  if (index.fingerprint === embedder.fingerprint) return
  throw new CercaError('fingerprint-mismatch', `${index.fingerprint}, not ${embedder.fingerprint}`)
}

/** Keeps a short list in order; a later row goes behind its equals. */
function insert(best: { row: number; score: number }[], item: { row: number; score: number }): void {
  let at = best.length
  while (at > 0 && best[at - 1].score < item.score) at--
  best.splice(at, 0, item)
}
