/**
 * Which words of sentences and their translations stand for each other, learnt from nothing but the sentences: a word
 * is what stands wherever it stands.
 *
 * IBM model 1 (Brown et al. 1993) in both directions, each link weighed by how near the diagonal it lies (Dyer et al.
 * 2013), trained so that both directions agree (Liang et al. 2006): a link counts as much as the product of what
 * either direction gives it.
 */
import { createPairTable } from './pair-table.js'

/** A sentence as ids of words in two languages. */
export interface Bitext {
  readonly foreign: Int32Array
  readonly english: Int32Array
}

export interface AlignOptions {
  /** Iterations in which each direction learns alone. */
  readonly nAloneIterations: number
  /** Iterations in which only what both agree on counts. */
  readonly nAgreedIterations: number
  /** How strongly links off the diagonal are held back; 0 not at all. */
  readonly diagonalTension: number
  /** Probability that a word stands for nothing in the other language. */
  readonly nullProbability: number
}

/** How many different words each language has; their ids are below. */
export interface BitextWords {
  readonly nForeign: number
  readonly nEnglish: number
}

/** A link that is likely enough: the places of two words in a sentence, and how sure both directions are of it. */
export interface WordLink {
  readonly sentence: number
  readonly foreignIdx: number
  readonly englishIdx: number
  readonly probability: number
}

/** Less likely links than this are not reported: there are very many of them. */
const MIN_PROBABILITY = 0.05

/** Calls `visit` for each likely link of each sentence, in order. */
export function alignWords(
  sentences: readonly Bitext[],
  { nForeign, nEnglish }: BitextWords,
  options: AlignOptions,
  visit: (link: WordLink) => void,
): void {
  const table = createPairTable()
  for (const { foreign, english } of sentences) {
    for (const f of foreign) for (const e of english) table.add(f, e)
  }
  const foreignShare = sharesOf(sentences, 'foreign', nForeign)
  const englishShare = sharesOf(sentences, 'english', nEnglish)
  // [pair]: probability of the English word given the foreign one, and the other way round.
  const toEnglish = new Float32Array(table.size).fill(1 / nEnglish)
  const toForeign = new Float32Array(table.size).fill(1 / nForeign)
  const countsToEnglish = new Float64Array(table.size)
  const countsToForeign = new Float64Array(table.size)
  const nIterations = options.nAloneIterations + options.nAgreedIterations
  for (let iteration = 0; iteration < nIterations; iteration++) {
    const isLast = iteration === nIterations - 1
    const mustAgree = iteration >= options.nAloneIterations
    countsToEnglish.fill(0)
    countsToForeign.fill(0)
    for (const [sentence, { foreign, english }] of sentences.entries()) {
      const [n, m] = [foreign.length, english.length]
      if (n === 0 || m === 0) continue
      const ids = new Int32Array(n * m)
      const forward = new Float64Array(n * m)
      const backward = new Float64Array(n * m)
      const prior = diagonalPrior(n, m, options.diagonalTension)
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < m; j++) {
          const at = i * m + j
          ids[at] = table.add(foreign[i], english[j])
          forward[at] = toEnglish[ids[at]] * prior[at]
          backward[at] = toForeign[ids[at]] * prior[at]
        }
      }
      // Each English word comes from one foreign word or none; priors are normalised over what it can come from.
      for (let j = 0; j < m; j++) {
        normalise(forward, prior, j, m, n, options.nullProbability, englishShare[english[j]])
      }
      for (let i = 0; i < n; i++) {
        normalise(backward, prior, i * m, 1, m, options.nullProbability, foreignShare[foreign[i]])
      }
      for (let at = 0; at < n * m; at++) {
        const agreed = forward[at] * backward[at]
        countsToEnglish[ids[at]] += mustAgree ? agreed : forward[at]
        countsToForeign[ids[at]] += mustAgree ? agreed : backward[at]
        if (isLast && agreed >= MIN_PROBABILITY) {
          visit({ sentence, foreignIdx: Math.floor(at / m), englishIdx: at % m, probability: agreed })
        }
      }
    }
    share(countsToEnglish, toEnglish, table.first, nForeign)
    share(countsToForeign, toForeign, table.second, nEnglish)
  }
}

/** Makes `n` values, `step` apart, the probabilities of where a word comes from. */
function normalise(
  values: Float64Array,
  prior: Float64Array,
  start: number,
  step: number,
  n: number,
  nullProbability: number,
  wordShare: number,
): void {
  let total = 0
  let priors = 0
  for (let idx = 0, at = start; idx < n; idx++, at += step) {
    total += values[at]
    priors += prior[at]
  }
  const scale = (1 - nullProbability) / priors
  const all = total * scale + nullProbability * wordShare
  for (let idx = 0, at = start; idx < n; idx++, at += step) values[at] *= scale / all
}

function diagonalPrior(n: number, m: number, tension: number): Float64Array {
  const prior = new Float64Array(n * m)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      prior[i * m + j] = Math.exp(-tension * Math.abs((i + 0.5) / n - (j + 0.5) / m))
    }
  }
  return prior
}

/** Counts → probabilities that sum to 1 for each word of `side`. */
function share(
  counts: Float64Array,
  into: Float32Array,
  side: (pair: number) => number,
  nWords: number,
): void {
  const totals = new Float64Array(nWords)
  for (let pair = 0; pair < counts.length; pair++) totals[side(pair)] += counts[pair]
  for (let pair = 0; pair < counts.length; pair++) {
    const total = totals[side(pair)]
    into[pair] = total > 0 ? counts[pair] / total : 0
  }
}

function sharesOf(sentences: readonly Bitext[], side: 'foreign' | 'english', nWords: number): Float64Array {
  const shares = new Float64Array(nWords)
  let n = 0
  for (const sentence of sentences) {
    for (const word of sentence[side]) shares[word]++
    n += sentence[side].length
  }
  return shares.map((count) => count / Math.max(1, n))
}
