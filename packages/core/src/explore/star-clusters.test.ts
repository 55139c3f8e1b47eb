import { expect, it } from 'vitest'
import { starClusters } from './star-clusters.js'

const EVEN = [1, 1, 1, 1, 1, 1]

it.each<[name: string, weights: number[], pairs: string, expected: string]>([
  ['no pairs', EVEN, '', ''],
  ['a pair', EVEN, '0-1:0.8', '0,1:0.8'],
  ['a star', EVEN, '1-0:0.8 1-2:0.9 1-3:0.7', '0,1,2,3:0.7'],
  [
    'no chains: the ends of a path have nothing to do with each other',
    EVEN,
    '0-1:0.8 1-2:0.8 2-3:0.8',
    '0,1,2:0.8',
  ],
  ['a path of five as two stars', EVEN, '0-1:0.8 1-2:0.8 2-3:0.8 3-4:0.8', '0,1,2:0.8 3,4:0.8'],
  ['a satellite with the centre most like it', EVEN, '0-1:0.8 0-2:0.8 0-3:0.7 3-4:0.9', '0,1,2:0.8 3,4:0.9'],
  ['what stands for many as the centre', [1, 9, 1, 1, 1, 1], '0-1:0.8 0-2:0.8 2-3:0.8', '0,1,2:0.8'],
])('makes clusters of %s', (_, weights, text, expected) => {
  const pairs = text
    .split(' ')
    .filter(Boolean)
    .map((pair) => {
      const [a, b, similarity] = pair.split(/[-:]/).map(Number)
      return { a: Math.min(a, b), b: Math.max(a, b), similarity }
    })
  const clusters = starClusters(weights, pairs)
  expect(clusters.map(({ members, similarity }) => `${members.join()}:${similarity}`).join(' ')).toBe(
    expected,
  )
})
