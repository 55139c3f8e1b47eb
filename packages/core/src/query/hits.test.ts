import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { project } from '../segment/testing/analyzed.js'
import { snapshotOf } from '../segment/testing/segments.js'
import { type HitOrder, hitOfChunk, takeHits } from './hits.js'

describe('takeHits', () => {
  it.each([
    ['a 3: 0 1 | b 2: 2 3', 9, 'a0 b2 a1 b3'],
    ['a 3: 0 1 2 | b 2: 3 | c 1: 4 5', 9, 'a0 b3 c4 a1 c5 a2'],
    ['a 3: 0 1 2 | b 2: 3 | c 1: 4 5', 4, 'a0 b3 c4 a1'],
    ['b 1: 0 | a 1: 1 | c 5: 2', 9, 'c2 a1 b0'],
    // Passages of one file stand for themselves; equal ones keep the order of their lines.
    ['a 1: 7 | a 1: 4 | a 2: 9', 9, 'a9 a4 a7'],
    ['a 1: | b 0: 1', 9, 'b1'],
    ['a 1: 0', 0, ''],
  ])('%s, %i at most → %s', (orders, k, expected) => {
    const taken = takeHits(orders.split(' | ').map(parseOrder), k)
    expect(taken.map(({ order, chunk }) => `${order.path}${chunk}`).join(' ')).toBe(expected)
  })

  it('falls, whatever the scores of the files', () => {
    const order = fc.record({
      path: fc.constantFrom('a', 'b', 'c'),
      score: fc.double({ min: -60, max: 60, noNaN: true }),
    })
    const sized = fc.tuple(order, fc.nat(4))
    fc.assert(
      fc.property(fc.array(sized, { maxLength: 8 }), fc.nat(20), (files, k) => {
        const orders = files.map(([file, nChunks]) => ({
          ...file,
          chunks: () => [...new Array(nChunks).keys()],
          explain: nothing,
        }))
        const taken = takeHits(orders, k)
        expect(taken).toHaveLength(
          Math.min(
            k,
            files.reduce((sum, [, nChunks]) => sum + nChunks, 0),
          ),
        )
        for (const [idx, { score, order: file, loss }] of taken.entries()) {
          expect(score).toBe(file.score - loss)
          if (idx > 0) expect(score).toBeLessThanOrEqual(taken[idx - 1].score)
        }
      }),
    )
  })
})

describe('hitOfChunk', () => {
  const snapshot = snapshotOf(
    project(`
      //- docs/guide.md
      # Setting up

      Run it.
      //- src/client_test.go
      package http

      func Dial
      func Close
    `),
  )

  it.each([
    [
      1,
      {
        path: 'docs/guide.md',
        lines: { start: 2, end: 3 },
        language: 'markdown',
        kind: 'prose',
        traits: [],
        scope: 'Setting up',
        symbols: [],
      },
    ],
    [
      3,
      {
        path: 'src/client_test.go',
        lines: { start: 2, end: 4 },
        language: 'go',
        kind: 'code',
        traits: ['test'],
        scope: '',
        symbols: [
          { name: 'Dial', kind: 'function', scope: '', lines: { start: 2, end: 4 } },
          { name: 'Close', kind: 'function', scope: '', lines: { start: 3, end: 4 } },
        ],
      },
    ],
  ])('of chunk %i says all that is known of it', (chunk, expected) => {
    expect(hitOfChunk(snapshot, chunk, 0.5, undefined)).toEqual({
      ...expected,
      score: 0.5,
      explanation: undefined,
    })
  })
})

/** `path score: chunk chunk`. */
function parseOrder(text: string): HitOrder {
  const [head, chunks] = text.split(':')
  const [path, score] = head.trim().split(' ')
  return {
    path,
    score: Number(score),
    chunks: () => chunks.split(' ').filter(Boolean).map(Number),
    explain: nothing,
  }
}

function nothing() {
  return { label: 'score', value: 0, detail: '', children: [] }
}
