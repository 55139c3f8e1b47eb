/** A teacher's sense of what is like what → pairs to train on beside others, so that they do not make it forgotten. */
import type { PieceTokenizer } from '../../tokenize/word-pieces.js'
import { quantizeRows } from '../../vector/int8-rows.js'
import { createInt8Scan } from '../../vector/int8-scan.js'
import { normalizeRows } from '../../vector/normalize-rows.js'
import type { TokenBag, TrainingPair } from '../contrastive/examples.js'
import type { Random } from '../random.js'
import type { Teaching } from './teach.js'

/** Nearest terms among which some are drawn: further ones are only of the same field. */
const NEIGHBOURS = 12
/** Of which a pair has so many: a draw differs from the last one, and still says what they share. */
const DRAWN = 4
/** Pairs a term: measured with ten and twenty (bench/README.md). */
const DRAWS = 20

/** Pairs of a term of language and some of those nearest to it. Same teaching and random state, same pairs. */
export function neighbourPairs(
  { terms, vectors, dimensions }: Teaching,
  tokenizer: PieceTokenizer,
  source: number,
  random: Random,
): TrainingPair[] {
  const nTerms = terms.filter(({ frequency }) => frequency > 0).length
  const units = vectors.slice(0, nTerms * dimensions)
  normalizeRows(units, dimensions)
  const scan = createInt8Scan(quantizeRows(units, dimensions))
  const scores = new Float64Array(nTerms)
  const bags = terms.slice(0, nTerms).map(({ term }) => tokenizer.rowsOf(term))
  const pairs: TrainingPair[] = []
  for (const [row, own] of bags.entries()) {
    scan.score(units.subarray(row * dimensions, (row + 1) * dimensions), scores, 0)
    scores[row] = Number.NEGATIVE_INFINITY
    const nearest = bestOf(scores, Math.min(NEIGHBOURS, nTerms - 1))
    for (let draw = 0; draw < DRAWS; draw++) {
      for (let at = nearest.length - 1; at > 0; at--) {
        const other = random.nextInt(at + 1)
        const moved = nearest[at]
        nearest[at] = nearest[other]
        nearest[other] = moved
      }
      const document = bagOf(nearest.slice(0, DRAWN).flatMap((near) => bags[near]))
      pairs.push({ query: bagOf(own), document, source })
    }
  }
  return pairs
}

/** The rows of the highest scores, equal ones by row. */
function bestOf(scores: Float64Array, count: number): number[] {
  const best: number[] = []
  for (const [row, score] of scores.entries()) {
    if (best.length === count && (count === 0 || score <= scores[best[count - 1]])) continue
    let at = best.length
    while (at > 0 && scores[best[at - 1]] < score) at--
    best.splice(at, 0, row)
    if (best.length > count) best.pop()
  }
  return best
}

function bagOf(ids: readonly number[]): TokenBag {
  return { ids: Uint32Array.from(ids), coefficients: new Float32Array(ids.length).fill(1) }
}
