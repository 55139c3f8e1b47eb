import { expect, it } from 'vitest'
import { openedLine, updatedLine } from './index-log.js'

const FIGURES = { isFound: true, files: 5120, chunks: 40211, indexBytes: 73_400_320, isAdapted: true }
const REPORT = {
  added: 0,
  changed: 0,
  removed: 0,
  unchanged: 0,
  milliseconds: 40,
  leftOut: {},
  adaptation: undefined,
  rebuilt: undefined,
  nProblems: 0,
}

it.each([
  [
    FIGURES,
    'Opened the index in 312 ms: 5,120 files in 40,211 chunks, 73.4 MB; the model of meaning is adapted.',
  ],
  [
    { ...FIGURES, isAdapted: false },
    'Opened the index in 312 ms: 5,120 files in 40,211 chunks, 73.4 MB; the model of meaning is not adapted.',
  ],
  [
    { ...FIGURES, isAdapted: undefined },
    'Opened the index in 312 ms: 5,120 files in 40,211 chunks, 73.4 MB; no model of meaning.',
  ],
  [{ ...FIGURES, isFound: false }, 'There is no index yet that can be used; this took 312 ms to see.'],
])('says what was opened %#', (figures, line) => {
  expect(openedLine(figures, 312)).toBe(line)
})

it.each([
  ['nothing', {}, 'Brought the index up to date in 40 ms: no files.'],
  [
    'everything',
    {
      added: 3,
      changed: 12,
      removed: 1,
      unchanged: 5105,
      milliseconds: 61_234,
      leftOut: { dependency: 2, media: 31 },
      adaptation: { pairs: 1200, milliseconds: 4500 },
      rebuilt: { reason: 'damaged', detail: 'a file' } as const,
      nProblems: 2,
    },
    'Brought the index up to date in 61.2 s: 3 new, 12 changed, 1 gone, 5,105 as before. ' +
      'It was built again: it was damaged. The model learnt from 1,200 pairs in 4.5 s. ' +
      'Left out: 31 media, 2 dependency. Indexed by lines because of their syntax: 2 files.',
  ],
])('says what an update did: %s', (_what, report, line) => {
  expect(updatedLine({ ...REPORT, ...report })).toBe(line)
})
