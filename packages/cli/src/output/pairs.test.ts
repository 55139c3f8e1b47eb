import { pairStatistics } from '@cerca/core/train'
import { expect, it } from 'vitest'
import { pairReportLines, pairStatisticsLines } from './pairs.js'

const STATISTICS = pairStatistics(
  [
    { source: 'doc', language: 'go' },
    { source: 'doc', language: 'go' },
    { source: 'test', language: 'python' },
  ],
  new Map([['licence', 1200]]),
)

const REPORT = {
  ...STATISTICS,
  root: '/src/shop',
  files: 2,
  sourceBytes: 4096,
  commits: 1,
  historyProblem: undefined,
  milliseconds: 1500,
  miningMilliseconds: 3,
}

it('says what was found where, and why there is no history', () => {
  expect(pairReportLines(REPORT, 'pairs.jsonl')).toEqual([
    'Found 3 pairs in shop: 2 files, 4.1 kB, 1 commit in 1.5 s.',
    '  Written to pairs.jsonl',
  ])
  expect(pairReportLines({ ...REPORT, historyProblem: 'not a git repository' }, undefined)[1]).toBe(
    '  Its history could not be read to the end: not a git repository',
  )
})

it('shows only the sources that there are', () => {
  expect(pairStatisticsLines(REPORT)).toEqual([
    '  language  doc  test  all',
    '  go          2     0    2',
    '  python      0     1    1',
    '  all         2     1    3',
    '  Left out: 1,200 licence',
  ])
})
