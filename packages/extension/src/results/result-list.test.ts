import { describe, expect, it } from 'vitest'
import { keyOfHit, lineSpan } from './result-hit.js'
import {
  groupsOf,
  NO_RESULTS,
  neighbourOf,
  shownHits,
  withAllHits,
  withHits,
  withoutHits,
} from './result-list.js'
import { sampleHit } from './sample.js'

const parse = sampleHit('src/parse.ts', 10, 20, {
  symbols: [{ name: 'parseFile', kind: 'function', range: sampleHit('', 10, 20).range }],
  preview: { line: 9, text: 'export function parseFile() {', matches: [] },
})
const read = sampleHit('lib/read.py', 1, 5, {
  language: 'python',
  preview: { line: 0, text: 'def read():', matches: [] },
})
const parseTwo = sampleHit('src/parse.ts', 40, 44)
const other = sampleHit('src/other.ts', 3, 9, { scope: 'Reader' })
const root = sampleHit('setup.py', 1, 2, { language: 'python' })
const list = withHits(NO_RESULTS, [parse, read, parseTwo, other, root])

const shape = (groups: ReturnType<typeof groupsOf>) =>
  groups.map(
    ({ path, hits }) => `${path}: ${hits.map(({ path, range }) => `${path}:${lineSpan(range)}`).join(' ')}`,
  )

it('keeps what was dismissed away from the same answer in full, not from another one', () => {
  const dismissed = withoutHits(withHits(NO_RESULTS, [parse, read]), [read])
  expect(shownHits(withAllHits(dismissed, [parse, read, root]))).toEqual([parse, root])
  expect(shownHits(withHits(dismissed, [parse, read, root]))).toEqual([parse, read, root])
})

describe('groupsOf', () => {
  it('groups by file, the file of the best hit first', () => {
    expect(shape(groupsOf(list))).toEqual([
      'src/parse.ts: src/parse.ts:10–20 src/parse.ts:40–44',
      'lib/read.py: lib/read.py:1–5',
      'src/other.ts: src/other.ts:3–9',
      'setup.py: setup.py:1–2',
    ])
  })

  it('groups by folder, the root being one', () => {
    expect(shape(groupsOf({ ...list, groupBy: 'folder' }))).toEqual([
      'src: src/parse.ts:10–20 src/parse.ts:40–44 src/other.ts:3–9',
      'lib: lib/read.py:1–5',
      ': setup.py:1–2',
    ])
  })

  it('keeps equal paths of two root folders apart', () => {
    const elsewhere = { ...parse, folder: 'file:///other', uri: 'file:///other/src/parse.ts' }
    expect(groupsOf(withHits(NO_RESULTS, [parse, elsewhere]))).toHaveLength(2)
  })

  it.each([
    ['', 5],
    ['PARSE', 2],
    ['parsefile', 1],
    ['python', 2],
    ['def read', 1],
    ['reader', 1],
    ['src !parse', 1],
    ['!src', 2],
    ['nothing', 0],
    // A lone mark is a word, not a negation of nothing.
    ['!', 0],
  ])('filters by %j', (filter, nHits) => {
    expect(shownHits({ ...list, filter })).toHaveLength(nHits)
  })

  it('leaves out what was dismissed until new answers come', () => {
    const shorter = withoutHits(withoutHits(list, [parse]), [read])
    expect(shownHits(shorter)).toEqual([parseTwo, other, root])
    expect(shownHits(withHits(shorter, list.hits))).toHaveLength(5)
  })
})

describe('neighbourOf', () => {
  it.each([
    ['nothing yet, forwards', undefined, 1, parse],
    ['nothing yet, backwards', undefined, -1, root],
    ['the first', parse, 1, parseTwo],
    ['the first, backwards', parse, -1, root],
    ['the last', root, 1, parse],
    ['what is shown no more', sampleHit('gone.ts', 1, 1), 1, parse],
  ] as const)('of %s', (_what, hit, step, expected) => {
    expect(neighbourOf(list, hit && keyOfHit(hit), step)).toBe(expected)
  })

  it('of an empty list is nothing', () => {
    expect(neighbourOf(NO_RESULTS, undefined, 1)).toBeUndefined()
  })
})
