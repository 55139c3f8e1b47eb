import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildWordPieces, createPieceTokenizer } from './word-pieces.js'

describe('buildWordPieces', () => {
  it('keeps the most frequent terms, ties by their letters', () => {
    const counts = new Map([
      ['rout', 3],
      ['b', 5],
      ['a', 5],
      ['rare', 1],
    ])
    expect(buildWordPieces(counts, 3, 2)).toEqual({ terms: ['a', 'b', 'rout'], nHashRows: 2 })
  })
})

describe('createPieceTokenizer', () => {
  const terms = ['rout', 'router', 'group', 'in']
  const { rowsOf, nRows } = createPieceTokenizer({ terms, nHashRows: 1 })

  it.each([
    ['router', [1]],
    ['in', [3]],
    ['routergroup', [1, 2]],
    ['groupx', [2, 4]],
    ['ingroup', [4]],
    ['日本', [4]],
  ])('%s → rows %j', (term, rows) => {
    expect(rowsOf(term)).toEqual(rows)
  })

  it('gives every term rows of the table, the same each time', () => {
    expect(nRows).toBe(5)
    const letters = fc.string({ unit: fc.constantFrom('r', 'o', 'u', 't', 'e', 'g', 'p', 'é') })
    fc.assert(
      fc.property(fc.oneof(letters, fc.string()), (term) => {
        const rows = rowsOf(term)
        expect(rows).toEqual(createPieceTokenizer({ terms, nHashRows: 1 }).rowsOf(term))
        expect(rows.every((row) => row >= 0 && row < nRows)).toBe(true)
        expect(rows.length > 0).toBe(term.length > 0)
      }),
    )
  })
})
