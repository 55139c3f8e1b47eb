import { expect, it } from 'vitest'
import type { FilePlace } from './folders.js'
import { createLensCounts } from './lens-counts.js'

const LINES = { start: 0, end: 5 }

it('counts on while anybody waits for one of the lenses that were asked for together', async () => {
  const asked: { readonly path: string; readonly signal: AbortSignal }[] = []
  const index = {
    countSimilar: (path: string, _lines: unknown, _minSimilarity: number, signal: AbortSignal) =>
      new Promise((_, reject) => {
        asked.push({ path, signal })
        signal.addEventListener('abort', () => reject(signal.reason))
      }),
  }
  const place = { folder: { path: '/repo', index }, path: 'a.ts' } as unknown as FilePlace
  const counts = createLensCounts()
  const callers = [new AbortController(), new AbortController()]
  const answers = callers.map(({ signal }, idx) => counts.ask(place, LINES, 0.5, `key ${idx}`, signal))
  const outcomes = Promise.allSettled(answers)
  await expect.poll(() => asked.length).toBe(1)
  callers[0].abort()
  expect(asked[0].signal.aborted).toBe(false)
  callers[1].abort(new Error('scrolled on'))
  expect(asked[0].signal.reason).toEqual(new Error('scrolled on'))
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
