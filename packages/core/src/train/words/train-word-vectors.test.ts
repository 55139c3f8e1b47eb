import { describe, expect, it } from 'vitest'
import type { WordTrainingProgress } from './batch-run.js'
import { similarWords } from './similar-words.js'
import { fakeHost, GROUPS, toyCorpus } from './testing/toy-text.js'
import { trainWordVectors } from './train-word-vectors.js'
import { buildWordCorpus } from './word-corpus.js'
import { DEFAULT_WORD_VECTOR_OPTIONS, type WordVectorOptions } from './word-options.js'

const OPTIONS: WordVectorOptions = {
  ...DEFAULT_WORD_VECTOR_OPTIONS,
  dimensions: 16,
  minCount: 1,
  sample: 0,
  learningRate: 0.05,
  epochs: 20,
}

const SUBWORDS = { minLength: 3, maxLength: 5, nBuckets: 2_000_000 }

describe('trainWordVectors', () => {
  it.each<[string, Partial<WordVectorOptions>]>([
    ['skip-gram', {}],
    ['continuous bag of words', { model: 'cbow', learningRate: 0.1 }],
    ['fastText', { subwords: SUBWORDS }],
  ])('brings words of one group together: %s', async (_, changes) => {
    const { vectors, losses, isComplete } = await trainWordVectors(
      toyCorpus(300),
      { ...OPTIONS, ...changes },
      fakeHost(),
    )
    expect(isComplete).toBe(true)
    expect(losses).toHaveLength(OPTIONS.epochs)
    expect(losses[0] - losses[losses.length - 1]).toBeGreaterThan(0.05)
    for (const group of GROUPS) {
      for (const word of group) {
        const nearest = similarWords(vectors, word, group.length - 1).map((found) => found.word)
        expect(nearest.sort()).toEqual(group.filter((other) => other !== word).sort())
      }
    }
  })

  it('gives the same bits for the same seed, and others for another', async () => {
    const train = async (seed: number) => {
      const run = await trainWordVectors(toyCorpus(40), { ...OPTIONS, epochs: 2, seed }, fakeHost())
      return run.vectors.values
    }
    expect(await train(5)).toEqual(await train(5))
    expect(await train(5)).not.toEqual(await train(6))
  })

  it('learns the same as its twin in plain TypeScript', async () => {
    const train = (kernelKind: 'wasm' | 'plain') =>
      trainWordVectors(toyCorpus(100), { ...OPTIONS, epochs: 3 }, fakeHost(), kernelKind)
    const [wasm, plain] = [await train('wasm'), await train('plain')]
    for (const [at, value] of plain.vectors.values.entries())
      expect(wasm.vectors.values[at]).toBeCloseTo(value, 4)
  })

  it('starts a prediction at log 2 for each of its words', async () => {
    const options = { ...OPTIONS, epochs: 1, learningRate: 1e-6, minLearningRate: 0, nNegative: 5 }
    const words = Array.from({ length: 2000 }, (_, n) => [`a${n}`, `b${n}`])
    const { losses } = await trainWordVectors(buildWordCorpus(words, 1), options, fakeHost())
    // A drawn word that is the true one does not count, hence a little less than six.
    expect(losses[0] / Math.LN2).toBeGreaterThan(5.99)
    expect(losses[0] / Math.LN2).toBeLessThanOrEqual(6.0001)
  })

  it('reports how far it is', async () => {
    const reports: WordTrainingProgress[] = []
    // 40 batches an epoch and five looks at the clock for each: a report now and then.
    const corpus = toyCorpus(40_000)
    const host = fakeHost({ onProgress: (progress) => reports.push(progress) })
    await trainWordVectors(corpus, { ...OPTIONS, dimensions: 4, epochs: 2 }, host)
    expect(reports.length).toBeGreaterThanOrEqual(1)
    const last = reports[reports.length - 1]
    expect(last).toMatchObject({ epoch: 1, nEpochs: 2, share: 1, secondsLeft: 0 })
    expect(last.wordsPerSecond).toBeGreaterThan(0)
    expect(last.loss).toBeGreaterThan(0)
    expect(last.loss).toBeLessThan(6 * Math.LN2)
  })

  it.each([undefined, SUBWORDS])(
    'shows vectors on the way, from the first report to the last',
    async (subwords) => {
      const seen: Float32Array[] = []
      const host = fakeHost({ onProgress: ({ vectorsOf }) => seen.push(vectorsOf([3, 0])) })
      const { vectors } = await trainWordVectors(toyCorpus(30), { ...OPTIONS, subwords }, host)
      const rowOf = (row: number) => [
        ...vectors.values.subarray(row * vectors.dimensions, (row + 1) * vectors.dimensions),
      ]
      expect([...(seen.at(-1) ?? [])]).toEqual([...rowOf(3), ...rowOf(0)])
      expect(seen[0]).toHaveLength(2 * vectors.dimensions)
      expect(seen[0]).not.toEqual(seen.at(-1))
    },
  )

  it('stops when told to, with what it has learnt', async () => {
    const corpus = toyCorpus(3000)
    const controller = new AbortController()
    let nPauses = 0
    const host = fakeHost({
      signal: controller.signal,
      pause: async () => {
        if (++nPauses === 4) controller.abort()
      },
    })
    const stopped = await trainWordVectors(corpus, { ...OPTIONS, epochs: 3 }, host)
    expect(nPauses).toBe(4)
    expect(stopped.isComplete).toBe(false)
    expect(stopped.losses).toHaveLength(2)
    const untrained = await trainWordVectors(corpus, OPTIONS, fakeHost({ signal: AbortSignal.abort() }))
    expect(untrained.losses).toEqual([])
    expect(stopped.vectors.values).not.toEqual(untrained.vectors.values)
  })

  it.each<[string, Partial<WordVectorOptions>]>([
    ['dimensions', { dimensions: 0 }],
    ['window', { window: 1.5 }],
    ['nNegative', { nNegative: 0 }],
    ['sample', { sample: 1 }],
    ['learning rate', { learningRate: 0.01, minLearningRate: 0.1 }],
    ['n-grams', { subwords: { ...SUBWORDS, maxLength: 2 } }],
    ['buckets', { subwords: { ...SUBWORDS, nBuckets: 0 } }],
  ])('refuses what cannot be: %s', async (message, changes) => {
    await expect(trainWordVectors(toyCorpus(2), { ...OPTIONS, ...changes }, fakeHost())).rejects.toThrow(
      expect.objectContaining({ name: 'RangeError', message: expect.stringContaining(message) }),
    )
  })

  it('refuses a text without words', async () => {
    await expect(trainWordVectors(buildWordCorpus([], 1), OPTIONS, fakeHost())).rejects.toThrow(RangeError)
  })
})

describe('fastText vectors', () => {
  it('are there for words that the text lacks, near words of like spelling', async () => {
    const run = await trainWordVectors(toyCorpus(300), { ...OPTIONS, subwords: SUBWORDS }, fakeHost())
    const group = (word: string) => similarWords(run.vectors, word, 5).map((found) => found.word)
    expect(run.vectors.rowOf('horses')).toBeUndefined()
    expect(group('horses')).toEqual(expect.arrayContaining(['horse']))
    expect(GROUPS[1]).toEqual(expect.arrayContaining(group('ferryboat').slice(0, 3)))
    expect(run.vectors.vectorOf('xyzzy')).toBeUndefined()
  })
})
