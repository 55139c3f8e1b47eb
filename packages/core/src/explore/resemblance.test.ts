import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resemblance, resemblanceOfBags } from './resemblance.js'
import { bagOf } from './shingles.js'

const ORIGINAL = `function total(items, rate) {
  let sum = 0
  for (const item of items) {
    if (item.price > 0) sum += item.price * item.count
  }
  return sum + sum * rate
}`
const RENAMED = `function addUp(rows: Row[], tax) {
  let result = 10;
  // Only what costs something.
  for (const row of rows)
  {
    if (row.cost > 0) result += row.cost * row.n;
  }
  return result + result * tax;
}`.replace(': Row[]', '')

function compare(a: string, b: string, language = 'javascript'): number {
  return resemblance({ text: a, language }, { text: b, language })
}

describe('resemblance', () => {
  it.each<[name: string, other: string, least: number, most: number]>([
    ['itself', ORIGINAL, 1, 1],
    ['other names, numbers, comments and layout', RENAMED, 1, 1],
    ['one name for another inside', ORIGINAL.replace('sum * rate', 'rate * rate'), 0.8, 0.95],
    ['a statement more', ORIGINAL.replace('  return', '  log(sum)\n  return'), 0.85, 0.95],
    ['a statement less', ORIGINAL.replace('  let sum = 0\n', ''), 0.85, 0.97],
    ['another operator', ORIGINAL.replace('+=', '-='), 0.85, 0.97],
    [
      'other work',
      'function open(path) {\n  try {\n    return read(path)\n  } catch { return null }\n}',
      0,
      0.2,
    ],
    ['nothing', '', 0, 0],
  ])('of a function and %s', (_, other, least, most) => {
    const found = compare(ORIGINAL, other)
    expect(found).toBeGreaterThanOrEqual(least)
    expect(found).toBeLessThanOrEqual(most)
    expect(compare(other, ORIGINAL)).toBe(found)
  })

  it('compares languages that look alike', () => {
    const typed = { text: ORIGINAL, language: 'typescript' }
    expect(resemblance({ text: ORIGINAL, language: 'javascript' }, typed)).toBe(1)
  })

  it('counts what occurs several times as often as it does', () => {
    expect(resemblanceOfBags(bagOf(Uint32Array.of(7, 7, 7, 9)), bagOf(Uint32Array.of(7, 9, 9)))).toBe(
      (2 * 2) / 7,
    )
  })

  it('is what a slow count of bags says', () => {
    const hashes = fc.array(fc.nat(6), { maxLength: 12 })
    fc.assert(
      fc.property(hashes, hashes, (a, b) => {
        const count = (list: number[], value: number) => list.filter((each) => each === value).length
        const values = [...new Set([...a, ...b])]
        const shared = values.reduce((sum, value) => sum + Math.min(count(a, value), count(b, value)), 0)
        const found = resemblanceOfBags(bagOf(Uint32Array.from(a)), bagOf(Uint32Array.from(b)))
        expect(found).toBe(shared === 0 ? 0 : (2 * shared) / (a.length + b.length))
      }),
    )
  })
})
