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
  const answers = callers.map(({ signal }, idx) =>
    counts.ask(place, { lines: LINES, key: `key ${idx}`, isCurrent: () => true }, 0.5, signal),
  )
  const outcomes = Promise.allSettled(answers)
  await expect.poll(() => asked.length).toBe(1)
  callers[0].abort()
  expect(asked[0].signal.aborted).toBe(false)
  callers[1].abort(new Error('scrolled on'))
  expect(asked[0].signal.reason).toEqual(new Error('scrolled on'))
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

it.each([
  ['is known when it was counted', { isCurrent: true, isForgotten: false }, 3],
  ['is not known when its lines are others by then', { isCurrent: false, isForgotten: false }, undefined],
  ['is not known when the index is another one by then', { isCurrent: true, isForgotten: true }, undefined],
])('what is prepared %s', async (_, { isCurrent, isForgotten }, known) => {
  let answer = (_counts: readonly number[]): void => {}
  const index = {
    countSimilar: () =>
      new Promise<readonly number[]>((resolve) => {
        answer = resolve
      }),
  }
  const place = { folder: { path: '/repo', index }, path: 'a.ts' } as unknown as FilePlace
  const counts = createLensCounts()
  const lens = { lines: LINES, key: 'key', isCurrent: () => isCurrent }
  counts.prepare(place, [lens], 0.5)
  // It is asked once.
  const asked = counts.ask(place, lens, 0.5, new AbortController().signal)
  await Promise.resolve()
  if (isForgotten) counts.forget()
  answer([3])
  expect(await asked).toBe(3)
  expect(counts.known('key')).toBe(known)
})
