import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.js'
import { createRunState, trainNextBatch } from './batch-run.js'
import { copyRows } from './model-memory.js'
import { stepTowards } from './plain-kernel.js'
import { toyCorpus } from './testing/toy-text.js'
import { DEFAULT_WORD_VECTOR_OPTIONS, type WordVectorOptions } from './word-options.js'
import { createWordTrainer, prepareWordTask } from './word-task.js'

describe('stepTowards', () => {
  it('goes down the gradient of the loss that it returns', () => {
    const length = 5
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(), (nTargets, seed) => {
        const random = createRandom(seed)
        // x, then the targets, then the gradient, then the steps.
        const nValues = (nTargets + 2) * length + nTargets
        const start = Float32Array.from({ length: nValues }, () => random.nextGaussian() * 0.7)
        start.fill(0, (nTargets + 1) * length)
        const targets = Array.from({ length: nTargets }, (_, n) => (n + 1) * length)
        const rate = 0.01
        const after = start.slice()
        const gradient = (nTargets + 1) * length
        stepTowards(after, length, 0, targets, gradient + length, gradient, rate)
        for (let at = 0; at < (nTargets + 1) * length; at++) {
          // Of x, the movement stands in the gradient; targets have moved.
          const moved = at < length ? after[(nTargets + 1) * length + at] : after[at] - start[at]
          const h = 1e-5
          const slope =
            (slowLoss(start, length, targets, at, h) - slowLoss(start, length, targets, at, -h)) / (2 * h)
          expect(Math.abs(moved + rate * slope)).toBeLessThan(1e-6)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('returns the loss', () => {
    const values = Float32Array.of(1, 2, 0.5, -1, 3, 0.25, 0, 0, 0, 0)
    const loss = stepTowards(values.slice(), 2, 0, [2, 4], 8, 6, 0.1)
    expect(loss).toBeCloseTo(slowLoss(values, 2, [2, 4], 0, 0), 6)
  })
})

describe('the kernel in WebAssembly', () => {
  const rows: [string, Partial<WordVectorOptions>][] = [
    ['skip-gram', {}],
    ['skip-gram, other numbers of targets', { nNegative: 14 }],
    ['skip-gram, few targets', { nNegative: 2 }],
    ['an odd number of dimensions', { dimensions: 7 }],
    ['everything kept', { sample: 0 }],
    ['continuous bag of words', { model: 'cbow' }],
    ['a sum instead of the mean', { model: 'cbow', cbowCombination: 'sum' }],
    ['fastText', { subwords: { minLength: 2, maxLength: 4, nBuckets: 100 } }],
    ['fastText as a bag', { model: 'cbow', subwords: { minLength: 2, maxLength: 4, nBuckets: 100 } }],
  ]
  it.each(
    rows.flatMap(([name, changes]) => [
      [name, changes, 'own'] as const,
      [`${name}, in shared memory`, changes, 'shared'] as const,
    ]),
  )('does what its twin does: %s', (_, changes, sharing) => {
    const plain = train(changes, 'plain', sharing)
    const wasm = train(changes, 'wasm', sharing)
    expect(plain.nPredictions).toBe(wasm.nPredictions)
    expect(plain.nPredictions).toBeGreaterThan(500)
    expect(Math.abs(wasm.loss / plain.loss - 1)).toBeLessThan(1e-5)
    expect(largestDifference(plain.input, wasm.input)).toBeLessThan(2e-5)
    expect(largestDifference(plain.output, wasm.output)).toBeLessThan(2e-5)
    // Something was learnt that could differ.
    expect(Math.max(...plain.output.map(Math.abs))).toBeGreaterThan(0.05)
  })
})

/** -log σ(x·first) - Σ log σ(-x·other), with one value moved by `by`, in double precision. */
function slowLoss(
  values: Float32Array,
  length: number,
  targets: readonly number[],
  at: number,
  by: number,
): number {
  const moved = Float64Array.from(values)
  moved[at] += by
  return targets
    .map((target, n) => {
      const logit = Array.from({ length }, (_, k) => moved[k] * moved[target + k]).reduce((a, b) => a + b, 0)
      return Math.log1p(Math.exp(n === 0 ? -logit : logit))
    })
    .reduce((a, b) => a + b, 0)
}

function train(changes: Partial<WordVectorOptions>, kernelKind: 'plain' | 'wasm', sharing: 'own' | 'shared') {
  const options = { ...DEFAULT_WORD_VECTOR_OPTIONS, dimensions: 12, sample: 0.05, epochs: 3, ...changes }
  const { task } = prepareWordTask(toyCorpus(60), options, { nThreads: 2, sharing })
  const state = createRunState(1, options.epochs, 'own')
  // The second thread's part of the memory, so that its offsets are used.
  const trainer = createWordTrainer(task, kernelKind, 1)
  while (trainNextBatch(trainer, state, 0));
  const { memory, layout } = task
  return {
    input: copyRows(memory, layout, layout.inputRows, layout.nInputRows),
    output: copyRows(memory, layout, layout.outputRows, layout.nWords),
    loss: state.sums[0],
    nPredictions: state.sums[1],
  }
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, at) => Math.max(largest, Math.abs(value - b[at])), 0)
}
