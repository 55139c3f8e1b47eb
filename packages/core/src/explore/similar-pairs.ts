/** Bags → all pairs that share enough, without comparing every bag with every other. */
import { lowerBound } from '../vector/lower-bound.js'
import { resemblanceAtLeast } from './resemblance.js'

export interface SimilarPair {
  /** Indices of bags, `a < b`. */
  readonly a: number
  readonly b: number
  readonly similarity: number
}

export interface PairOptions {
  /** Above 0, at most 1. */
  readonly minSimilarity: number
  /** Asked for two bags that are alike enough: whether they are to be a pair. */
  readonly isPair: (a: number, b: number, similarity: number) => boolean
  /** Called again and again with how many bags are done; what it throws ends the work. */
  readonly onProgress: (done: number) => void | Promise<void>
}

/** Candidates that a bag is compared with; thousands of functions of one making would ask for millions. */
const MAX_CANDIDATES = 64
/** Bags that are looked at for one shingle. */
const MAX_SCANNED = 2048
/** Shingles read for one bag, so that a few enormous functions are not compared with each other forever. */
const MAX_COMPARED_SHINGLES = 4_000_000
/** Of a bag's shingles. With 0 there are 4.0 million candidates among 18,672 functions, with this 1.2 million. */
const NEEDED_SHARE = 0.1
/** Bags between two calls of `onProgress`. */
const PROGRESS_STEP = 64

/**
 * The pairs of bags whose resemblance is at least `minSimilarity`. Bags are as `bagOf` makes them.
 *
 * Two bags that resemble each other by s share at least `t n` shingles, n being the size of either and `t = s / (2 -
 * s)`, and so at least l among the rarest `n - ceil(t n) + l` of each (Chaudhuri, Ganti and Kaushik, A primitive operator for similarity joins, 2006; Bayardo, Ma and Srikant,
 * Scaling up all pairs similarity search, 2007; SourcererCC, Sajnani et al. 2016, does so for clones). So only those
 * are indexed and looked up, and every candidate is compared in full. Nothing is missed until one of the limits
 * above is met; then the candidates that share most of the rare shingles are compared, the smaller first, so that
 * members of a large family all meet the same few.
 */
export async function similarPairs(
  bags: readonly Uint32Array[],
  options: PairOptions,
): Promise<SimilarPair[]> {
  const { minSimilarity, isPair, onProgress } = options
  const minShared = minSimilarity / (2 - minSimilarity)
  const countOf = countTable(bags)
  const bySize = [...bags.keys()].sort((a, b) => bags[a].length - bags[b].length || a - b)
  /** Shingle → places in `bySize`, ascending. */
  const index = new Map<number, number[]>()
  const sharedRare = new Uint32Array(bags.length)
  const pairs: SimilarPair[] = []
  let firstLargeEnough = 0
  for (let place = 0; place < bySize.length; place++) {
    if (place % PROGRESS_STEP === 0) await onProgress(place)
    const own = bySize[place]
    const bag = bags[own]
    while (bags[bySize[firstLargeEnough]].length < minShared * bag.length) firstLargeEnough++
    const touched: number[] = []
    const nNeeded = neededRare(bag.length)
    const rare = rarest(bag, bag.length - Math.ceil(minShared * bag.length) + nNeeded, countOf)
    for (const shingle of rare) {
      const places = index.get(shingle)
      if (places === undefined) {
        index.set(shingle, [place])
        continue
      }
      const from = lowerBound(places, firstLargeEnough)
      for (let at = from; at < Math.min(places.length, from + MAX_SCANNED); at++) {
        // A bag meets itself where two of its shingles have one hash.
        if (places[at] !== place && sharedRare[places[at]]++ === 0) touched.push(places[at])
      }
      places.push(place)
    }
    const candidates = touched.filter(
      (other) => sharedRare[other] >= Math.min(nNeeded, neededRare(bags[bySize[other]].length)),
    )
    candidates.sort((a, b) => sharedRare[b] - sharedRare[a] || a - b)
    for (const candidate of touched) sharedRare[candidate] = 0
    let nShingles = 0
    for (const candidate of candidates.slice(0, MAX_CANDIDATES)) {
      const other = bySize[candidate]
      if (nShingles >= MAX_COMPARED_SHINGLES) break
      nShingles += bag.length + bags[other].length
      const similarity = resemblanceAtLeast(bag, bags[other], minSimilarity)
      const [a, b] = own < other ? [own, other] : [other, own]
      if (similarity > 0 && isPair(a, b, similarity)) pairs.push({ a, b, similarity })
    }
  }
  return pairs
}

/** How many of its rarest shingles a bag of this size must share with another; fewer to read, more to look up. */
function neededRare(size: number): number {
  return 1 + Math.floor(size * NEEDED_SHARE)
}

/** About how often each shingle occurs in all bags: never too low, and any fixed order of rarity will do. */
function countTable(bags: readonly Uint32Array[]): (shingle: number) => number {
  const nShingles = bags.reduce((sum, bag) => sum + bag.length, 0)
  // A power of two, at least twice what is counted where memory allows: 4 KiB to 32 MiB.
  const bits = Math.min(24, Math.max(11, Math.ceil(Math.log2(2 * nShingles + 1))))
  const mask = 2 ** bits - 1
  const counts = new Uint16Array(2 ** bits)
  for (const bag of bags) {
    for (const shingle of bag) {
      if (counts[shingle & mask] < 0xffff) counts[shingle & mask]++
    }
  }
  return (shingle) => counts[shingle & mask]
}

/** Of the `n` rarest shingles those that occur in another bag too. */
function rarest(bag: Uint32Array, n: number, countOf: (shingle: number) => number): number[] {
  const keys: number[] = []
  let nUnique = 0
  for (const shingle of bag) {
    const count = countOf(shingle)
    if (count <= 1) nUnique++
    else keys.push(count * 2 ** 32 + shingle)
  }
  if (nUnique >= n) return []
  const sorted = Float64Array.from(keys)
    .sort()
    .subarray(0, n - nUnique)
  return Array.from(sorted, (key) => key % 2 ** 32)
}
