/** Which words stand near each other, and how often: what GloVe learns from. */
import type { WordCorpus } from './word-corpus.js'

/** Entry i says how often `contexts[i]` stands near `words[i]`; both directions are there. */
export interface GlovePairs {
  readonly words: Uint32Array
  readonly contexts: Uint32Array
  /** A neighbour at distance d counts 1/d. */
  readonly counts: Float32Array
}

/** Slots of the first hash table, a power of two. */
const FIRST_SLOTS = 1 << 16

/** A fuller table would make long chains. */
const MAX_FILL = 0.6

/** A multiplier whose high bits spread neighbouring keys (Knuth: 2^32 over the golden ratio). */
const SPREAD = 0x9e37_79b1

/** No key: a key is a product of two 21-bit numbers at most. */
const EMPTY = -1

/**
 * Counts pairs of words within `window` of each other in a sentence, each by 1 over their distance, symmetrically
 * (Pennington et al., 2014). In order of words, then contexts. About 25 bytes are needed for each different pair.
 */
export function countGlovePairs(corpus: WordCorpus, window: number): GlovePairs {
  const { tokens, sentenceEnds } = corpus
  const nWords = corpus.words.length
  const table = createPairTable()
  let start = 0
  for (const end of sentenceEnds) {
    for (let at = start; at < end; at++) {
      const first = Math.max(start, at - window)
      for (let other = first; other < at; other++) {
        const low = Math.min(tokens[at], tokens[other])
        const high = Math.max(tokens[at], tokens[other])
        table.add(low * nWords + high, 1 / (at - other))
      }
    }
    start = end
  }
  return bothDirections(table.entries(), nWords)
}

interface PairTable {
  add(key: number, weight: number): void
  entries(): { readonly keys: Float64Array; readonly weights: Float64Array }
}

/** Open addressing over typed arrays: a Map would need ten times the memory. */
function createPairTable(): PairTable {
  let keys = new Float64Array(FIRST_SLOTS).fill(EMPTY)
  let weights = new Float64Array(FIRST_SLOTS)
  let nKeys = 0
  const slotOf = (key: number) => {
    const mask = keys.length - 1
    const mixed = Math.imul((key >>> 0) ^ Math.imul(Math.floor(key / 2 ** 32), 0x85eb_ca6b), SPREAD)
    let slot = (mixed ^ (mixed >>> 15)) & mask
    while (keys[slot] !== key && keys[slot] !== EMPTY) slot = (slot + 1) & mask
    return slot
  }
  const grow = () => {
    const [oldKeys, oldWeights] = [keys, weights]
    keys = new Float64Array(oldKeys.length * 2).fill(EMPTY)
    weights = new Float64Array(oldKeys.length * 2)
    for (let slot = 0; slot < oldKeys.length; slot++) {
      if (oldKeys[slot] === EMPTY) continue
      const to = slotOf(oldKeys[slot])
      keys[to] = oldKeys[slot]
      weights[to] = oldWeights[slot]
    }
  }
  return {
    add(key, weight) {
      let slot = slotOf(key)
      if (keys[slot] === EMPTY) {
        if (nKeys >= keys.length * MAX_FILL) {
          grow()
          slot = slotOf(key)
        }
        keys[slot] = key
        nKeys++
      }
      weights[slot] += weight
    },
    entries: () => ({ keys, weights }),
  }
}

function bothDirections(
  { keys, weights }: { readonly keys: Float64Array; readonly weights: Float64Array },
  nWords: number,
): GlovePairs {
  // Counting sort by word, filled in order of contexts, so that the hash table's order does not show.
  const nOf = new Uint32Array(nWords + 1)
  for (const key of keys) {
    if (key === EMPTY) continue
    const low = Math.floor(key / nWords)
    const high = key % nWords
    nOf[low + 1]++
    if (high !== low) nOf[high + 1]++
  }
  for (let word = 0; word < nWords; word++) nOf[word + 1] += nOf[word]
  const n = nOf[nWords]
  const words = new Uint32Array(n)
  const contexts = new Uint32Array(n)
  const counts = new Float32Array(n)
  const next = nOf.slice()
  const put = (word: number, context: number, count: number) => {
    const at = next[word]++
    words[at] = word
    contexts[at] = context
    counts[at] = count
  }
  const weightOf = new Map<number, number>()
  for (let slot = 0; slot < keys.length; slot++) {
    if (keys[slot] === EMPTY) continue
    const low = Math.floor(keys[slot] / nWords)
    const high = keys[slot] % nWords
    // A word beside itself is seen from both of its places.
    put(low, high, low === high ? 2 * weights[slot] : weights[slot])
    if (high !== low) put(high, low, weights[slot])
  }
  for (let word = 0; word < nWords; word++) {
    const [start, end] = [nOf[word], nOf[word + 1]]
    weightOf.clear()
    for (let at = start; at < end; at++) weightOf.set(contexts[at], counts[at])
    contexts.subarray(start, end).sort()
    for (let at = start; at < end; at++) counts[at] = weightOf.get(contexts[at]) ?? 0
  }
  return { words, contexts, counts }
}
