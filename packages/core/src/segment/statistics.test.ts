import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFile, makeSnapshot, pathOfFile, type Snapshot } from './snapshot.js'
import { statisticsOf } from './statistics.js'
import { randomLayers } from './testing/random-project.js'
import { flattened, layers, snapshotOf } from './testing/segments.js'

describe('statisticsOf', () => {
  it('counts documents and terms', () => {
    const files = { 'a.go': 'one two three\n\nfour\n', 'b/c.go': 'func five // six\n' }
    const { fields, bodyLengths, symbolLengths } = statisticsOf(snapshotOf(files))
    expect(fields.body).toEqual({ nDocuments: 3, averageLength: 7 / 3 })
    expect(fields.comments).toEqual({ nDocuments: 3, averageLength: 1 })
    expect(fields.path).toEqual({ nDocuments: 2, averageLength: 9 / 2 })
    expect([...bodyLengths]).toEqual([4, 3])
    expect([...symbolLengths]).toEqual([0, 1])
  })

  it('says of live files what it says of an index of them alone', () => {
    fc.assert(
      fc.property(randomLayers, ({ projects, gone }) => {
        const snapshot = makeSnapshot(layers(projects, gone))
        const rebuilt = snapshotOf(flattened(projects, gone))
        const found = statisticsOf(snapshot)
        const expected = statisticsOf(rebuilt)
        expect(found.fields).toEqual(expected.fields)
        for (const name of ['bodyLengths', 'symbolLengths'] as const) {
          expect(byPath(snapshot, found[name])).toEqual(byPath(rebuilt, expected[name]))
        }
      }),
    )
  })
})

/** Values other than 0 by path: a file that is gone has none. */
function byPath(snapshot: Snapshot, values: Float64Array): Record<string, number> {
  const files = [...values.keys()].filter((file) => values[file] !== 0)
  for (const file of files) expect(findFile(snapshot, pathOfFile(snapshot, file))).toBe(file)
  return Object.fromEntries(files.map((file) => [pathOfFile(snapshot, file), values[file]]))
}
