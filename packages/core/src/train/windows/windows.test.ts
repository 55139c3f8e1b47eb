import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slidingWindows } from '../../tokenize/sliding-windows.js'
import { oneHotVectors } from '../vectors/one-hot.js'
import { createEmbeddingLayer, type EmbeddingLayerOptions } from './embedding-layer.js'
import { windowBatches } from './window-batches.js'

const upTo = (n: number) => Uint32Array.from({ length: n }, (_, id) => id)

describe('windowBatches', () => {
  const windows = slidingWindows(upTo(8), 2, 2)

  it('come in order, the last one smaller or dropped', () => {
    const batches = [...windowBatches(windows, { batchSize: 2, order: 'as-is', rest: 'keep' })]
    expect(batches).toEqual([
      { shape: [2, 2], inputs: Uint32Array.of(0, 1, 2, 3), targets: Uint32Array.of(1, 2, 3, 4) },
      { shape: [1, 2], inputs: Uint32Array.of(4, 5), targets: Uint32Array.of(5, 6) },
    ])
    expect([...windowBatches(windows, { batchSize: 2, order: 'as-is', rest: 'drop' })]).toEqual([batches[0]])
  })

  it('hold each window once, in an order that only the seed decides', () => {
    const size = fc.integer({ min: 1, max: 7 })
    fc.assert(
      fc.property(fc.nat(60), size, size, fc.nat(), (n, length, batchSize, seed) => {
        const many = slidingWindows(upTo(n), length, 1)
        const run = () => [...windowBatches(many, { batchSize, order: { seed }, rest: 'keep' })]
        const batches = run()
        expect(run()).toEqual(batches)
        const firsts = batches.flatMap(({ inputs, targets, shape: [batch] }) => {
          expect([...targets]).toEqual([...inputs].map((id) => id + 1))
          expect(inputs).toHaveLength(batch * length)
          return Array.from({ length: batch }, (_, row) => inputs[row * length])
        })
        expect(firsts.sort((a, b) => a - b)).toEqual([...upTo(many.count)])
      }),
    )
  })

  it('are really shuffled', () => {
    const many = slidingWindows(upTo(101), 1, 1)
    const orderOf = (seed: number) =>
      [...windowBatches(many, { batchSize: 10, order: { seed }, rest: 'keep' })].flatMap(({ inputs }) => [
        ...inputs,
      ])
    expect(orderOf(1)).not.toEqual([...upTo(100)])
    expect(orderOf(1)).not.toEqual(orderOf(2))
  })

  it('refuse a size that is none', () => {
    const empty = { batchSize: 0, order: 'as-is', rest: 'keep' } as const
    expect(() => windowBatches(windows, empty).next()).toThrow('batches of 0')
  })
})

describe('the embedding layer', () => {
  const OPTIONS: EmbeddingLayerOptions = {
    vocabularySize: 5,
    dimensions: 3,
    deviation: 1,
    seed: 7,
    positions: { kind: 'none' },
  }

  it('gives [batch, length, dimensions]', () => {
    const layer = createEmbeddingLayer(OPTIONS)
    const { shape, values } = layer.lookup(Uint32Array.of(4, 0, 0, 2), [2, 2])
    expect(shape).toEqual([2, 2, 3])
    const row = (id: number) => [...layer.weights.subarray(id * 3, id * 3 + 3)]
    expect([...values]).toEqual([...row(4), ...row(0), ...row(0), ...row(2)])
  })

  it('does what a product with one-hot vectors does', () => {
    const layer = createEmbeddingLayer(OPTIONS)
    const ids = Uint32Array.of(3, 1, 4)
    const oneHot = oneHotVectors(ids, 5)
    const product = Float32Array.from({ length: 9 }, (_, at) => {
      const [row, d] = [Math.floor(at / 3), at % 3]
      return [0, 1, 2, 3, 4].reduce((sum, id) => sum + oneHot[row * 5 + id] * layer.weights[id * 3 + d], 0)
    })
    expect(layer.lookup(ids, [1, 3]).values).toEqual(product)
  })

  it('adds the vector of the position in the window', () => {
    const layer = createEmbeddingLayer({ ...OPTIONS, positions: { kind: 'learnt', longest: 2 } })
    expect(layer.positionWeights).toHaveLength(6)
    const { values } = layer.lookup(Uint32Array.of(1, 1, 1, 1), [2, 2])
    const expected = [0, 1, 2].map((d) => Math.fround(layer.weights[3 + d] + layer.positionWeights[3 + d]))
    expect([...values.subarray(3, 6)]).toEqual(expected)
    expect(values.subarray(6)).toEqual(values.subarray(0, 6))
    expect(values.subarray(0, 3)).not.toEqual(values.subarray(3, 6))
  })

  it('has the waves of the paper', () => {
    const positions = { kind: 'sinusoidal', longest: 2 } as const
    const { positionWeights } = createEmbeddingLayer({ ...OPTIONS, dimensions: 4, positions })
    const expected = [0, 1, 0, 1, Math.sin(1), Math.cos(1), Math.sin(0.01), Math.cos(0.01)]
    expect([...positionWeights]).toEqual(expected.map(Math.fround))
  })

  it('begins with weights of the stated spread, the same for the same seed', () => {
    const options = { ...OPTIONS, vocabularySize: 500, dimensions: 20, deviation: 0.02 }
    const { weights } = createEmbeddingLayer(options)
    const mean = weights.reduce((sum, value) => sum + value, 0) / weights.length
    const variance = weights.reduce((sum, value) => sum + (value - mean) ** 2, 0) / weights.length
    expect(Math.abs(mean)).toBeLessThan(0.001)
    expect(Math.sqrt(variance)).toBeCloseTo(0.02, 3)
    expect(createEmbeddingLayer(options).weights).toEqual(weights)
    expect(createEmbeddingLayer({ ...options, seed: 8 }).weights).not.toEqual(weights)
  })

  it.each<[string, number[], [number, number], EmbeddingLayerOptions['positions']]>([
    ['an id outside', [5], [1, 1], { kind: 'none' }],
    ['too few ids', [1, 2], [1, 3], { kind: 'none' }],
    ['a window too long', [1, 2, 3], [1, 3], { kind: 'learnt', longest: 2 }],
  ])('refuses %s', (_what, ids, shape, positions) => {
    const layer = createEmbeddingLayer({ ...OPTIONS, positions })
    expect(() => layer.lookup(Uint32Array.from(ids), shape)).toThrow(
      expect.objectContaining({ code: 'batch-shape' }),
    )
  })
})
