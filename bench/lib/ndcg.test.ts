import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { covers, ndcg, type Result, type Target } from './ndcg.js'

const LOG3 = Math.log2(3)

describe('ndcg', () => {
  it.each<[string, string, readonly Target[], number]>([
    ['the only target first', 'a b', ['a'], 1],
    ['the only target second', 'a b', ['b'], 1 / LOG3],
    ['no target', 'a b', ['c'], 0],
    ['no results', '', ['a'], 0],
    ['both targets first', 'a b c', ['b', 'a'], 1],
    ['one of two', 'a c', ['a', 'b'], 1 / (1 + 1 / LOG3)],
    ['a target past the tenth place', 'b c d e f g h i j k a', ['a'], 0],
    ['a target twice counts once, where it is first covered', 'a a', ['a', 'b'], 1 / (1 + 1 / LOG3)],
    ['two targets that one result covers', 'a b', ['a', { path: 'a' }], 1 / (1 + 1 / LOG3)],
  ])('%s', (_, results, targets, expected) => {
    const found = results
      .split(' ')
      .filter(Boolean)
      .map((path) => ({ path, startLine: 1, endLine: 9 }))
    expect(ndcg(found, targets, 10)).toBeCloseTo(expected, 12)
  })

  it('is 1 for targets at the top in any order, and never more', () => {
    const paths = fc.uniqueArray(fc.constantFrom(...'abcdefghijklmno'), { minLength: 1 })
    fc.assert(
      fc.property(paths, paths, fc.integer({ min: 1, max: 12 }), (results, targets, k) => {
        const score = ndcg(results.map(resultOf), targets, k)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1 + 1e-12)
        const top = [...targets].reverse().concat(results.filter((path) => !targets.includes(path)))
        expect(ndcg(top.map(resultOf), targets, k)).toBeCloseTo(1, 12)
        // Only the first k places count.
        expect(ndcg(results.slice(0, k).map(resultOf), targets, k)).toBe(score)
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

function resultOf(path: string): Result {
  return { path, startLine: 1, endLine: 1 }
}
