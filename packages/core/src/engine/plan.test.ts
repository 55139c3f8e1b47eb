import { describe, expect, it } from 'vitest'
import { segmentOf } from '../segment/testing/segments.js'
import { EMPTY_MANIFEST, type FileStamp } from './manifest.js'
import { EMPTY_INDEX, type OpenedIndex } from './opened-index.js'
import { isUpToDate, planUpdate } from './plan.js'

const STAMP: FileStamp = { size: 6, mtimeMs: 10, ctimeMs: 20 }
const INDEX: OpenedIndex = {
  ...EMPTY_INDEX,
  segments: [segmentOf({ 'a.go': 'alpha\n' })],
  manifest: {
    ...EMPTY_MANIFEST,
    segments: ['one'],
    files: [{ segment: 0, file: 0, ...STAMP }],
    skipped: [{ path: 'b.bin', reason: 'binary', detail: '', ...STAMP }],
  },
}

describe('planUpdate', () => {
  it.each<[string, Partial<FileStamp>, boolean]>([
    ['the same', {}, true],
    ['another size', { size: 7 }, false],
    ['another time of change', { mtimeMs: 11 }, false],
    ['an earlier time, as of a file put back', { mtimeMs: 9 }, false],
    ['a time of change that was set back by hand', { ctimeMs: 21 }, false],
  ])('of files with %s', (_, change, isSame) => {
    const found = ['a.go', 'b.bin'].map((path) => ({ path, ...STAMP, ...change }))
    const plan = planUpdate(INDEX, found)
    expect(isUpToDate(INDEX, plan)).toBe(isSame)
    expect(plan.unchangedRows).toEqual(isSame ? [0] : [])
    expect(plan.unchangedSkipped).toEqual(isSame ? INDEX.manifest.skipped : [])
    const rows = [0, undefined]
    expect(plan.toRead).toEqual(isSame ? [] : found.map((file, idx) => ({ file, row: rows[idx] })))
    expect(plan.removedRows).toEqual([])
  })

  it('of files that are gone', () => {
    const plan = planUpdate(INDEX, [])
    expect(plan).toEqual({ unchangedRows: [], unchangedSkipped: [], toRead: [], removedRows: [0] })
    expect(isUpToDate(INDEX, plan)).toBe(false)
  })

  it('of files that an empty index does not know', () => {
    const found = [{ path: 'a.go', ...STAMP }]
    const plan = planUpdate(EMPTY_INDEX, found)
    expect(plan.toRead).toEqual([{ file: found[0], row: undefined }])
    expect(isUpToDate(EMPTY_INDEX, planUpdate(EMPTY_INDEX, []))).toBe(true)
  })
})
