import type { IndexStatus } from '@cerca/core/node'
import { expect, it } from 'vitest'
import { describeStatus } from './status.js'

const STATUS: IndexStatus = {
  root: '/src/gin',
  indexPath: '/cache/cerca/abc',
  state: 'current',
  detail: '',
  files: 99,
  chunks: 1_234,
  segments: 2,
  sourceBytes: 1_234_567,
  indexBytes: 456_789,
  languages: [
    { language: 'go', files: 90 },
    { language: 'markdown', files: 9 },
  ],
  pending: { added: 0, changed: 0, removed: 0 },
  leftOut: { binary: 3 },
}

it('describes an index', () => {
  expect(describeStatus(STATUS)).toEqual([
    '/src/gin',
    '  state      up to date',
    '  files      99 (1.2 MB)',
    '  chunks     1,234 in 2 segments',
    '  languages  go 90, markdown 9',
    '  left out   3 binary (`cerca status --why PATH` tells the rule)',
    '  index      457 kB in /cache/cerca/abc',
  ])
})

it.each<[Partial<IndexStatus>, string]>([
  [{ state: 'missing' }, 'not indexed yet; the first search or `cerca index` does it'],
  [
    { state: 'damaged', detail: 'a checksum is wrong' },
    'damaged (a checksum is wrong); the next search or `cerca index` builds it again',
  ],
  [
    { state: 'stale', pending: { added: 1, changed: 2, removed: 0 } },
    '2 changed, 1 new; the next search brings it up to date',
  ],
  [{ state: 'stale', detail: 'other settings' }, 'other settings; the next search brings it up to date'],
])('describes the state %j', (part, text) => {
  expect(describeStatus({ ...STATUS, ...part })[1]).toBe(`  state      ${text}`)
})

it('shows the ten most frequent languages', () => {
  const languages = Array.from({ length: 12 }, (_, i) => ({ language: `l${i}`, files: 20 - i }))
  expect(describeStatus({ ...STATUS, languages })[4]).toMatch(/l9 11 and 2 more$/)
})
