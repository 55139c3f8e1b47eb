import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.js'
import { createRunState, trainNextBatch } from './batch-run.js'
import { DEFAULT_GLOVE_OPTIONS, type GloveOptions } from './glove-options.js'
import { countGlovePairs } from './glove-pairs.js'
import { createGloveTrainer, type GloveLayout, prepareGloveTask } from './glove-task.js'
import { createPlainGloveKernel } from './plain-glove-kernel.js'
import { similarWords } from './similar-words.js'
import { fakeHost, GROUPS, toyCorpus } from './testing/toy-text.js'
import { trainGlove } from './train-glove.js'
import { buildWordCorpus } from './word-corpus.js'

const OPTIONS: GloveOptions = { ...DEFAULT_GLOVE_OPTIONS, dimensions: 10, window: 5, minCount: 1, epochs: 30 }

describe('countGlovePairs', () => {
  it('counts neighbours by their distance, in both directions', () => {
    // b (4 times), a (3), c (1) become 0, 1, 2.
    const corpus = buildWordCorpus([['a', 'b', 'c', 'b', 'b'], ['a'], ['a', 'b']], 1)
    expect(asRows(corpus.words, countGlovePairs(corpus, 2))).toEqual([
      // Neighbours at distances 2 and 1, each of them seen from both of its places.
      'b b 3',
      'b a 2',
      'b c 2.5',
      'a b 2',
      'a c 0.5',
      'c b 2.5',
      'c a 0.5',
    ])
  })

  it('counts what a slow count counts, when the table has to grow', () => {
    const random = createRandom(3)
    const sentence = () => Array.from({ length: 40 }, () => `w${random.nextInt(1000)}`)
    const corpus = buildWordCorpus(Array.from({ length: 300 }, sentence), 1)
    const slow = new Map<string, number>()
    let start = 0
    for (const end of corpus.sentenceEnds) {
      for (let a = start; a < end; a++) {
        for (let b = start; b < end; b++) {
          const distance = Math.abs(a - b)
          if (distance === 0 || distance > 10) continue
          const key = `${corpus.words[corpus.tokens[a]]} ${corpus.words[corpus.tokens[b]]}`
          slow.set(key, (slow.get(key) ?? 0) + 1 / distance)
        }
      }
      start = end
    }
    const { words, contexts, counts } = countGlovePairs(corpus, 10)
    // Twice as many as the first table has slots: it grew.
    expect(words.length).toBeGreaterThan(131_072)
    expect(words.length).toBe(slow.size)
    for (const [at, word] of words.entries()) {
      const key = `${corpus.words[word]} ${corpus.words[contexts[at]]}`
      expect(Math.abs(counts[at] - (slow.get(key) ?? 0))).toBeLessThan(1e-4)
    }
  })
})

describe('createPlainGloveKernel', () => {
  it('goes down the gradient of the loss that it returns', () => {
    const { layout, memory, floats } = oneEntry(2.5, 0.6)
    const before = floats.slice()
    const rate = 1e-3
    const loss = createPlainGloveKernel(layout, memory, 0).trainEntries(1, rate)
    expect(loss).toBeCloseTo(slowLoss(before, layout, 0, 0), 5)
    const parameters = [layout.wordRows, layout.contextRows, layout.biases].flatMap((at) =>
      Array.from({ length: 8 }, (_, k) => at / 4 + k),
    )
    const h = 1e-5
    for (const at of parameters) {
      const slope = (slowLoss(before, layout, at, h) - slowLoss(before, layout, at, -h)) / (2 * h)
      // AdaGrad's first step divides by the root of 1.
      expect(Math.abs(floats[at] - before[at] + rate * slope)).toBeLessThan(1e-6)
    }
  })
})

describe('the steps of AdaGrad', () => {
  it("shrink as those of the authors' program, which squares gradients times the rate", () => {
    const { layout, memory, floats } = oneEntry(2.5, 0.6)
    const rate = 0.5
    // Rows and biases of word and context, in double precision, with their sums of squares.
    const slow = Float64Array.from(floats.subarray(0, 48))
    for (let round = 0; round < 20; round++) {
      createPlainGloveKernel(layout, memory, 0).trainEntries(1, rate)
      const at = [...Array.from({ length: 8 }, (_, k) => [k, 8 + k, 16 + k, 24 + k]), [32, 36, 40, 44]]
      const dot = slow.subarray(0, 8).reduce((sum, value, k) => sum + value * slow[8 + k], 0)
      const error = 0.6 * (dot + slow[32] + slow[36] - 2.5)
      for (const [w, c, wSquare, cSquare] of at) {
        const isBias = w === 32
        const wStep = rate * error * (isBias ? 1 : slow[c])
        const cStep = rate * error * (isBias ? 1 : slow[w])
        slow[w] -= wStep / Math.sqrt(slow[wSquare])
        slow[c] -= cStep / Math.sqrt(slow[cSquare])
        slow[wSquare] += wStep ** 2
        slow[cSquare] += cStep ** 2
      }
    }
    for (const [at, value] of slow.entries()) expect(floats[at]).toBeCloseTo(value, 4)
  })
})

