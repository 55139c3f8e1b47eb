import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import type { ContrastiveOptions } from '../train/contrastive/options.js'
import { toyOptions, toyPairs, toyTable } from '../train/contrastive/testing/toy-pairs.js'
import { trainContrastive } from '../train/contrastive/train.js'
import { createWasmKernel } from '../train/contrastive/wasm-kernel.js'
import { createRandom } from '../train/random.js'
import { codeOf } from './testing/code-of.js'
import { temporaryFolder } from './testing/disk.js'
import { type ContrastiveRun, trainContrastiveHere } from './train-contrastive.js'

describe('trainContrastiveHere', () => {
  const pairs = toyPairs()
  const withNegatives = pairs.map((pair, idx) => ({
    ...pair,
    negatives: [pairs[(idx + 1) % pairs.length].document].slice(idx % 2),
  }))
  const validation = { share: 0.2, maxPairs: 50, timesPerEpoch: 2, patience: 99, metric: 'accuracy' } as const
  const ways: readonly (readonly [string, typeof pairs, Partial<ContrastiveOptions>])[] = [
    ['InfoNCE', pairs, {}],
    ['negatives, prefixes and validation', withNegatives, { prefixes: [4, 8], validation, batchSize: 13 }],
    [
      'triplets and Adagrad',
      withNegatives,
      { objective: { kind: 'triplet', margin: 0.3 }, optimizer: 'adagrad' },
    ],
  ]
  for (const [name, given, some] of ways) {
    it.each([1, 2, 3])(`gives the bits of one thread: ${name}, on %i`, async (nThreads) => {
      const losses: number[] = []
      const options = (): ContrastiveOptions =>
        toyOptions({
          ...some,
          epochs: 3,
          random: createRandom(1),
          onProgress: ({ loss }) => losses.push(loss),
        })
      const alone = trainContrastive(given, toyTable(), options(), createWasmKernel)
      const expected = losses.splice(0)
      const { table, bestAt } = await trainContrastiveHere(given, toyTable(), options(), runOn(nThreads))
      expect(table).toEqual(alone)
      expect(losses).toEqual(expected)
      expect(expected.length).toBeGreaterThan(1)
      expect(bestAt === undefined).toBe(some.validation === undefined)
    })
  }

  it.each([1, 2])('stops when told to, on %i threads', async (nThreads) => {
    const controller = new AbortController()
    const saved: Uint8Array[] = []
    const options = toyOptions({
      epochs: 100_000,
      signal: controller.signal,
      checkpoints: { everySteps: 1e9, save: (bytes) => saved.push(bytes) },
    })
    setTimeout(() => controller.abort(), 20)
    await trainContrastiveHere(pairs, toyTable(), options, runOn(nThreads))
    expect(saved).toHaveLength(1)
  })

  it('fails when a worker does not start, or fails over a step', async () => {
    for (const source of [
      `throw new Error('broken worker')`,
      // Breaks the team up, as a helper that throws does.
      `import { parentPort } from 'node:worker_threads'
       parentPort.on('message', ({ kind, task }) => {
         if (kind === 'hello') return parentPort.postMessage({ kind })
         const { cells } = task
         Atomics.store(cells, 2, 1); Atomics.add(cells, 1, 1); Atomics.notify(cells, 1)
         throw new Error('broken step')
       })`,
    ]) {
      const workerUrl = new URL(`data:text/javascript,${encodeURIComponent(source)}`)
      const run = { nThreads: 2, workerUrl }
      expect(await codeOf(() => trainContrastiveHere(pairs, toyTable(), toyOptions({}), run))).toBe(
        'worker-failed',
      )
    }
  })
})

/** The worker as the build bundles it. */
function runOn(nThreads: number): ContrastiveRun {
  const outfile = join(temporaryFolder(), 'training-worker.mjs')
  buildSync({
    entryPoints: [fileURLToPath(new URL('./training-worker.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  })
  return { nThreads, workerUrl: pathToFileURL(outfile) }
}
