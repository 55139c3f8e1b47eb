import { describe, expect, it } from 'vitest'
import { CercaError } from '../errors.js'
import { encodeSegment } from '../segment/format.js'
import { segmentOf } from '../segment/testing/segments.js'
import { EMPTY_MANIFEST, encodeManifest, type Manifest } from './manifest.js'
import {
  EMPTY_INDEX,
  hashOfRow,
  indexBytesOf,
  liveFiles,
  openIndex,
  pathOfRow,
  snapshotOf,
} from './opened-index.js'

const STAMP = { size: 5, mtimeMs: 1, ctimeMs: 1 }
const BLOB = encodeSegment(segmentOf({ 'a.go': 'alpha\n', 'b.go': 'beta\n' }))

describe('openIndex', () => {
  it('opens the segments a manifest names; files without a row are gone', () => {
    const index = open({ segments: ['one'], files: [{ segment: 0, file: 1, ...STAMP }] })
    expect(pathOfRow(index, 0)).toBe('b.go')
    expect(hashOfRow(index, 0)).toMatch(/^[0-9a-f]{32}$/)
    expect(liveFiles(index)).toEqual([Uint8Array.of(0, 1)])
    expect(snapshotOf(index)).toMatchObject({ nFileIds: 2, nFiles: 1 })
    expect(indexBytesOf(index)).toBe(index.manifestBytes + BLOB.length)
  })

  it('says that all files count in the cheapest way', () => {
    const files = [0, 1].map((file) => ({ segment: 0, file, ...STAMP }))
    expect(liveFiles(open({ segments: ['one'], files }))).toEqual([undefined])
  })

  it.each<[string, Partial<Manifest>]>([
    [
      'a file that its segment does not have',
      { segments: ['one'], files: [{ segment: 0, file: 2, ...STAMP }] },
    ],
    ['a segment that is not there', { segments: ['one'], files: [{ segment: 1, file: 0, ...STAMP }] }],
    ['a damaged segment', { segments: ['one', 'broken'] }],
    ['a manifest in place of a segment', { segments: ['manifest'] }],
  ])('refuses %s', (_, manifest) => {
    expect(() => open(manifest)).toThrow(CercaError)
    expect(() => open(manifest)).toThrow(expect.objectContaining({ code: 'index-damaged' }))
  })

  it('opens an index of nothing', () => {
    expect(snapshotOf(open({})).nFiles).toBe(0)
    expect(snapshotOf(EMPTY_INDEX).nFiles).toBe(0)
  })
})

function open(manifest: Partial<Manifest>) {
  const blobs: Record<string, Uint8Array> = {
    one: BLOB,
    broken: BLOB.subarray(0, BLOB.length - 1),
    manifest: encodeManifest(EMPTY_MANIFEST),
  }
  return openIndex(encodeManifest({ ...EMPTY_MANIFEST, ...manifest }), (name) => blobs[name])
}
