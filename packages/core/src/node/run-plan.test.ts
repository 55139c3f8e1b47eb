import { describe, expect, it } from 'vitest'
import { EMPTY_INDEX } from '../engine/opened-index.js'
import { defaultWorkers, runPlan } from './run-plan.js'
import { temporaryTree } from './testing/tree.js'

/** When the files are listed: no whole second. */
const NOW_MS = 1_700_000_000_500
const HOUR_MS = 3_600_000

describe('runPlan', () => {
  it.each<[string, { mtimeMs: number; ctimeMs: number }, boolean]>([
    ['changed long ago', { mtimeMs: NOW_MS - HOUR_MS, ctimeMs: NOW_MS - HOUR_MS }, true],
    ['changed a moment ago', { mtimeMs: NOW_MS - 100, ctimeMs: NOW_MS - 100 }, true],
    ['changed within a tick', { mtimeMs: NOW_MS - 5.5, ctimeMs: NOW_MS - 5.5 }, false],
    ['changed while it was looked at', { mtimeMs: NOW_MS + 1, ctimeMs: NOW_MS + 1 }, false],
    ['touched within a tick', { mtimeMs: NOW_MS - HOUR_MS, ctimeMs: NOW_MS - 5.5 }, false],
    ['changed within a tick, where there is no other time', { mtimeMs: NOW_MS - 5.5, ctimeMs: 0 }, false],
    ['changed within a second, which the clock may not divide', { mtimeMs: NOW_MS - 500, ctimeMs: 0 }, false],
    ['changed two seconds before', { mtimeMs: NOW_MS - 2500, ctimeMs: NOW_MS - 2500 }, true],
    ['dated to the future long ago', { mtimeMs: NOW_MS + 24 * HOUR_MS, ctimeMs: NOW_MS - HOUR_MS }, true],
    ['dated to the future just now', { mtimeMs: NOW_MS + 24 * HOUR_MS, ctimeMs: NOW_MS - 5.5 }, false],
  ])('trusts the time of a file or reads it again next time: %s', async (_, times, isTrusted) => {
    const stamp = { size: 6, ...times }
    const plan = { toRead: [{ file: { path: 'a.md', ...stamp }, row: undefined }] }
    const { stamps } = await runPlan(
      EMPTY_INDEX,
      { unchangedRows: [], unchangedSkipped: [], removedRows: [], ...plan },
      {
        root: temporaryTree({ 'a.md': 'alpha\n' }),
        maxFileBytes: 100,
        workers: 0,
        onProgress: () => {},
        startedMs: NOW_MS,
      },
    )
    expect(stamps.get('a.md')).toEqual(isTrusted ? stamp : { ...stamp, mtimeMs: -1 })
  })
})

describe('runPlan, of a file that it leaves out', () => {
  it.each<[string, string, boolean]>([
    ['binary.c', 'binary', true],
    ['blank.c', 'empty', true],
    // As a disk that does not answer for a while: the file is tried again although it looks the same.
    ['gone.c', 'unreadable', false],
    ['folder', 'unreadable', false],
  ])('%s, being %s', async (path, reason, isTrusted) => {
    const stamp = { size: 6, mtimeMs: 1, ctimeMs: 1 }
    const { skipped } = await runPlan(
      EMPTY_INDEX,
      {
        unchangedRows: [],
        unchangedSkipped: [],
        removedRows: [],
        toRead: [{ file: { path, ...stamp }, row: undefined }],
      },
      {
        root: temporaryTree({ 'binary.c': '\0\0\0\u0001', 'blank.c': ' \n', 'folder/': '' }),
        maxFileBytes: 100,
        workers: 0,
        onProgress: () => {},
        startedMs: NOW_MS,
      },
    )
    expect(skipped).toMatchObject([{ path, reason, ...stamp, mtimeMs: isTrusted ? 1 : -1 }])
  })
})

describe('defaultWorkers', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [16, 15],
  ])('of %i cores: %i', (nCores, expected) => {
    expect(defaultWorkers(nCores)).toBe(expected)
  })
})
