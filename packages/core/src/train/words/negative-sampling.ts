/** Words by chance: which ones stand against a true neighbour, and which frequent ones are skipped. */

/** Mikolov et al. (2013b): the power of a word's frequency that worked best. */
const FREQUENCY_POWER = 0.75

/** 2^32, what a draw of 32 bits stays below. */
const N_DRAWS = 0x1_0000_0000
const MAX_DRAW = N_DRAWS - 1

/**
 * Walker's alias table for frequencies to the power 3/4, `[counts.length, 2]`: of each column, how much of 2^32 is its
 * own, and the word that has the rest. Built as in Vose (1991), so that a draw is one look-up.
 */
export function buildAliasTable(counts: Uint32Array): Uint32Array {
  const n = counts.length
  const weights = Float64Array.from(counts, (count) => count ** FREQUENCY_POWER)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  // Scaled so that a column is full at 1.
  const fill = weights.map((weight) => (weight * n) / total)
  const table = new Uint32Array(2 * n)
  const small: number[] = []
  const large: number[] = []
  for (let word = 0; word < n; word++) (fill[word] < 1 ? small : large).push(word)
  while (small.length > 0 && large.length > 0) {
    const short = small.pop()!
    const long = large[large.length - 1]
    table[2 * short] = Math.floor(fill[short] * N_DRAWS)
    table[2 * short + 1] = long
    fill[long] -= 1 - fill[short]
    if (fill[long] < 1) small.push(large.pop()!)
  }
  // What is left is full but for rounding.
  for (const word of [...small, ...large]) {
    table[2 * word] = MAX_DRAW
    table[2 * word + 1] = word
  }
  return table
}

/**
 * For each word the largest draw of 32 bits with which it is kept, `[counts.length]`: the probability
 * sqrt(t / f) + t / f of word2vec.c for a share f of the text and the threshold t = `sample`, at most 1.
 */
export function keepThresholds(counts: Uint32Array, sample: number): Uint32Array {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return Uint32Array.from(counts, (count) => {
    const ratio = (sample * total) / count
    const probability = sample === 0 ? 1 : Math.min(1, Math.sqrt(ratio) + ratio)
    return Math.floor(probability * MAX_DRAW)
  })
}