describe('trainGlove', () => {
  it.each(['own', 'shared'] as const)('does with SIMD what its twin does, in %s memory', (sharing) => {
    const run = (kernelKind: 'plain' | 'wasm') => {
      const corpus = toyCorpus(60)
      const pairs = countGlovePairs(corpus, OPTIONS.window)
      const task = prepareGloveTask(
        pairs,
        corpus.words.length,
        { ...OPTIONS, epochs: 5 },
        { nThreads: 2, sharing },
      )
      const state = createRunState(1, 5, 'own')
      const trainer = createGloveTrainer(task, kernelKind, 1)
      while (trainNextBatch(trainer, state, 0));
      return {
        loss: state.sums[12],
        values: new Float32Array(task.memory.buffer, 0, task.layout.entries[0] / 4),
      }
    }
    const [plain, wasm] = [run('plain'), run('wasm')]
    expect(plain.loss).toBeGreaterThan(0)
    expect(Math.abs(wasm.loss / plain.loss - 1)).toBeLessThan(1e-4)
    for (const [at, value] of plain.values.entries())
      expect(Math.abs(wasm.values[at] - value)).toBeLessThan(1e-4)
  })

  it('brings words of one group together, the same way every time', async () => {
    const corpus = toyCorpus(300)
    const run = await trainGlove(corpus, OPTIONS, fakeHost())
    expect(run.isComplete).toBe(true)
    expect(run.losses).toHaveLength(OPTIONS.epochs)
    expect(run.losses[OPTIONS.epochs - 1]).toBeLessThan(run.losses[0] / 10)
    for (const group of GROUPS) {
      for (const word of group) {
        const nearest = similarWords(run.vectors, word, group.length - 1).map((found) => found.word)
        expect(nearest.sort()).toEqual(group.filter((other) => other !== word).sort())
      }
    }
    const again = await trainGlove(corpus, OPTIONS, fakeHost())
    expect(again.vectors.values).toEqual(run.vectors.values)
  })

  it('shows vectors on the way', async () => {
    const seen: Float32Array[] = []
    const host = fakeHost({ onProgress: ({ vectorsOf }) => seen.push(vectorsOf([2])) })
    const { vectors } = await trainGlove(toyCorpus(30), OPTIONS, host)
    expect(seen.at(-1)).toEqual(vectors.values.slice(20, 30))
    expect(seen[0]).not.toEqual(seen.at(-1))
  })

  it('stops when told to', async () => {
    const run = await trainGlove(toyCorpus(30), OPTIONS, fakeHost({ signal: AbortSignal.abort() }))
    expect(run.isComplete).toBe(false)
    expect(run.losses).toEqual([])
  })

  it.each<[string, Partial<GloveOptions>]>([
    ['epochs', { epochs: 0 }],
    ['maxCount', { maxCount: 0 }],
    ['learningRate', { learningRate: Number.NaN }],
  ])('refuses what cannot be: %s', async (name, changes) => {
    await expect(trainGlove(toyCorpus(4), { ...OPTIONS, ...changes }, fakeHost())).rejects.toThrow(name)
  })

  it('refuses a text without neighbours', async () => {
    const corpus = buildWordCorpus([['a'], ['b']], 1)
    await expect(trainGlove(corpus, OPTIONS, fakeHost())).rejects.toThrow('near each other')
  })
})

function asRows(names: readonly string[], pairs: ReturnType<typeof countGlovePairs>): string[] {
  return Array.from(
    pairs.words,
    (word, at) => `${names[word]} ${names[pairs.contexts[at]]} ${pairs.counts[at]}`,
  )
}

/** A model of one word and one entry, with parameters by chance. */
function oneEntry(logCount: number, weight: number) {
  const layout: GloveLayout = {
    dimensions: 8,
    rowFloats: 8,
    nWords: 1,
    wordRows: 0,
    contextRows: 32,
    wordSquares: 64,
    contextSquares: 96,
    biases: 128,
    biasFloats: 4,
    entries: [192],
    nBytes: 208,
  }
  const random = createRandom(9)
  const memory = { buffer: new ArrayBuffer(layout.nBytes) }
  const floats = new Float32Array(memory.buffer)
  for (let at = 0; at < 16; at++) floats[at] = random.nextGaussian() * 0.5
  floats.fill(1, 16, 32)
  floats[32] = 0.3
  floats[36] = -0.2
  floats.fill(1, 40, 48)
  floats[50] = logCount
  floats[51] = weight
  return { layout, memory, floats }
}

/** weight (w·c + b + b' - log X)² / 2 of that entry, with one value moved by `by`, in double precision. */
function slowLoss(floats: Float32Array, layout: GloveLayout, at: number, by: number): number {
  const moved = Float64Array.from(floats)
  moved[at] += by
  let error = moved[32] + moved[36] - moved[50]
  for (let k = 0; k < layout.dimensions; k++) error += moved[k] * moved[8 + k]
  return (moved[51] * error ** 2) / 2
}
