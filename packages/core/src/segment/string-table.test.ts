import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  findString,
  hashBytes,
  joinTables,
  NOT_KEPT,
  type StringTable,
  StringTableBuilder,
  stringAt,
  tableSize,
} from './string-table.js'

describe('StringTableBuilder', () => {
  it.each([
    ['nothing', []],
    ['the empty string', ['', 'a', '']],
    ['repeats', ['b', 'a', 'b', 'a', 'c']],
    ['letters of two, three and four bytes', ['ñ', '日', '😀', 'e\u0301', 'é']],
    ['a byte order mark', ['\ufeffa', 'a', '\ufeff']],
    ['a lone surrogate, which becomes the replacement character', ['\ud83d', 'a', '\ufffd', '\ude00']],
    ['halves of a pair side by side', ['x\ud83d', '\ude00y', 'z']],
  ])('keeps %s', (_, strings) => check(strings))

  it('is a Map from string to the order of first use', () => {
    fc.assert(fc.property(fc.array(anyString()), (strings) => check(strings)))
  })

  it('gives the same bytes for the same strings in the same order', () => {
    expect(tableOf(['a', 'b', 'a', 'c'])).toEqual(tableOf(['a', 'b', 'c']))
  })

  it('tells strings of one hash apart', () => {
    const [one, other] = COLLISION
    expect(hashOf(one)).toBe(hashOf(other))
    check([one, other])
    expect(findString(tableOf([one]), other)).toBe(-1)
  })

  it('finds every string of a full table', () => {
    check(Array.from({ length: 5000 }, (_, idx) => `term${idx}`))
  })
})

describe('joinTables', () => {
  it('is one table of all strings, table by table', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyString())), (lists) => {
        const { table, remap } = joinTables(
          lists.map(tableOf),
          lists.map(() => undefined),
        )
        expect(table).toEqual(tableOf(lists.flat()))
        for (const [idx, strings] of lists.entries()) {
          expect(Array.from(remap[idx], (id) => stringAt(table, id))).toEqual(distinct(strings))
        }
      }),
    )
  })

  it('leaves out what it is told to, unless another table keeps it', () => {
    const strings = fc.array(fc.constantFrom('a', 'b', 'c', '', 'ñ', ...COLLISION))
    const part = fc.record({ strings, keepEvery: fc.integer({ min: 1, max: 3 }) })
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const tables = parts.map((one) => tableOf(one.strings))
        const keep = parts.map((one, idx) =>
          Uint8Array.from({ length: tableSize(tables[idx]) }, (_, id) => (id % one.keepEvery === 0 ? 1 : 0)),
        )
        const kept = parts.map((one) => distinct(one.strings).filter((_, id) => id % one.keepEvery === 0))
        const { table, remap } = joinTables(tables, keep)
        expect(table).toEqual(tableOf(kept.flat()))
        for (const [idx, flags] of keep.entries()) {
          for (const [id, flag] of flags.entries()) {
            const expected = flag ? findString(table, stringAt(tables[idx], id)) : NOT_KEPT
            expect(remap[idx][id]).toBe(expected)
          }
        }
      }),
    )
  })
})

/** Found by trying words: the FNV-1a hashes of these two are equal. */
const COLLISION = ['costarring', 'liquid'] as const

function check(strings: readonly string[]): void {
  const builder = new StringTableBuilder()
  const ids = new Map<string, number>()
  for (const text of strings) {
    const wellFormed = text.replace(/\p{Surrogate}/gu, '\ufffd')
    if (!ids.has(wellFormed)) ids.set(wellFormed, ids.size)
    expect(builder.intern(text)).toBe(ids.get(wellFormed))
  }
  const table = builder.finish()
  expect(builder.size).toBe(ids.size)
  expect(tableSize(table)).toBe(ids.size)
  for (const [text, id] of ids) {
    expect(stringAt(table, id)).toBe(text)
    expect(findString(table, text)).toBe(id)
  }
  for (const text of ['', 'absent', 'a', '\ufffd']) expect(findString(table, text)).toBe(ids.get(text) ?? -1)
}

function tableOf(strings: readonly string[]): StringTable {
  const builder = new StringTableBuilder()
  for (const text of strings) builder.intern(text)
  return builder.finish()
}

function distinct(strings: readonly string[]): string[] {
  return [...new Set(strings.map((text) => text.replace(/\p{Surrogate}/gu, '\ufffd')))]
}

/** Short strings that often repeat, of all widths, halves of surrogate pairs among them. */
function anyString(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom('', 'a', 'b', 'ab', 'ñ', '😀', ...COLLISION),
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc
      .array(fc.integer({ min: 0xd7ff, max: 0xe000 }), { maxLength: 3 })
      .map((units) => String.fromCharCode(...units)),
  )
}

function hashOf(text: string): number {
  const bytes = new TextEncoder().encode(text)
  return hashBytes(bytes, 0, bytes.length)
}
