import { describe, expect, it } from 'vitest'
import { ANALYSIS_VERSION, EMPTY_MANIFEST, encodeManifest } from '../engine/manifest.js'
import { EMPTY_INDEX } from '../engine/opened-index.js'
import { writeContainer } from '../segment/container.js'
import { encodeSegment } from '../segment/format.js'
import { segmentOf } from '../segment/testing/segments.js'
import { type BlobStore, openBlobStore } from './blob-store.js'
import { findIndex, storeIndex } from './stored-index.js'
import { codeOf } from './testing/code-of.js'
import { temporaryFolder } from './testing/disk.js'

const SEGMENT = segmentOf({ 'a.go': 'alpha\n' })
const FILE = { segment: 0, file: 0, size: 6, mtimeMs: 1, ctimeMs: 1 }
const ASSEMBLED = {
  newChunks: 0,
  stored: [undefined],
  index: {
    ...EMPTY_INDEX,
    segments: [SEGMENT],
    segmentBytes: [0],
    manifest: { ...EMPTY_MANIFEST, segments: [''], files: [FILE] },
  },
}

describe('storeIndex and findIndex', () => {
  it('find what was stored, named after its content', () => {
    const store = openStore()
    const stored = storeIndex(store, ASSEMBLED)
    expect(findIndex(store)).toMatchObject({ state: 'opened', index: stored, detail: '' })
    expect(stored.manifest.segments[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(stored.segmentBytes).toEqual([encodeSegment(SEGMENT).length])
    expect(storeIndex(openStore(), ASSEMBLED).manifest).toEqual(stored.manifest)
  })

  it('write what has a name no second time, and remove what lost it', () => {
    const store = openStore()
    const first = storeIndex(store, ASSEMBLED)
    const [name] = first.manifest.segments
    const other = segmentOf({ 'b.go': 'beta\n' })
    const next = storeIndex(store, {
      newChunks: 0,
      stored: [{ name, bytes: first.segmentBytes[0] }, undefined],
      index: { ...first, segments: [SEGMENT, other], manifest: { ...first.manifest, segments: [name, ''] } },
    })
    expect(next.manifest.segments[0]).toBe(name)
    storeIndex(store, { newChunks: 0, stored: [], index: EMPTY_INDEX })
    expect(() => store.readBlob(name)).toThrow('damaged')
    expect(findIndex(store)).toMatchObject({ state: 'opened', index: { segments: [] } })
  })
})

describe('findIndex', () => {
  it.each<[string, string, (store: BlobStore) => void]>([
    ['missing', 'nothing was ever stored', () => {}],
    ['damaged', 'its manifest is noise', (store) => store.commitManifest(Uint8Array.of(1, 2, 3))],
    [
      'damaged',
      'a segment is gone',
      (store) => {
        storeIndex(store, ASSEMBLED)
        store.removeUnreferenced(new Set())
      },
    ],
    [
      'damaged',
      'another segment is in the place of its own',
      (store) => {
        const { segments } = storeIndex(store, ASSEMBLED).manifest
        store.writeBlob(segments[0], encodeSegment(segmentOf({ 'a.go': 'omega\n' })))
      },
    ],
    [
      'outdated',
      'its files were analysed in another way',
      (store) =>
        store.commitManifest(encodeManifest({ ...EMPTY_MANIFEST, analysisVersion: ANALYSIS_VERSION + 1 })),
    ],
    [
      'outdated',
      'its manifest is of an older version',
      (store) => store.commitManifest(writeContainer('manifest', 0, [])),
    ],
  ])('says %s where %s', (state, _, prepare) => {
    const store = openStore()
    prepare(store)
    const found = findIndex(store)
    expect(found).toMatchObject({ state, index: EMPTY_INDEX })
    expect(found.detail === '').toBe(state === 'missing')
  })

  it('refuses what a newer Cerca wrote', async () => {
    const store = openStore()
    store.commitManifest(writeContainer('manifest', 99, []))
    expect(await codeOf(() => findIndex(store))).toBe('index-too-new')
  })
})

function openStore(): BlobStore {
  return openBlobStore(temporaryFolder())
}
