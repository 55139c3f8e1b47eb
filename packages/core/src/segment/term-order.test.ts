import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type StringTable, StringTableBuilder, stringAt } from './string-table.js'
import { termOrder } from './term-order.js'

describe('termOrder', () => {
  it('is the same for the same strings, whatever their ids', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.func(fc.integer()), (texts, place) => {
        const shuffled = [...texts].sort((a, b) => place(a) - place(b))
        expect(ordered(tableOf(shuffled))).toEqual(ordered(tableOf(texts)))
      }),
    )
  })

  it('goes by hash, then by string', () => {
    const hash = fc.constantFrom(0, 1, 0xffff, 0x10000, 0x1ffff, 0xffffffff)
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.string(), hash), { selector: ([text]) => text }), (entries) => {
        const table = tableOf(entries.map(([text]) => text))
        const hashes = Uint32Array.from(entries, ([, value]) => value)
        const expected = [...entries].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
        expect(ordered({ ...table, hashes })).toEqual(expected.map(([text]) => text))
      }),
    )
  })

  it('is the same however many there are', () => {
    const table = tableOf(Array.from({ length: 30_000 }, (_, idx) => `term${idx}`))
    const byHash = Array.from(termOrder(table), (id) => table.hashes[id])
    expect(byHash).toEqual([...byHash].sort((a, b) => a - b))
  })
})

function tableOf(texts: readonly string[]): StringTable {
  const builder = new StringTableBuilder()
  for (const text of texts) builder.intern(text)
  return builder.finish()
}

function ordered(table: StringTable): string[] {
  return Array.from(termOrder(table), (id) => stringAt(table, id))
}
