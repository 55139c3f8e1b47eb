import { CercaError } from '../../errors.js'

/**
 * `[ids.length, vocabularySize]`, row-major: row i is 1 in column `ids[i]` and 0 elsewhere. Any two different words are
 * equally far apart, which is what embeddings improve on. Throws `batch-shape` for an id outside the vocabulary.
 */
export function oneHotVectors(ids: ArrayLike<number>, vocabularySize: number): Float32Array {
  const vectors = new Float32Array(ids.length * vocabularySize)
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row]
    if (!(id >= 0 && id < vocabularySize)) {
      throw new CercaError('batch-shape', `id ${id} in a vocabulary of ${vocabularySize}`)
    }
    vectors[row * vocabularySize + id] = 1
  }
  return vectors
}
