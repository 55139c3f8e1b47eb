import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PairTable } from './pair-table.js'
import { PieceTable } from './piece-table.js'

const id = fc.oneof(fc.nat(5), fc.nat(0xffff_fffe))

describe('PairTable', () => {
  it('numbers pairs like a Map, also when it grows', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(id, id), { maxLength: 200 }), (pairs) => {
        const table = new PairTable(2)
        const expected = new Map<string, number>()
        for (const [left, right] of pairs) {
          const key = `${left} ${right}`
          expect(table.find(left, right)).toBe(expected.get(key) ?? -1)
          if (!expected.has(key)) expected.set(key, expected.size)
          expect(table.add(left, right)).toBe(expected.get(key))
        }
        expect(table.size).toBe(expected.size)
        for (const [key, idx] of expected) expect(`${table.left(idx)} ${table.right(idx)}`).toBe(key)
      }),
    )
  })
})

describe('PieceTable', () => {
  it('finds what was added, wherever it stands in a text', () => {
    const table = new PieceTable()
    expect(table.find('the cat', 4, 7)).toBe(-1)
    expect(table.add('the cat', 4, 7)).toBe(0)
    expect(table.find('cats and dogs', 0, 3)).toBe(0)
    expect(table.find('cats and dogs', 0, 4)).toBe(-1)
    expect(table.find('cats and dogs', 0, 2)).toBe(-1)
  })

  it('numbers pieces like a Map, also when it grows', () => {
    const table = new PieceTable()
    const expected = new Map<string, number>()
    // More than the first capacity, in code units too.
    for (let i = 0; i < 5000; i++) {
      const piece = `${(i * 7919) % 4001} 日`
      const idx = table.find(piece, 0, piece.length)
      expect(idx).toBe(expected.get(piece) ?? -1)
      if (idx < 0) expected.set(piece, table.add(piece, 0, piece.length))
    }
    expect(table.size).toBe(4001)
    for (const [piece, idx] of expected) expect(table.textOf(idx)).toBe(piece)
    table.clear()
    expect([table.size, table.find('0 日', 0, 3)]).toEqual([0, -1])
  })
})
