import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { segmentsToMerge } from './compact.js'

/** `files/live`, one segment each. */
function merge(sizes: string): number[] {
  return segmentsToMerge(
    sizes.split(' ').map((size) => {
      const [files, live] = size.split('/').map(Number)
      return { files, live: live ?? files }
    }),
  )
}

describe('segmentsToMerge', () => {
  it.each([
    ['100', []],
    ['100 1 1', []],
    ['100/99 3 2', []],
    // Mostly dead.
    ['100/10', [0]],
    ['100 50/1 3', [1]],
    ['5/1 100 5/2', [0, 2]],
    // Too many: the small ones go together, the large one stays.
    [`1000${' 1'.repeat(20)}`, [...new Array(20).keys()].map((idx) => idx + 1)],
  ])('%s → %j', (sizes, expected) => {
    expect(merge(sizes)).toEqual(expected)
  })

  it('names segments that exist, in order, and never one alone without dead files', () => {
    const size = fc
      .integer({ min: 1, max: 50 })
      .chain((files) => fc.record({ files: fc.constant(files), live: fc.integer({ min: 1, max: files }) }))
    fc.assert(
      fc.property(fc.array(size, { maxLength: 30 }), (sizes) => {
        const chosen = segmentsToMerge(sizes)
        expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b))
        for (const idx of chosen) expect(sizes[idx]).toBeDefined()
        if (chosen.length === 1) expect(sizes[chosen[0]].live).toBeLessThan(sizes[chosen[0]].files)
      }),
    )
  })

  it('keeps segments few, and writes each file again only a few times, as files come one by one', () => {
    let sizes: { files: number; live: number }[] = []
    let nWritten = 0
    let most = 0
    const nAdded = 500
    for (let file = 0; file < nAdded; file++) {
      sizes.push({ files: 1, live: 1 })
      const chosen = new Set(segmentsToMerge(sizes))
      const live = sizes.reduce((sum, size, idx) => sum + (chosen.has(idx) ? size.live : 0), 0)
      sizes = sizes.filter((_, idx) => !chosen.has(idx))
      if (live > 0) sizes.push({ files: live, live })
      nWritten += live
      most = Math.max(most, sizes.length)
    }
    expect(sizes.reduce((sum, { live }) => sum + live, 0)).toBe(nAdded)
    expect(most).toBeLessThan(20)
    expect(nWritten / nAdded).toBeLessThan(10)
  })
})
