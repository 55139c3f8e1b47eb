/** Shuffled batches, most of them from one source. */
import type { Random } from '../random.js'

export interface BatchOptions {
  readonly batchSize: number
  /** Share of batches whose pairs all come from one source, 0 to 1: its texts are each other's hard negatives. */
  readonly sameSourceShare: number
}

/**
 * Indices of pairs, batch by batch, for one epoch: every pair at most once, `batchSize` a batch, what is left over
 * dropped unless there is nothing else. Same random state, same batches.
 */
export function makeBatches(
  sources: readonly number[],
  options: BatchOptions,
  random: Random,
): Uint32Array[] {
  const order = shuffled(Uint32Array.from(sources.keys()), random)
  const bySource = new Map<number, number[]>()
  for (const pair of order) {
    const own = bySource.get(sources[pair])
    if (own) own.push(pair)
    else bySource.set(sources[pair], [pair])
  }
  const { batchSize, sameSourceShare } = options
  const batches: Uint32Array[] = []
  const mixed: number[] = []
  for (const pairs of bySource.values()) {
    const nBatches = Math.floor(Math.round(pairs.length * sameSourceShare) / batchSize)
    for (let batch = 0; batch < nBatches; batch++) {
      batches.push(Uint32Array.from(pairs.slice(batch * batchSize, (batch + 1) * batchSize)))
    }
    mixed.push(...pairs.slice(nBatches * batchSize))
  }
  const rest = shuffled(Uint32Array.from(mixed), random)
  for (let at = 0; at + batchSize <= rest.length; at += batchSize)
    batches.push(rest.slice(at, at + batchSize))
  if (batches.length === 0 && rest.length > 1) batches.push(rest)
  const position = shuffled(Uint32Array.from(batches.keys()), random)
  return Array.from(position, (idx) => batches[idx])
}

/** Fisher and Yates's shuffle, in place (Knuth, TAOCP 2, 3.4.2, algorithm P). */
function shuffled(values: Uint32Array, random: Random): Uint32Array {
  for (let at = values.length - 1; at > 0; at--) {
    const other = random.nextInt(at + 1)
    ;[values[at], values[other]] = [values[other], values[at]]
  }
  return values
}
