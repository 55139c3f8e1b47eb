import type { IndexReport } from '@cerca/core/node'
import { expect, it } from 'vitest'
import { describeReport } from './index.js'

const REPORT: IndexReport = {
  root: '/src/gin',
  indexPath: '/cache/cerca/abc',
  files: 99,
  chunks: 1_234,
  segments: 1,
  sourceBytes: 1_234_567,
  indexBytes: 456_789,
  added: 99,
  changed: 0,
  removed: 0,
  unchanged: 0,
  leftOut: {},
  problems: [],
  milliseconds: 530,
  adaptation: undefined,
  rebuilt: undefined,
}

it('describes a first index', () => {
  expect(describeReport(REPORT)).toEqual([
    'Indexed gin: 99 files, 1,234 chunks, 1.2 MB in 530 ms.',
    '  The index takes 457 kB in /cache/cerca/abc',
  ])
})

it('says why all was built again', () => {
  const rebuilt = { reason: 'other-version', detail: 'It was made otherwise.' } as const
  expect(describeReport({ ...REPORT, rebuilt })[1]).toBe('  All was built again. It was made otherwise.')
})

it('describes an update, what was left out, and the first problems', () => {
  const problems = [1, 2, 3, 4, 5].map((i) => ({ path: `p${i}.go`, message: 'broken' }))
  const report = { ...REPORT, added: 0, changed: 2, removed: 1, unchanged: 97, problems }
  expect(describeReport({ ...report, leftOut: { binary: 3, 'too-large': 8 } })).toEqual([
    'Indexed gin: 99 files, 1,234 chunks, 1.2 MB in 530 ms.',
    '  2 changed, 1 removed, 97 unchanged.',
    '  Left out 11: 8 too large, 3 binary.',
    '  `cerca status --why PATH` tells which rule decided.',
    '  Indexed 5 files by lines, the syntax being unclear:',
    '    p1.go: broken',
    '    p2.go: broken',
    '    p3.go: broken',
    '    and 2 more; --json lists them all',
    '  The index takes 457 kB in /cache/cerca/abc',
  ])
})

it('says when nothing had changed', () => {
  expect(describeReport({ ...REPORT, added: 0, unchanged: 99 })[1]).toBe('  Nothing had changed.')
})
