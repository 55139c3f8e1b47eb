/** A small world to learn: query token t belongs to document token t + topics; everything else is common to all. */

import type { EmbeddingTable } from '../../../embed/embedding-table.js'
import { createRandom } from '../../random.js'
import type { TrainingPair } from '../examples.js'
import type { ContrastiveOptions } from '../options.js'

export const TOY_DIMS = 16
export const TOY_TOPICS = 8
const N_COMMON = 4
const N_ROWS = TOY_TOPICS * 2 + N_COMMON

export function toyPairs(nPairs = 160, nSources = 1): TrainingPair[] {
  const random = createRandom(5)
  return Array.from({ length: nPairs }, (_, idx) => {
    const topic = idx % TOY_TOPICS
    const common = TOY_TOPICS * 2 + random.nextInt(N_COMMON)
    return {
      query: { ids: [topic, common], coefficients: [1, 1] },
      document: { ids: [TOY_TOPICS + topic, common], coefficients: [1, 2] },
      source: idx % nSources,
    }
  })
}

export function toyTable(): EmbeddingTable {
  const random = createRandom(11)
  return {
    dimensions: TOY_DIMS,
    vectors: Float32Array.from({ length: N_ROWS * TOY_DIMS }, () => random.nextGaussian()),
    queryWeights: new Float32Array(N_ROWS).fill(1),
    documentWeights: new Float32Array(N_ROWS).fill(1),
  }
}

export function toyOptions(some: Partial<ContrastiveOptions>): ContrastiveOptions {
  return {
    epochs: 20,
    batchSize: TOY_TOPICS,
    sameSourceShare: 0.8,
    temperature: 0.1,
    learningRate: 0.05,
    weightRate: 0.3,
    random: createRandom(1),
    clock: () => 0,
    onProgress: () => {},
    signal: undefined,
    ...some,
  }
}

/** For how many topics the nearest document token is the right one. */
export function topicsFound(table: EmbeddingTable): number {
  let nFound = 0
  for (let topic = 0; topic < TOY_TOPICS; topic++) {
    const scores = Array.from({ length: TOY_TOPICS }, (_, other) =>
      cosineOfRows(table, topic, TOY_TOPICS + other),
    )
    if (scores.indexOf(Math.max(...scores)) === topic) nFound++
  }
  return nFound
}

export function cosineOfRows({ vectors }: EmbeddingTable, a: number, b: number): number {
  const row = (id: number) => vectors.subarray(id * TOY_DIMS, (id + 1) * TOY_DIMS)
  const dot = row(a).reduce((sum, value, at) => sum + value * row(b)[at], 0)
  return dot / (Math.hypot(...row(a)) * Math.hypot(...row(b)))
}
