import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.js'
import type { TrainingPair } from './examples.js'
import type { ContrastiveOptions } from './options.js'
import { recipeOf } from './recipe.js'
import { slowLoss, slowTableOf } from './testing/slow-loss.js'
import {
  cosineOfRows,
  TOY_DIMS,
  TOY_TOPICS,
  topicsFound,
  toyOptions,
  toyPairs,
  toyTable,
} from './testing/toy-pairs.js'
import { trainContrastive } from './train.js'
import { createWasmKernel } from './wasm-kernel.js'

describe('trainContrastive', () => {
  const ways: readonly (readonly [string, Partial<ContrastiveOptions>])[] = [
    ['InfoNCE', {}],
    ['triplets', { objective: { kind: 'triplet', margin: 0.5 } }],
    ['Adagrad', { optimizer: 'adagrad', learningRate: 0.3 }],
    [
      'validation',
      { validation: { share: 0.1, maxPairs: 50, timesPerEpoch: 1, patience: 9, metric: 'accuracy' } },
    ],
  ]
  for (const [name, some] of ways) {
    it(`draws a query to its document and pushes it from the others: ${name}`, () => {
      expect(topicsFound(toyTable())).toBeLessThan(TOY_TOPICS)
      const table = trainContrastive(toyPairs(), toyTable(), toyOptions(some), createWasmKernel)
      expect(topicsFound(table)).toBe(TOY_TOPICS)
    })
  }

  it('teaches the first dimensions to do without the others', () => {
    const pairs = toyPairs()
    const lossInFour = (prefixes: number[]) => {
      const table = trainContrastive(pairs, toyTable(), toyOptions({ prefixes }), createWasmKernel)
      const first = pairs.slice(0, TOY_TOPICS)
      const recipe = recipeOf(toyOptions({}), TOY_DIMS)
      const whole = slowLoss(first, slowTableOf(table), recipe)
      return slowLoss(first, slowTableOf(table), { ...recipe, prefixes: [4] }) - whole
    }
    expect(lossInFour([4, 8])).toBeLessThan(0.5 * lossInFour([]))
  })

  it('learns what a pair says is wrong, although no batch would have shown it', () => {
    const wrongId = TOY_TOPICS * 2
    const wrong = { ids: [wrongId], coefficients: [1] }
    // Nobody else asks for or answers with this token, so only as a negative does it ever meet the query.
    const pairs: TrainingPair[] = toyPairs().map((pair) => ({
      query: { ids: [pair.query.ids[0]], coefficients: [1] },
      document: { ids: [pair.document.ids[0]], coefficients: [1] },
      source: 0,
    }))
    const table = toyTable()
    table.vectors.copyWithin(wrongId * TOY_DIMS, 0, TOY_DIMS)
    const similarity = (given: readonly TrainingPair[]) =>
      cosineOfRows(trainContrastive(given, table, toyOptions({}), createWasmKernel), 0, wrongId)
    const without = similarity(pairs)
    expect(similarity(pairs.map((pair) => ({ ...pair, negatives: [wrong] })))).toBeLessThan(without - 0.2)
  })

  it('gives the same table again, and another one from another seed', () => {
    const train = (seed: number) =>
      trainContrastive(toyPairs(), toyTable(), toyOptions({ random: createRandom(seed) }), createWasmKernel)
    expect(train(1)).toEqual(train(1))
    expect(train(1).vectors).not.toEqual(train(2).vectors)
  })

  it('reports, and stops when it is told to', () => {
    const controller = new AbortController()
    const losses: number[] = []
    const options = toyOptions({
      epochs: 100,
      signal: controller.signal,
      onProgress: ({ loss, done, total }) => {
        losses.push(loss)
        expect(done).toBeLessThan(total)
        if (losses.length === 3) controller.abort()
      },
    })
    const table = trainContrastive(toyPairs(), toyTable(), options, createWasmKernel)
    expect(losses).toHaveLength(3)
    expect(losses[2]).toBeLessThan(losses[0])
    expect(table.vectors).not.toEqual(toyTable().vectors)
  })

  it('has nothing to learn from a single pair', () => {
    const table = toyTable()
    expect(trainContrastive(toyPairs(1), table, toyOptions({}), createWasmKernel)).toBe(table)
  })

  it('refuses prefixes and margins that cannot be', () => {
    const train = (some: Partial<ContrastiveOptions>) => () =>
      trainContrastive(toyPairs(), toyTable(), toyOptions(some), createWasmKernel)
    for (const prefixes of [[6], [TOY_DIMS], [0], [4, 4]]) expect(train({ prefixes })).toThrow(RangeError)
    expect(train({ objective: { kind: 'triplet', margin: -1 } })).toThrow(RangeError)
  })
})
