import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.js'
import { makeBatches } from './batches.js'
import type { TrainingPair } from './examples.js'
import { type ContrastiveOptions, type EmbeddingTable, trainContrastive } from './train.js'
import { createWasmKernel } from './wasm-kernel.js'

const DIMS = 16
/** Topics of the toy: query token t belongs to document token t + TOPICS; everything else is common to all. */
const TOPICS = 8
const N_ROWS = TOPICS * 2 + 4

describe('trainContrastive', () => {
  it('draws a query to its document and pushes it from the others', () => {
    const before = matches(start())
    const after = matches(trainContrastive(toyPairs(), start(), options({}), createWasmKernel))
    expect(before).toBeLessThan(TOPICS)
    expect(after).toBe(TOPICS)
  })

  it('gives the same table again, and another one from another seed', () => {
    const train = (seed: number) =>
      trainContrastive(toyPairs(), start(), options({ random: createRandom(seed) }), createWasmKernel)
    expect(train(1)).toEqual(train(1))
    expect(train(1).vectors).not.toEqual(train(2).vectors)
  })

  it('reports, and stops when it is told to', () => {
    const controller = new AbortController()
    const losses: number[] = []
    const progress = options({
      epochs: 100,
      signal: controller.signal,
      onProgress: ({ loss, done, total }) => {
        losses.push(loss)
        expect(done).toBeLessThan(total)
        if (losses.length === 3) controller.abort()
      },
    })
    const table = trainContrastive(toyPairs(), start(), progress, createWasmKernel)
    expect(losses).toHaveLength(3)
    expect(losses[2]).toBeLessThan(losses[0])
    expect(table.vectors).not.toEqual(start().vectors)
  })

  it('has nothing to learn from a single pair', () => {
    const table = start()
    expect(trainContrastive(toyPairs().slice(0, 1), table, options({}), createWasmKernel)).toBe(table)
  })
})

describe('makeBatches', () => {
  it('uses every pair at most once, whole batches only, most of them from one source', () => {
    const source = fc.nat({ max: 3 })
    fc.assert(
      fc.property(
        fc.array(source, { maxLength: 80 }),
        fc.integer({ min: 2, max: 9 }),
        fc.nat(),
        (sources, batchSize, seed) => {
          const share = { batchSize, sameSourceShare: 1 }
          const batches = makeBatches(sources, share, createRandom(seed))
          const used = batches.flatMap((batch) => [...batch])
          expect(new Set(used).size).toBe(used.length)
          if (sources.length >= batchSize) {
            for (const batch of batches) expect(batch).toHaveLength(batchSize)
            expect(used.length).toBeGreaterThan(sources.length - batchSize)
          }
          const pure = batches.filter((batch) => new Set([...batch].map((pair) => sources[pair])).size === 1)
          const most = [0, 1, 2, 3].map((wanted) => sources.filter((other) => other === wanted).length)
          expect(pure.length).toBeGreaterThanOrEqual(
            most.reduce((sum, n) => sum + Math.floor(n / batchSize), 0),
          )
        },
      ),
    )
  })
})

function toyPairs(): TrainingPair[] {
  const random = createRandom(5)
  return Array.from({ length: 160 }, (_, idx) => {
    const topic = idx % TOPICS
    const common = TOPICS * 2 + random.nextInt(4)
    return {
      query: { ids: [topic, common], coefficients: [1, 1] },
      document: { ids: [TOPICS + topic, common], coefficients: [1, 2] },
      source: 0,
    }
  })
}

function start(): EmbeddingTable {
  const random = createRandom(11)
  return {
    dimensions: DIMS,
    vectors: Float32Array.from({ length: N_ROWS * DIMS }, () => random.nextGaussian()),
    queryWeights: new Float32Array(N_ROWS).fill(1),
    documentWeights: new Float32Array(N_ROWS).fill(1),
  }
}

function options(some: Partial<ContrastiveOptions>): ContrastiveOptions {
  return {
    epochs: 20,
    batchSize: TOPICS,
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
function matches({ vectors }: EmbeddingTable): number {
  const row = (id: number) => vectors.subarray(id * DIMS, (id + 1) * DIMS)
  const cosine = (a: Float32Array, b: Float32Array) => {
    const dot = a.reduce((sum, value, at) => sum + value * b[at], 0)
    return dot / (Math.hypot(...a) * Math.hypot(...b))
  }
  return Array.from({ length: TOPICS }, (_, topic) => {
    const scores = Array.from({ length: TOPICS }, (_, other) => cosine(row(topic), row(TOPICS + other)))
    return scores.indexOf(Math.max(...scores)) === topic ? 1 : 0
  }).reduce<number>((sum, hit) => sum + hit, 0)
}
