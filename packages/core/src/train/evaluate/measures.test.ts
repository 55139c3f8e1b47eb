import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averagePrecision, covers, type FoundPlace, ndcg, recall, type Target } from './measures.js'

const LOG3 = Math.log2(3)

describe('the measures', () => {
  // By hand: ranks are those of the places, gains are discounted by log2(rank + 1).
  it.each<[string, string, readonly Target[], number, number, number]>([
    ['the only target first', 'a b', ['a'], 1, 1, 1],
    ['the only target second', 'a b', ['b'], 1 / LOG3, 1, 1 / 2],
    ['no target', 'a b', ['c'], 0, 0, 0],
    ['no places', '', ['a'], 0, 0, 0],
    ['no targets', 'a', [], 0, 0, 0],
    ['both targets first', 'a b c', ['b', 'a'], 1, 1, 1],
    ['one of two', 'a c', ['a', 'b'], 1 / (1 + 1 / LOG3), 1 / 2, 1 / 2],
    [
      'two of three, first and third',
      'a x b',
      ['a', 'b', 'c'],
      (1 + 1 / 2) / (1 + 1 / LOG3 + 1 / 2),
      2 / 3,
      (1 + 2 / 3) / 3,
    ],
    ['a target past the tenth place', 'b c d e f g h i j k a', ['a'], 0, 0, 0],
    [
      'a target twice counts once, where it is first covered',
      'a a',
      ['a', 'b'],
      1 / (1 + 1 / LOG3),
      1 / 2,
      1 / 2,
    ],
    ['two targets that one place covers', 'a b', ['a', { path: 'a' }], 1 / (1 + 1 / LOG3), 1, 1 / 2],
    ['eleven targets, of which ten are first', 'a b c d e f g h i j', [...'abcdefghijk'], 1, 1, 1],
  ])('%s', (_, places, targets, expectedNdcg, expectedRecall, expectedPrecision) => {
    const found = places
      .split(' ')
      .filter(Boolean)
      .map((path) => ({ path, startLine: 1, endLine: 9 }))
    expect(ndcg(found, targets, 10)).toBeCloseTo(expectedNdcg, 12)
    expect(recall(found, targets, 10)).toBeCloseTo(expectedRecall, 12)
    expect(averagePrecision(found, targets, 10)).toBeCloseTo(expectedPrecision, 12)
  })

  it('is 1 for targets at the top in any order, and never more', () => {
    const paths = fc.uniqueArray(fc.constantFrom(...'abcdefghijklmno'), { minLength: 1 })
    fc.assert(
      fc.property(paths, paths, fc.integer({ min: 1, max: 12 }), (results, targets, k) => {
        const top = [...targets].reverse().concat(results.filter((path) => !targets.includes(path)))
        for (const measure of [ndcg, recall, averagePrecision]) {
          const score = measure(results.map(placeOf), targets, k)
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(1 + 1e-12)
          expect(measure(top.map(placeOf), targets, k)).toBeCloseTo(1, 12)
          // Only the first k places count.
          expect(measure(results.slice(0, k).map(placeOf), targets, k)).toBe(score)
        }
      }),
    )
  })
})

describe('covers', () => {
  it.each<[string, string, Target, boolean]>([
    ['a file', 'src/a.go:1-9', 'src/a.go', true],
    ['another file', 'src/a.go:1-9', 'src/b.go', false],
    ['a name that only ends alike', 'src/aa.go:1-9', 'a.go', false],
    ['a path below the root of the target', 'a.go:1-9', 'src/a.go', true],
    ['a path above it', 'repo/src/a.go:1-9', 'src/a.go', true],
    ['lines inside', 'a.go:3-4', { path: 'a.go', start_line: 1, end_line: 9 }, true],
    ['lines that meet in one', 'a.go:9-20', { path: 'a.go', start_line: 1, end_line: 9 }, true],
    ['lines before', 'a.go:1-4', { path: 'a.go', start_line: 5, end_line: 9 }, false],
    ['lines after', 'a.go:10-20', { path: 'a.go', start_line: 5, end_line: 9 }, false],
    ['any lines where the target has none', 'a.go:10-20', { path: 'a.go' }, true],
    ['the lines of another file', 'b.go:1-9', { path: 'a.go', start_line: 1, end_line: 9 }, false],
  ])('%s', (_, place, target, expected) => {
    const [path, lines] = place.split(':')
    const [startLine, endLine] = lines.split('-').map(Number)
    expect(covers({ path, startLine, endLine }, target)).toBe(expected)
  })
})

function placeOf(path: string): FoundPlace {
  return { path, startLine: 1, endLine: 1 }
}
