import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { search } from '../query/search.js'
import { inputOf, WHOLE } from '../query/testing/search-input.js'
import { countUsers } from '../segment/count-users.js'
import { hashOf } from '../segment/testing/analyzed.js'
import { contentOf, segmentOf, snapshotOf as snapshotOfFiles } from '../segment/testing/segments.js'
import {
  EMPTY_INDEX,
  hashOfRow,
  liveFiles,
  type OpenedIndex,
  pathOfRow,
  snapshotOf,
  storedUsers,
} from './opened-index.js'
import { isUpToDate, planUpdate } from './plan.js'
import { BINARY, type Blobs, BROKEN, FakeDisk, update } from './testing/fake-disk.js'

describe('updating an index', () => {
  it('makes it what is on disk, after any changes', () => {
    fc.assert(
      fc.property(fc.array(fc.array(randomChange(), { maxLength: 4 }), { maxLength: 12 }), (rounds) => {
        const disk = new FakeDisk()
        const blobs: Blobs = new Map()
        let index: OpenedIndex = EMPTY_INDEX
        for (const changes of rounds) {
          for (const change of changes) apply(disk, change)
          index = update(index, disk, blobs).index
          checkSame(index, disk)
          expect([...blobs.keys()].sort()).toEqual([...index.manifest.segments].sort())
        }
        checkSearches(index, disk)
      }),
      { numRuns: 70 },
    )
  })

  it('reads what changed or was touched, and nothing else', () => {
    const { disk, step } = start({ 'a.go': 'alpha', 'b.go': 'beta', 'c.go': BINARY })
    expect(step()).toEqual({ read: ['a.go', 'b.go', 'c.go'], removed: [] })
    expect(step()).toEqual({ read: [], removed: [] })
    disk.touch('a.go')
    disk.touch('c.go')
    expect(step()).toEqual({ read: ['a.go', 'c.go'], removed: [] })
    expect(step()).toEqual({ read: [], removed: [] })
    disk.write('b.go', 'gamma')
    disk.remove('a.go')
    disk.write('d.go', 'alpha')
    expect(step()).toEqual({ read: ['b.go', 'd.go'], removed: ['a.go'] })
    expect(step()).toEqual({ read: [], removed: [] })
  })

  it('leaves segments alone that keep enough of their files', () => {
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, idx) => [`f${idx}.go`, `word${idx}`]))
    const { disk, step, state } = start(files)
    step()
    const [first] = state.index.manifest.segments
    disk.write('f3.go', 'changed')
    step()
    expect(state.index.manifest.segments).toHaveLength(2)
    expect(state.index.manifest.segments[0]).toBe(first)
    expect(state.index.segmentBytes).toEqual(
      state.index.manifest.segments.map((name) => state.blobs.get(name)?.length),
    )
  })

  it('writes a touched file no new segment', () => {
    const { disk, step, state } = start({ 'a.go': 'alpha', 'b.go': 'beta' })
    step()
    const { segments } = state.index.manifest
    disk.touch('a.go')
    step()
    expect(state.index.manifest.segments).toEqual(segments)
    expect(isUpToDate(state.index, planUpdate(state.index, disk.list()))).toBe(true)
  })

  it('is out of date when a file that was left out is gone', () => {
    const { disk, step, state } = start({ 'a.go': 'alpha', 'c.go': BINARY })
    step()
    disk.remove('c.go')
    expect(isUpToDate(state.index, planUpdate(state.index, disk.list()))).toBe(false)
    step()
    expect(state.index.manifest.skipped).toEqual([])
  })

  it('reads a file again whose time was not settled', () => {
    const { disk, step, state } = start({ 'a.go': 'alpha' })
    step()
    const unsettled = { ...state.index.manifest.files[0], mtimeMs: -1 }
    const index = { ...state.index, manifest: { ...state.index.manifest, files: [unsettled] } }
    const plan = planUpdate(index, disk.list())
    expect(plan.toRead.map(({ file, row }) => [file.path, row])).toEqual([['a.go', 0]])
    expect(isUpToDate(index, plan)).toBe(false)
  })
})

type Change =
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  | { readonly kind: 'touch' | 'remove'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }

function randomChange(): fc.Arbitrary<Change> {
  const path = fc.nat(13).map((n) => `${n % 3}/file${n}.${['go', 'py', 'md'][n % 3]}`)
  const text = fc.constantFrom(
    'alpha',
    'alpha beta\n\nfunc Gamma',
    'func openGamma',
    'openGamma',
    '# Beta\n\nbeta',
    `beta ${BROKEN}`,
    BINARY,
    '',
  )
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('write' as const), path, text }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('touch' as const, 'remove' as const), path }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), path, to: path }) },
  )
}

function apply(disk: FakeDisk, change: Change): void {
  if (change.kind === 'write') disk.write(change.path, change.text)
  else if (change.kind === 'touch') disk.touch(change.path)
  else {
    if (change.kind === 'rename') disk.write(change.to, disk.textOf(change.path))
    disk.remove(change.path)
  }
}

/** A disk, and steps that say what an update read. */
function start(files: Record<string, string>) {
  const disk = new FakeDisk()
  for (const [path, text] of Object.entries(files)) disk.write(path, text)
  const state = { index: EMPTY_INDEX as OpenedIndex, blobs: new Map() as Blobs }
  const step = () => {
    const before = state.index
    const { index, plan } = update(before, disk, state.blobs)
    state.index = index
    return {
      read: plan.toRead.map(({ file }) => file.path),
      removed: plan.removedRows.map((row) => pathOfRow(before, row)),
    }
  }
  return { disk, step, state }
}

function checkSame(index: OpenedIndex, disk: FakeDisk): void {
  const texts = disk.texts()
  const rows = index.manifest.files.map((_, row) => [pathOfRow(index, row), hashOfRow(index, row)])
  expect(rows).toEqual(Object.entries(texts).map(([path, text]) => [path, hashOf(text)]))
  const live = liveFiles(index)
  const parts = index.segments.map((segment, idx) => ({ segment, live: live[idx] }))
  expect(contentOf(parts)).toEqual(contentOf([{ segment: segmentOf(texts), live: undefined }]))
  const binaries = disk.list().filter(({ path }) => !(path in texts))
  expect(index.manifest.skipped).toEqual(binaries.map((file) => ({ ...file, reason: 'binary', detail: '' })))
  const broken = Object.keys(texts).filter((path) => texts[path].includes(BROKEN))
  expect(index.manifest.problems.map(({ path }) => path)).toEqual(broken)
  const plan = planUpdate(index, disk.list())
  expect(isUpToDate(index, plan)).toBe(true)
  expect(plan.unchangedRows).toHaveLength(rows.length)
  const isCounted = index.segments.length === 1
  expect(storedUsers(index, snapshotOf(index))).toEqual(isCounted ? countUsers(snapshotOf(index)) : undefined)
}

function checkSearches(index: OpenedIndex, disk: FakeDisk): void {
  const rebuilt = inputOf(snapshotOfFiles(disk.texts()))
  const updated = inputOf(snapshotOf(index))
  for (const query of ['alpha', 'gamma beta', 'file3', 'lang:go']) {
    const options = { ...WHOLE, k: 20, explain: false }
    expect(search(updated, query, options)).toEqual(search(rebuilt, query, options))
  }
}
