/** a is to b as c is to which word? */
import { bestWords, nearestWords, type ScoredWord } from './similar-words.js'
import { requireVector, unit, type WordVectors } from './word-vectors.js'

/** Keeps a ratio of cosines finite (Levy and Goldberg, 2014). */
const MIN_DENOMINATOR = 0.001

/**
 * At most k words, best first, without a, b and c: `analogy(v, 'man', 'king', 'woman', 5)` asks for the queen.
 * `add` ranks by the cosine with b - a + c over unit vectors (Mikolov et al., 2013: 3CosAdd), `multiply` by
 * cos(b) cos(c) / cos(a) with cosines moved to 0..1 (Levy and Goldberg, 2014: 3CosMul). Throws `word-unknown`.
 */
export function analogy(
  vectors: WordVectors,
  a: string,
  b: string,
  c: string,
  k: number,
  method: 'add' | 'multiply' = 'add',
): ScoredWord[] {
  const [from, to, other] = [a, b, c].map((word) => unit(requireVector(vectors, word)))
  if (method === 'add') {
    return nearestWords(
      vectors,
      from.map((value, at) => to[at] - value + other[at]),
      [a, b, c],
      k,
    )
  }
  const [nearFrom, nearTo, nearOther] = [from, to, other].map((vector) =>
    vectors.cosinesWith(vector).map((cosine) => (cosine + 1) / 2),
  )
  const ratios = nearFrom.map((near, row) => (nearTo[row] * nearOther[row]) / (near + MIN_DENOMINATOR))
  return bestWords(vectors, ratios, [a, b, c], k)
}
