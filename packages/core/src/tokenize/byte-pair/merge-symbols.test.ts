import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMergeTable, mergeByHeap, mergeByScan, mergeSymbols } from './merge-symbols.js'
import { type SlowMerge, slowEncode } from './testing/slow-byte-pairs.js'

type Merge = (symbols: Uint32Array, table: ReturnType<typeof createMergeTable>) => number

/** Merges over the letters a to d; each makes a symbol whose spelling is that of its parts. */
const mergeList = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 12 }).map((picks) => {
  const spellings = ['a', 'b', 'c', 'd']
  const merges: SlowMerge[] = []
  for (const [pickLeft, pickRight] of picks) {
    const left = spellings[pickLeft % spellings.length]
    const right = spellings[pickRight % spellings.length]
    if (merges.some((merge) => merge.left === left && merge.right === right)) continue
    merges.push({ left, right })
    if (!spellings.includes(left + right)) spellings.push(left + right)
  }
  return { merges, spellings }
})

function run(
  merge: Merge,
  word: string,
  merges: readonly SlowMerge[],
  spellings: readonly string[],
): string[] {
  const idOf = (spelling: string) => spellings.indexOf(spelling)
  const rows = merges.flatMap(({ left, right }) => [idOf(left), idOf(right), idOf(left + right)])
  const symbols = Uint32Array.from(word, idOf)
  const nLeft = merge(symbols, createMergeTable(Uint32Array.from(rows)))
  return Array.from(symbols.subarray(0, nLeft), (id) => spellings[id])
}

describe.each<[string, Merge]>([
  ['by scan', mergeByScan],
  ['by heap', mergeByHeap],
  ['as chosen', mergeSymbols],
])('merging %s', (_name, merge) => {
  it.each<[string, [string, string][], string[]]>([
    ['abcd', [], ['a', 'b', 'c', 'd']],
    ['', [], []],
    ['aaa', [['a', 'a']], ['aa', 'a']],
    [
      'aaaa',
      [
        ['a', 'a'],
        ['aa', 'aa'],
      ],
      ['aaaa'],
    ],
    // The stronger merge takes the b, although the weaker one stands further left.
    [
      'abc',
      [
        ['b', 'c'],
        ['a', 'b'],
      ],
      ['a', 'bc'],
    ],
    [
      'abc',
      [
        ['a', 'b'],
        ['b', 'c'],
      ],
      ['ab', 'c'],
    ],
  ])('%s with %j', (word, pairs, expected) => {
    const merges = pairs.map(([left, right]) => ({ left, right }))
    const spellings = ['a', 'b', 'c', 'd', ...merges.map(({ left, right }) => left + right)]
    expect(run(merge, word, merges, spellings)).toEqual(expected)
  })

  it('is what the slow definition says', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 70 })
    fc.assert(
      fc.property(mergeList, word, ({ merges, spellings }, text) => {
        expect(run(merge, text, merges, spellings)).toEqual(slowEncode(text, merges))
      }),
      { numRuns: 300 },
    )
  })
})
