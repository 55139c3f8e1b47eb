/** Which of these words is the odd one out? */
import { requireVector, unit, type WordVectors } from './word-vectors.js'

/**
 * The word with the smallest cosine to the mean of all, the first of equal ones. Throws `word-unknown`, and RangeError
 * for no words.
 */
export function doesntMatch(vectors: WordVectors, words: readonly string[]): string {
  if (words.length === 0) throw new RangeError('No words, so none that does not match')
  const units = words.map((word) => unit(requireVector(vectors, word)))
  const cosines = units.map((vector) =>
    units.reduce((sum, other) => sum + other.reduce((dot, value, at) => dot + value * vector[at], 0), 0),
  )
  return words[cosines.indexOf(Math.min(...cosines))]
}
