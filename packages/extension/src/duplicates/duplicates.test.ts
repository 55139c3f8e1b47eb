import type { DuplicateCluster } from '@cerca/server/protocol'
import { expect, it } from 'vitest'
import { sampleHit } from '../results/sample.js'
import { inEnglish } from '../translate.js'
import { keyOfCluster, shownClusters, totalSaving } from './cluster-list.js'
import { clustersAsMarkdown, clustersAsText, describeCluster, describeMember } from './describe-cluster.js'

const wording = { t: inEnglish, locale: 'en' }

const member = (path: string, first: number, last: number, name: string) => {
  const { uri, range, folder, language } = sampleHit(path, first, last)
  return { uri, range, folder, path, name, language }
}
const small: DuplicateCluster = {
  similarity: 1,
  savedLines: 1,
  members: [member('a.ts', 1, 2, ''), member('b.ts', 1, 2, '')],
}
const large: DuplicateCluster = {
  similarity: 0.91,
  savedLines: 40,
  members: [member('src/a.ts', 10, 50, 'parseFile'), member('src/b.ts', 5, 44, 'readFile')],
}

it('shows the largest saving first and leaves out what was dismissed', () => {
  expect(shownClusters([small, large], new Set())).toEqual([large, small])
  expect(shownClusters([small, large], new Set([keyOfCluster(large)]))).toEqual([small])
  expect(totalSaving([small, large])).toBe(41)
})

it.each([
  [large, 'parseFile', '91% · 2 copies · saves 40 lines', 'parseFile, 2 copies, saves 40 lines, 91% similar'],
  [
    small,
    'unnamed code',
    '100% · 2 copies · saves 1 line',
    'unnamed code, 2 copies, saves 1 line, 100% similar',
  ],
])('describes a cluster %#', (cluster, label, description, spoken) => {
  expect(describeCluster(cluster, wording)).toEqual({ label, description, spoken })
})

it('describes a member, by its file where it has no name', () => {
  expect(describeMember(large.members[1]!, wording)).toEqual({
    label: 'readFile',
    description: 'src/b.ts · 5–44',
    spoken: 'readFile, src/b.ts, lines 5 to 44',
  })
  expect(describeMember(small.members[0]!, wording).label).toBe('a.ts')
})

it('copies clusters', () => {
  expect(clustersAsText([large], wording)).toBe(`parseFile  91% · 2 copies · saves 40 lines
    src/a.ts:10-50  parseFile
    src/b.ts:5-44  readFile
`)
  expect(clustersAsMarkdown([large], wording)).toBe(`- \`parseFile\` · 91% · 2 copies · saves 40 lines
  - \`src/a.ts:10-50\`
  - \`src/b.ts:5-44\`
`)
})
