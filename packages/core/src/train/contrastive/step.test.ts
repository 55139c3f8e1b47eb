import { describe, expect, it } from 'vitest'
import type { EmbeddingTable } from '../../embed/embedding-table.js'
import { createRandom } from '../random.js'
import { batchLimits, packPairs, type TokenBag, type TrainingPair } from './examples.js'
import { fillBatch } from './fill-batch.js'
import type { CreateContrastiveKernel } from './kernel.js'
import { layOut, type ParameterPlace, type TrainingMemory } from './memory.js'
import { createPlainKernel } from './plain-kernel.js'
import type { StepRecipe } from './recipe.js'
import { trainStep } from './step.js'
import { ALONE } from './team.js'
import { slowLoss, slowTableOf } from './testing/slow-loss.js'
import { createWasmKernel } from './wasm-kernel.js'

const DIMS = 16
const N_ROWS = 12
/** Not a multiple of four or eight, so that what is left over by a kernel's blocks is tested too. */
const N_PAIRS = 11
/** Of a central difference in doubles. */
const DIFFERENCE = 1e-6

const RECIPE: StepRecipe = {
  objective: { kind: 'info-nce' },
  temperature: 0.2,
  prefixes: [],
  optimizer: 'adam',
  learningRate: 0.01,
  schedule: 'constant',
  weightRate: 0.5,
}

const createPlain: CreateContrastiveKernel = (nBytes) => {
  const buffer = new ArrayBuffer(nBytes)
  return { buffer, kernel: createPlainKernel(buffer) }
}

// Zero, one and two negatives a pair, so that given and found ones meet in a batch.
const CASES: readonly (readonly [string, Partial<StepRecipe>, nNegatives: (pair: number) => number])[] = [
  ['symmetric InfoNCE', {}, () => 0],
  ['InfoNCE with hard negatives', {}, (pair) => pair % 3],
  ['triplets from the batch', { objective: { kind: 'triplet', margin: 0.3 } }, () => 0],
  ['triplets that are given', { objective: { kind: 'triplet', margin: 0.3 } }, (pair) => pair % 3],
  ['InfoNCE in nested dimensions', { prefixes: [4, 8] }, (pair) => pair % 2],
  ['triplets in nested dimensions', { objective: { kind: 'triplet', margin: 0.3 }, prefixes: [8] }, () => 1],
]

describe('trainStep', () => {
  for (const [name, some, nNegatives] of CASES) {
    const recipe = { ...RECIPE, ...some }
    for (const [language, create] of [
      ['TypeScript', createPlain],
      ['WebAssembly', createWasmKernel],
    ] as const) {
      it(`has the loss of ${name} and its gradient, in ${language}`, () => {
        const pairs = somePairs(nNegatives)
        const { memory, loss } = learnNothing(pairs, recipe, create)
        const slow = slowTableOf(someTable())
        expect(loss).toBeCloseTo(slowLoss(pairs, slow, recipe), 4)
        let largest = 0
        for (const [key, place] of places(memory)) {
          const values = slow[key]
          for (let at = 0; at < values.length; at++) {
            const kept = values[at]
            values[at] = kept + DIFFERENCE
            const above = slowLoss(pairs, slow, recipe)
            values[at] = kept - DIFFERENCE
            const slope = (above - slowLoss(pairs, slow, recipe)) / (2 * DIFFERENCE)
            values[at] = kept
            expect(Math.abs(memory.floats[place.gradient + at] - slope)).toBeLessThan(1e-4)
            largest = Math.max(largest, Math.abs(slope))
          }
        }
        expect(largest).toBeGreaterThan(0.01)
      })
    }

    for (const optimizer of ['adam', 'adagrad'] as const) {
      it(`moves the same way in both languages: ${name}, ${optimizer}`, () => {
        const pairs = somePairs(nNegatives)
        const tables = [createPlain, createWasmKernel].map((create) => {
          const { memory, step } = setUp(pairs, { ...recipe, optimizer }, create)
          for (let nSteps = 1; nSteps <= 3; nSteps++) step(nSteps)
          return memory
        })
        const [plain, wasm] = tables
        for (const [, place] of places(plain)) {
          const length = place.nRows * place.width
          for (const first of [place.values, place.means, place.squares, place.gradient]) {
            for (let at = first; at < first + length; at++) {
              expect(wasm.floats[at]).toBeCloseTo(plain.floats[at], 4)
            }
          }
          // Whatever was used has moved, and its gradient is forgotten.
          const first = plain.integers[place.touched] * place.width
          expect(plain.floats[place.squares + first]).toBeGreaterThan(0)
          expect(wasm.floats[place.gradient + first]).toBe(0)
        }
      })
    }
  }

  it('leaves texts without tokens alone', () => {
    const pairs = somePairs(() => 0)
    const empty: TokenBag = { ids: [], coefficients: [] }
    const { memory, loss } = learnNothing(
      [{ query: empty, document: empty, source: 0 }, ...pairs],
      { ...RECIPE, prefixes: [4] },
      createWasmKernel,
    )
    expect(loss).toBeGreaterThan(0)
    const { gradient } = memory.table
    for (const slope of memory.floats.subarray(gradient, gradient + N_ROWS * DIMS)) {
      expect(Number.isFinite(slope)).toBe(true)
    }
  })
})

