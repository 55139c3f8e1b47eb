import fc from 'fast-check'
import ignore from 'ignore'
import { describe, expect, it } from 'vitest'
import { createNameTable, patternsIn } from './name-table.js'

describe('createNameTable', () => {
  const table = createNameTable(
    patternsIn('yarn.lock *.min.js *.js *_pb2.py .env* zz_*.go .aws/credentials v?').map((pattern) => [
      pattern,
      pattern,
    ]),
  )
  it.each([
    ['yarn.lock', '', 'yarn.lock'],
    ['a.min.js', '', '*.min.js'],
    ['a.b.js', '', '*.js'],
    ['.js', '', '*.js'],
    ['js', '', undefined],
    ['x_pb2.py', '', '*_pb2.py'],
    ['.env', '', '.env*'],
    ['.env.local', '', '.env*'],
    ['zz_.go', '', 'zz_*.go'],
    ['credentials', '.aws', '.aws/credentials'],
    ['credentials', 'aws', undefined],
    ['v1', '', 'v?'],
    ['v12', '', undefined],
    ['', '', undefined],
  ])('%s in %s', (name, folder, expected) => expect(table.find(name, folder)).toBe(expected))

  it('matches what gitignore patterns match', () => {
    const piece = fc.constantFrom('a', 'b', '.', '_', 'lock', '.js')
    const name = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''))
    const pattern = fc
      .array(fc.oneof(piece, fc.constantFrom('*', '?', '*.')), { minLength: 1, maxLength: 4 })
      .map((pieces) => pieces.join('').replace(/\*+/g, '*'))
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 5 }), name, (patterns, someName) => {
        // The matcher takes these for paths outside.
        fc.pre(someName !== '.' && someName !== '..')
        const found = createNameTable(patterns.map((each) => [each, each])).find(someName, '')
        expect(found !== undefined).toBe(ignore({ ignoreCase: false }).add(patterns).ignores(someName))
        if (found !== undefined) expect(ignore({ ignoreCase: false }).add(found).ignores(someName)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
