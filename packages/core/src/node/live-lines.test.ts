import { lstatSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildSegment } from '../segment/segment-builder.js'
import { analyzedFile } from '../segment/testing/analyzed.js'
import { LineIndex } from '../text/lines.js'
import { createTermAnalyzer } from '../tokenize/terms.js'
import { createLineReader } from './live-lines.js'
import { sourceOf } from './read.js'
import { temporaryFolder } from './testing/disk.js'

/** A file that is in an index as it is now. */
function placeFile(root: string, text: string) {
  const path = join(root, 'a.py')
  writeFileSync(path, text)
  const source = sourceOf(path, readFileSync(path))
  if (source.leftOut !== undefined) throw new Error(source.detail)
  const segment = buildSegment(createTermAnalyzer(), [{ ...analyzedFile('a.py', text), hash: source.hash }])
  const { size, mtimeMs, ctimeMs } = lstatSync(path)
  return { size, mtimeMs, ctimeMs, segment, file: 0 }
}

describe('lines that are read', () => {
  const lines = fc.array(fc.constantFrom('', 'a', 'four', 'sixsix', 'a longer line', 'año', 'x\r'), {
    minLength: 2,
  })
  const ranges = fc.array(fc.tuple(fc.nat(12), fc.nat(6)), { minLength: 1 })

  it('are those of the text, whatever else was read', () => {
    const root = temporaryFolder()
    const read = createLineReader(root)
    fc.assert(
      fc.property(lines, ranges, fc.boolean(), (all, wanted, isEnded) => {
        const text = `first\n${all.join('\n')}${isEnded ? '\n' : ''}`
        const found = read('a.py', placeFile(root, text))
        const expected = new LineIndex(text)
        for (const [start, length] of wanted) {
          const range = { start, end: start + length }
          if (range.end <= expected.count) expect(found?.slice(range)).toBe(expected.slice(range))
        }
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    ['as it was indexed', () => {}, true],
    ['as it was indexed, but written again', (path: string) => utimesSync(path, 1, 1), true],
    ['with other words', (path: string) => writeFileSync(path, 'other\nword\n'), false],
  ])('belong to the index where the file is %s', (_, change, isIndexed) => {
    const root = temporaryFolder()
    const stamp = placeFile(root, 'three\nlines\nhere\n')
    const another = buildSegment(createTermAnalyzer(), [analyzedFile('b.py', 'three')])
    change(join(root, 'a.py'))
    const found = createLineReader(root)('a.py', stamp)
    expect([stamp.segment, another].map((segment) => found?.isIndexedAs(segment, 0))).toEqual([
      isIndexed,
      false,
    ])
    expect(found?.slice({ start: 0, end: 2 })).toBe(isIndexed ? 'three\nlines' : 'other\nword')
  })

  it('are none of a file that is gone', () => {
    expect(createLineReader(temporaryFolder())('no.py', undefined)).toBeUndefined()
  })
})