function places(memory: TrainingMemory): ['vectors' | 'queryWeights' | 'documentWeights', ParameterPlace][] {
  return [
    ['vectors', memory.table],
    ['queryWeights', memory.queryWeights],
    ['documentWeights', memory.documentWeights],
  ]
}

function somePairs(nNegatives: (pair: number) => number): TrainingPair[] {
  const random = createRandom(3)
  const bag = (nTokens: number): TokenBag => ({
    ids: Array.from({ length: nTokens }, () => random.nextInt(N_ROWS)),
    // Rounded to what 32 bits hold, or the slow version would compute with other numbers.
    coefficients: Array.from({ length: nTokens }, () => Math.fround(1 + random.next())),
  })
  return Array.from({ length: N_PAIRS }, (_, idx) => ({
    query: bag(3),
    document: bag(4),
    source: 0,
    negatives: Array.from({ length: nNegatives(idx) }, () => bag(2)),
  }))
}

function someTable(): EmbeddingTable {
  const random = createRandom(7)
  const weights = () => Float32Array.from({ length: N_ROWS }, () => 0.5 + random.next())
  return {
    dimensions: DIMS,
    vectors: Float32Array.from({ length: N_ROWS * DIMS }, () => random.nextGaussian()),
    queryWeights: weights(),
    documentWeights: weights(),
  }
}

function setUp(pairs: readonly TrainingPair[], recipe: StepRecipe, create: CreateContrastiveKernel) {
  const packed = packPairs(pairs)
  const limits = batchLimits(packed, pairs.length)
  const plan = layOut(N_ROWS, DIMS, pairs.length, limits, Math.max(0, ...recipe.prefixes))
  const { buffer, kernel } = create(plan.cells * 4)
  const memory = { ...plan, floats: new Float32Array(buffer), integers: new Uint32Array(buffer) }
  const table = someTable()
  for (const [key, place] of places(memory)) memory.floats.set(table[key], place.values)
  const step = (nSteps: number, used = kernel) => {
    fillBatch(memory, packed, Uint32Array.from(pairs.keys()), nSteps, new Uint8Array(N_ROWS))
    return trainStep(memory, used, recipe, ALONE, () => {})
  }
  return { memory, kernel, step }
}

/** A step whose optimizer is away: the gradients stay. */
function learnNothing(pairs: readonly TrainingPair[], recipe: StepRecipe, create: CreateContrastiveKernel) {
  const { memory, kernel, step } = setUp(pairs, recipe, create)
  return { memory, loss: step(1, { ...kernel, adam: () => {} }) }
}
