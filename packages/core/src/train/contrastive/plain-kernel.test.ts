import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.js'
import type { ContrastiveKernel } from './kernel.js'
import { layOut, type MemoryPlan } from './memory.js'
import { createPlainKernel } from './plain-kernel.js'
import { createWasmKernel } from './wasm-kernel.js'

const DIMS = 8
const N_ROWS = 12
const N_TEXTS = 5
const TEMPERATURE = 0.2
/** Of a central difference in 32-bit floats: small enough to be a slope, large enough not to drown in rounding. */
const DIFFERENCE = 1e-2

describe('the kernels of contrastive training', () => {
  it('have the gradient of their loss', () => {
    const { plan, floats, kernel } = setUp(createPlain)
    gradients(plan, kernel)
    const parameters = [
      [plan.table, N_ROWS * DIMS],
      [plan.queryWeights, N_ROWS],
      [plan.documentWeights, N_ROWS],
    ] as const
    for (const [{ values, gradient }, length] of parameters) {
      for (let at = 0; at < length; at++) {
        const kept = floats[values + at]
        floats[values + at] = kept + DIFFERENCE
        const above = loss(plan, kernel)
        floats[values + at] = kept - DIFFERENCE
        const below = loss(plan, kernel)
        floats[values + at] = kept
        expect(floats[gradient + at]).toBeCloseTo((above - below) / (2 * DIFFERENCE), 2)
      }
    }
  })

  it('do the same in WebAssembly as in TypeScript', () => {
    const plain = setUp(createPlain)
    const wasm = setUp(createWasmKernel)
    expect(loss(wasm.plan, wasm.kernel)).toBeCloseTo(loss(plain.plan, plain.kernel), 4)
    for (const { plan, kernel, integers } of [plain, wasm]) {
      gradients(plan, kernel)
      for (let row = 0; row < N_ROWS; row++) integers[plan.touched + row] = row
      const { values, gradient, means, squares } = plan.table
      kernel.adam(plan.touched, N_ROWS, DIMS, values, gradient, means, squares, 0.01, 0.9, 0.999, 1e-8)
      const weights = plan.queryWeights
      kernel.adam(
        plan.touched,
        N_ROWS,
        1,
        weights.values,
        weights.gradient,
        weights.means,
        weights.squares,
        0.01,
        0.9,
        0.999,
        1e-8,
      )
    }
    // What lies below belongs to the module.
    for (let at = plain.plan.table.values; at < plain.plan.cells; at++) {
      // Cells of ids and starts are the same bits and, read as floats, the same numbers.
      expect(wasm.floats[at]).toBeCloseTo(plain.floats[at], 4)
    }
  })
})

type CreateKernel = (bytes: number) => {
  readonly buffer: ArrayBufferLike
  readonly kernel: ContrastiveKernel
}

function createPlain(bytes: number) {
  const buffer = new ArrayBuffer(bytes)
  return { buffer, kernel: createPlainKernel(buffer) }
}

function setUp(create: CreateKernel) {
  const plan = layOut(N_ROWS, DIMS, N_TEXTS, N_TEXTS * 3, N_TEXTS * 4)
  const { buffer, kernel } = create(plan.cells * 4)
  const floats = new Float32Array(buffer)
  const integers = new Uint32Array(buffer)
  const random = createRandom(3)
  for (let at = 0; at < N_ROWS * DIMS; at++) floats[plan.table.values + at] = random.nextGaussian()
  for (const weights of [plan.queryWeights, plan.documentWeights]) {
    for (let row = 0; row < N_ROWS; row++) floats[weights.values + row] = 0.5 + random.next()
  }
  for (const [texts, nTokens] of [
    [plan.queries, 3],
    [plan.documents, 4],
  ] as const) {
    for (let text = 0; text <= N_TEXTS; text++) integers[texts.starts + text] = text * nTokens
    for (let token = 0; token < N_TEXTS * nTokens; token++) {
      integers[texts.ids + token] = random.nextInt(N_ROWS)
      floats[texts.coefficients + token] = 1 + random.next()
    }
  }
  return { plan, floats, integers, kernel }
}

function loss(plan: MemoryPlan, kernel: ContrastiveKernel): number {
  const { table, dims } = plan
  for (const [texts, weights] of [
    [plan.queries, plan.queryWeights],
    [plan.documents, plan.documentWeights],
  ] as const) {
    const { starts, ids, coefficients, units, norms } = texts
    kernel.encode(starts, ids, coefficients, N_TEXTS, table.values, weights.values, dims, units, norms)
  }
  kernel.similarities(plan.queries.units, plan.documents.units, N_TEXTS, dims, plan.scores)
  return kernel.infoNce(plan.scores, N_TEXTS, TEMPERATURE, plan.gradient, plan.rowSums, plan.columnSums)
}

function gradients(plan: MemoryPlan, kernel: ContrastiveKernel): void {
  const { table, dims, queries, documents, gradient } = plan
  loss(plan, kernel)
  kernel.multiply(gradient, documents.units, N_TEXTS, dims, queries.unitGradients)
  kernel.multiplyTransposed(gradient, queries.units, N_TEXTS, dims, documents.unitGradients)
  for (const [texts, weights] of [
    [queries, plan.queryWeights],
    [documents, plan.documentWeights],
  ] as const) {
    kernel.backpropagate(
      texts.starts,
      texts.ids,
      texts.coefficients,
      N_TEXTS,
      table.values,
      weights.values,
      dims,
      texts.units,
      texts.norms,
      texts.unitGradients,
      table.gradient,
      weights.gradient,
    )
  }
}
