import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CoOccurrence, countCoOccurrences } from './co-occurrence.js'
import { oneHotVectors } from './one-hot.js'
import { denseOf, dotOfRows, sparseMatrixOf } from './sparse-matrix.js'
import { learnTfIdf, tfIdfVectors } from './tf-idf.js'

describe('oneHotVectors', () => {
  it('has a single 1 in each row', () => {
    expect([...oneHotVectors([2, 0], 3)]).toEqual([0, 0, 1, 1, 0, 0])
    expect(oneHotVectors([], 3)).toHaveLength(0)
  })

  it.each([[[3]], [[-1]]])('refuses %j in a vocabulary of 3', (ids) => {
    expect(() => oneHotVectors(ids, 3)).toThrow(expect.objectContaining({ code: 'batch-shape' }))
  })
})

describe('SparseMatrix', () => {
  const row = fc.dictionary(fc.constantFrom('0', '1', '2', '3'), fc.integer({ min: -9, max: 9 }))

  it('is the dense matrix, and its products are', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (cells) => {
        const rows = cells.map(
          (cell) => new Map(Object.entries(cell).map(([c, value]) => [Number(c), value])),
        )
        const matrix = sparseMatrixOf(rows, 4)
        const expected = rows.map((cell) => [0, 1, 2, 3].map((column) => cell.get(column) ?? 0))
        expect([...denseOf(matrix)]).toEqual(expected.flat())
        const dot = expected[0].reduce(
          (sum, value, column) => sum + value * (expected.at(-1)?.[column] ?? 0),
          0,
        )
        expect(dotOfRows(matrix, 0, matrix, rows.length - 1)).toBeCloseTo(dot)
      }),
    )
  })
})

describe('TF-IDF', () => {
  const DOCUMENTS = [['the', 'cat', 'the'], ['the', 'dog'], []]

  it('learns how rare each term is', () => {
    const { columns, idf, nDocuments } = learnTfIdf(DOCUMENTS)
    expect(nDocuments).toBe(3)
    expect([...columns]).toEqual([
      ['cat', 0],
      ['dog', 1],
      ['the', 2],
    ])
    expect([...idf]).toEqual([Math.log(4 / 2) + 1, Math.log(4 / 2) + 1, Math.log(4 / 3) + 1])
  })

  // As scikit-learn's TfidfVectorizer gives for the same documents.
  it('weighs and normalizes', () => {
    const vectors = denseOf(tfIdfVectors(DOCUMENTS, learnTfIdf(DOCUMENTS), 'count'))
    const expected = [0.54935123, 0, 0.83559154, 0, 0.79596054, 0.60534851, 0, 0, 0]
    expect([...vectors].map((value, i) => Math.abs(value - expected[i]) < 1e-8)).toEqual(
      expected.map(() => true),
    )
  })

  const word = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const documents = fc.array(fc.array(word, { maxLength: 8 }), { minLength: 1, maxLength: 6 })

  it.each(['count', 'log'] as const)('is what the formula says, with %s', (weight) => {
    fc.assert(
      fc.property(documents, fc.array(fc.array(fc.oneof(word, fc.constant('new')))), (known, others) => {
        const actual = denseOf(tfIdfVectors(others, learnTfIdf(known), weight))
        const terms = [...new Set(known.flat())].sort()
        const rows = others.map((document) => {
          const raw = terms.map((term) => {
            const count = document.filter((other) => other === term).length
            const nWith = known.filter((other) => other.includes(term)).length
            const tf = weight === 'count' || count === 0 ? count : 1 + Math.log(count)
            return tf * (Math.log((1 + known.length) / (1 + nWith)) + 1)
          })
          const length = Math.hypot(...raw)
          return raw.map((value) => (length === 0 ? 0 : value / length))
        })
        const expected = rows.flat()
        expect(actual).toHaveLength(expected.length)
        for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, 10)
      }),
    )
  })
})

describe('countCoOccurrences', () => {
  const count = (sequences: number[][], options: Partial<CoOccurrence> = {}) => [
    ...denseOf(
      countCoOccurrences(sequences, {
        vocabularySize: 3,
        window: 2,
        weighting: 'equal',
        context: 'both-sides',
        ...options,
      }),
    ),
  ]

  it.each<[string, number[], Partial<CoOccurrence>]>([
    ['both sides', [0, 1, 1, 1, 0, 1, 1, 1, 0], {}],
    ['before only', [0, 0, 0, 1, 0, 0, 1, 1, 0], { context: 'before' }],
    ['by distance', [0, 1, 0.5, 1, 0, 1, 0.5, 1, 0], { weighting: 'inverse-distance' }],
    ['neighbours', [0, 1, 0, 1, 0, 1, 0, 1, 0], { window: 1 }],
  ])('of 0 1 2: %s', (_what, expected, options) => {
    expect(count([[0, 1, 2]], options)).toEqual(expected)
  })

  it('counts a word beside itself from both sides, and not across sequences', () => {
    expect(count([[0, 0], [1]], { window: 5 })).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0])
  })

  it('is what all pairs say', () => {
    const sequences = fc.array(fc.array(fc.nat(2), { maxLength: 12 }), { maxLength: 4 })
    const weighting = fc.constantFrom('equal' as const, 'inverse-distance' as const)
    const context = fc.constantFrom('both-sides' as const, 'before' as const)
    fc.assert(
      fc.property(sequences, fc.integer({ min: 1, max: 5 }), weighting, context, (texts, window, ...rest) => {
        const expected = new Array<number>(9).fill(0)
        for (const ids of texts) {
          for (const [i, word] of ids.entries()) {
            for (const [j, other] of ids.entries()) {
              const distance = rest[1] === 'before' ? i - j : Math.abs(i - j)
              if (distance < 1 || distance > window) continue
              expected[word * 3 + other] += rest[0] === 'equal' ? 1 : 1 / distance
            }
          }
        }
        const actual = count(texts, { window, weighting: rest[0], context: rest[1] })
        for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, 10)
      }),
    )
  })

  it('refuses ids and windows that cannot be', () => {
    expect(() => count([[3]])).toThrow('id 3 in a vocabulary of 3')
    expect(() => count([], { window: 0 })).toThrow(expect.objectContaining({ code: 'batch-shape' }))
  })
})
