import fc from 'fast-check'
import ignore from 'ignore'
import { describe, expect, it } from 'vitest'
import { PatternSet } from './pattern-set.js'
import { createSieve } from './pattern-sieve.js'

const setOf = (...patterns: readonly string[]) =>
  PatternSet.of(patterns.map((pattern, index) => ({ pattern, mark: String(index + 1) })))

describe('PatternSet', () => {
  it('says which pattern matched last', () => {
    expect(setOf('*.x', 'a*', '!b.x').test('a.x')).toEqual({ decision: 'ignored', pattern: 'a*', mark: '2' })
    expect(setOf('*.x', 'a*', '!b.x').test('b.x').decision).toBe('wanted')
    expect(setOf('*.x', 'a*', '!b.x').test('c.y').decision).toBe('silent')
  })
  it('opens a folder without touching its siblings', () => {
    const patterns = setOf('gen', '/b/*.x').reopened('a/gen/')
    expect(patterns.test('a/gen/x').decision).toBe('silent')
    expect(patterns.test('a/gen/gen').decision).toBe('ignored')
    expect(patterns.test('b/gen/').decision).toBe('ignored')
    expect(patterns.test('b/a.x').decision).toBe('ignored')
  })

  const word = fc.constantFrom('a', 'b', 'ab', '.', 'x', ' ', '-', '+', '$', '(', ']', 'É', '!', '#')
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(''))
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'))
  const patternPiece = fc.oneof(
    word,
    fc.constantFrom('*', '**', '?', '[ab]', '[!a', '[!]a]', ']', '[a/b]', '/', '\\', '\\ ', '\\*', '!'),
  )
  const pattern = fc.array(patternPiece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''))

  it('holds back no path that a pattern matches', () => {
    fc.assert(
      fc.property(
        fc.array(pattern, { minLength: 1, maxLength: 4 }),
        path,
        fc.constantFrom('', '/'),
        (patterns, some, end) => {
          fc.pre(ignore.isPathValid(some))
          const matcher = ignore({ ignoreCase: false }).add(patterns.map((each) => ({ pattern: each })))
          const parent = some.slice(0, some.lastIndexOf('/') + 1)
          // The walk asks about nothing below a folder that is ignored.
          fc.pre(parent === '' || !matcher.ignores(parent))
          const { ignored, unignored } = matcher.test(some + end)
          if (ignored || unignored) expect(createSieve(patterns, (text) => text)(some + end)).toBe(true)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it.each([
    [['node_modules', '*.log', 'dist/', '/coverage', 'build-*'], 'src/app/main.ts'],
    [['.*', '!.github/'], 'src/a.ts'],
    [['/git', '/git-add'], 'builtin/git-add.c'],
    [['*.o'], 'src/a.org'],
    [['*.[aos]', '*.py[!c]'], 'src/a.org'],
    [['*\\.egg*'], 'src/a.py'],
    [['gen'], 'gen2/generic.ts'],
    [['docs/_build', '**/tmp/*.x'], 'src/docs/a.x.ts'],
    [['# comment', '', '   '], 'comment'],
    [[], 'a'],
  ])('%j holds back %s', (patterns, some) => expect(createSieve(patterns, (text) => text)(some)).toBe(false))

  it('lets through what only the case tells apart, where case does not count', () => {
    const upper = (text: string) => text.toUpperCase()
    expect(createSieve(['Build/'], upper)('src/build/')).toBe(true)
    expect(createSieve(['/Docs/a'], upper)('docs/A')).toBe(true)
    expect(createSieve(['*.TMP'], upper)('a.tmp')).toBe(true)
  })
})
