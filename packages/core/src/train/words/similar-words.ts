/** Which words have the nearest vectors? */
import { requireVector, type WordVectors } from './word-vectors.js'

export interface ScoredWord {
  readonly word: string
  /** Cosine, -1 to 1 (of `analogy` with `multiply`: a ratio of cosines); higher is nearer. */
  readonly score: number
}

/**
 * At most k words by cosine, best first, equal ones by row. A word is not its own neighbour. Throws `word-unknown`.
 */
export function similarWords(vectors: WordVectors, query: string | Float32Array, k: number): ScoredWord[] {
  const isWord = typeof query === 'string'
  const vector = isWord ? requireVector(vectors, query) : query
  return nearestWords(vectors, vector, isWord ? [query] : [], k)
}

/** As `similarWords`, without some words. */
export function nearestWords(
  vectors: WordVectors,
  vector: Float32Array,
  without: readonly string[],
  k: number,
): ScoredWord[] {
  return bestWords(vectors, vectors.cosinesWith(vector), without, k)
}

/** Words with the highest scores, `[words.length]`, without some. */
export function bestWords(
  vectors: WordVectors,
  scores: Float64Array,
  without: readonly string[],
  k: number,
): ScoredWord[] {
  const skipped = new Set(without.map((word) => vectors.rowOf(word)))
  const best: number[] = []
  for (let row = 0; row < scores.length; row++) {
    const isWorse = best.length === k && (k === 0 || scores[row] <= scores[best[k - 1]])
    if (isWorse || skipped.has(row)) continue
    // A short list kept in order; a later row goes behind its equals.
    let at = best.length
    while (at > 0 && scores[best[at - 1]] < scores[row]) at--
    best.splice(at, 0, row)
    if (best.length > k) best.pop()
  }
  return best.map((row) => ({ word: vectors.words[row], score: scores[row] }))
}
