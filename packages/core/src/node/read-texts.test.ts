import { expect, it } from 'vitest'
import type { Progress } from './api.js'
import { readTexts } from './read-texts.js'
import { temporaryTree } from './testing/tree.js'

it('reads what an index would hold, in order, and says how far it is', () => {
  const root = temporaryTree({
    'b.md': 'prose\n',
    'a/x.ts': 'let x = 1\n',
    'image.dat': '\u0000\u0001\u0002\u0000\u0003',
    'node_modules/dep/index.js': 'export const a = 1\n',
  })
  const steps: Progress[] = []
  const texts = [...readTexts(root, { maxFileBytes: 1000, onProgress: (step) => steps.push(step) })]
  expect(texts).toEqual([
    { path: 'a/x.ts', text: 'let x = 1\n', bytes: 10 },
    { path: 'b.md', text: 'prose\n', bytes: 6 },
  ])
  expect(steps.map(({ filesDone, filesTotal, bytesDone }) => [filesDone, filesTotal, bytesDone])).toEqual([
    [0, 3, 0],
    [1, 3, 10],
    [2, 3, 16],
  ])
})
