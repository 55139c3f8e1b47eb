import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeSegment } from './format.js'
import { mergeSegments } from './merge.js'
import type { Segment } from './segment.js'
import { findString } from './string-table.js'
import { analyzedFiles, type Project } from './testing/analyzed.js'
import { randomLayers, randomProject } from './testing/random-project.js'
import { contentOf, flattened, layers, segmentOf, segmentOfFiles } from './testing/segments.js'

describe('mergeSegments', () => {
  it('gives the bytes of one build, however the files are parted in their order', () => {
    const cuts = fc.array(fc.nat(8), { maxLength: 4 })
    fc.assert(
      fc.property(randomProject, cuts, (files, places) => {
        const merged = mergeSegments(
          batchesOf(files, places).map((segment) => ({ segment, live: undefined })),
        )
        expectSame(merged, segmentOf(files))
      }),
    )
  })

  it('gives the same when its parts were merged before', () => {
    fc.assert(
      fc.property(randomProject, fc.nat(8), fc.nat(8), (files, one, other) => {
        const [a, b, c] = batchesOf(files, [one, other]).map((segment) => ({ segment, live: undefined }))
        const left = { segment: mergeSegments([a, b]), live: undefined }
        const right = { segment: mergeSegments([b, c]), live: undefined }
        expectSame(mergeSegments([left, c]), mergeSegments([a, right]))
      }),
      { numRuns: 50 },
    )
  })

  it('says what a build of the live files says, whatever their order and whoever is gone', () => {
    fc.assert(
      fc.property(randomLayers, ({ projects, gone }) => {
        const parts = layers(projects, gone)
        const rebuilt = segmentOf(flattened(projects, gone))
        const merged = mergeSegments(parts)
        const content = contentOf([{ segment: merged, live: undefined }])
        expect(content).toEqual(contentOf(parts))
        expect(content).toEqual(contentOf([{ segment: rebuilt, live: undefined }]))
        // Nothing of the gone files is left behind.
        expect(encodeSegment(merged).length).toBe(encodeSegment(rebuilt).length)
      }),
    )
  })

  it('sorts files of interleaved paths, and their postings with them', () => {
    const odd = segmentOf({ 'a.go': 'alpha\n', 'c.go': 'alpha beta alpha\n' })
    const even = segmentOf({ 'b.go': 'beta alpha\n', 'd.go': 'alpha\n' })
    const merged = mergeSegments([
      { segment: even, live: undefined },
      { segment: odd, live: undefined },
    ])
    expect([...contentOf([{ segment: merged, live: undefined }]).keys()]).toEqual([
      'a.go',
      'b.go',
      'c.go',
      'd.go',
    ])
    const { offsets, docs, frequencies } = merged.postings.body
    const alpha = findString(merged.terms, 'alpha')
    const [start, end] = [offsets[alpha], offsets[alpha + 1]]
    expect([...docs.slice(start, end)]).toEqual([0, 1, 2, 3])
    expect([...frequencies.slice(start, end)]).toEqual([1, 1, 2, 1])
  })

  it('merges nothing, and the gone, into nothing', () => {
    expectSame(mergeSegments([]), segmentOf({}))
    expectSame(mergeSegments(layers([{ 'a.go': 'alpha\n' }], ['a.go'])), segmentOf({}))
  })
})

function expectSame(actual: Segment, expected: Segment): void {
  expect(Buffer.from(encodeSegment(actual)).equals(encodeSegment(expected))).toBe(true)
}

/** The files in their order, parted at some places; parts may be empty. */
function batchesOf(files: Project, places: readonly number[]) {
  const analyzed = analyzedFiles(files)
  const cuts = [0, ...[...places].sort((a, b) => a - b), analyzed.length]
  return cuts.slice(1).map((end, idx) => segmentOfFiles(analyzed.slice(cuts[idx], Math.max(cuts[idx], end))))
}
