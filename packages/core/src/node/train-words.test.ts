import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import type { WordTrainingProgress } from '../train/words/batch-run.js'
import { DEFAULT_GLOVE_OPTIONS } from '../train/words/glove-options.js'
import { similarWords } from '../train/words/similar-words.js'
import { GROUPS, toyCorpus } from '../train/words/testing/toy-text.js'
import { DEFAULT_WORD_VECTOR_OPTIONS, type WordVectorOptions } from '../train/words/word-options.js'
import type { WordVectors } from '../train/words/word-vectors.js'
import type { ThreadedRun } from './run-in-threads.js'
import { codeOf } from './testing/code-of.js'
import { temporaryFolder } from './testing/disk.js'
import { trainGloveHere, trainWordVectorsHere } from './train-words.js'

const OPTIONS: WordVectorOptions = {
  ...DEFAULT_WORD_VECTOR_OPTIONS,
  dimensions: 16,
  minCount: 1,
  sample: 0,
  learningRate: 0.05,
  epochs: 8,
}

const GLOVE_OPTIONS = { ...DEFAULT_GLOVE_OPTIONS, dimensions: 10, minCount: 1 }

// Ten batches an epoch, so that each of several threads has some.
const CORPUS = toyCorpus(10_000)

describe('trainWordVectorsHere', () => {
  it('learns on several threads what one learns', async () => {
    const { vectors, isComplete, losses } = await trainWordVectorsHere(CORPUS, OPTIONS, runOn(3))
    expect(isComplete).toBe(true)
    expect(losses).toHaveLength(OPTIONS.epochs)
    expectGroups(vectors)
    const one = await trainWordVectorsHere(CORPUS, OPTIONS, runOn(1))
    expectGroups(one.vectors)
    expect(Math.abs(one.losses[7] / losses[7] - 1)).toBeLessThan(0.05)
  })

  it('gives the same bits on one thread', async () => {
    const train = () => trainWordVectorsHere(CORPUS, { ...OPTIONS, epochs: 1 }, runOn(1))
    expect((await train()).vectors.values).toEqual((await train()).vectors.values)
  })

  it.each([1, 2])('stops when told to, on %i threads', async (nThreads) => {
    const controller = new AbortController()
    const options = { ...OPTIONS, epochs: 100_000 }
    const onProgress = ({ epoch }: WordTrainingProgress) => {
      if (epoch >= 3) controller.abort()
    }
    const run = { ...runOn(nThreads), signal: controller.signal, onProgress }
    const { isComplete, losses, vectors } = await trainWordVectorsHere(CORPUS, options, run)
    expect(isComplete).toBe(false)
    expect(losses.length).toBeGreaterThanOrEqual(3)
    expectGroups(vectors)
  })

  it('fails when each worker fails twice', async () => {
    const log = join(temporaryFolder(), 'starts')
    writeFileSync(log, '')
    const source = `
      import { appendFileSync } from 'node:fs'
      appendFileSync(${JSON.stringify(log)}, '.')
      throw new Error('broken worker')
    `
    const workerUrl = new URL(`data:text/javascript,${encodeURIComponent(source)}`)
    const run = { ...runOn(2), workerUrl }
    expect(await codeOf(() => trainWordVectorsHere(CORPUS, OPTIONS, run))).toBe('worker-failed')
    // Both lanes, each of them twice.
    expect(readFileSync(log, 'utf8')).toBe('....')
  })
})

describe('trainGloveHere', () => {
  it.each([1, 2])('brings words of one group together on %i threads', async (nThreads) => {
    const { vectors, isComplete } = await trainGloveHere(CORPUS, GLOVE_OPTIONS, runOn(nThreads))
    expect(isComplete).toBe(true)
    expectGroups(vectors)
  })
})

/** The worker as the build bundles it. */
function runOn(nThreads: number): ThreadedRun {
  const outfile = join(temporaryFolder(), 'training-worker.mjs')
  buildSync({
    entryPoints: [fileURLToPath(new URL('./training-worker.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  })
  return { nThreads, onProgress: undefined, signal: undefined, workerUrl: pathToFileURL(outfile) }
}

function expectGroups(vectors: WordVectors): void {
  for (const group of GROUPS) {
    const nearest = similarWords(vectors, group[0], group.length - 1).map(({ word }) => word)
    expect(nearest.sort()).toEqual(group.slice(1).sort())
  }
}
