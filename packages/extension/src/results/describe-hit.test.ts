import { expect, it } from 'vitest'
import { inEnglish } from '../translate.js'
import { describeHit } from './describe-hit.js'
import { sampleHit } from './sample.js'

const wording = { t: inEnglish, locale: 'en' }
const { range } = sampleHit('', 12, 40)

it('names a function with what is around it', () => {
  const hit = sampleHit('src/parse.ts', 12, 40, {
    scope: 'Parser',
    symbols: [{ name: 'parseFile', kind: 'method', range }],
    traits: ['test'],
    similarity: 0.87,
  })
  expect(describeHit(hit, wording)).toEqual({
    label: 'Parser.parseFile',
    highlights: [],
    description: '87% · 12–40 · test',
    spoken: 'Parser.parseFile, method, test, src/parse.ts, lines 12 to 40, 87% similar',
    icon: 'symbol-method',
  })
})

it('shows the line with the words of the query where there is no name', () => {
  const matches = [
    { start: { line: 1, character: 6 }, end: { line: 1, character: 10 } },
    { start: { line: 2, character: 0 }, end: { line: 2, character: 3 } },
  ]
  const hit = sampleHit('README.md', 3, 3, {
    kind: 'prose',
    preview: { line: 1, text: 'a\n  how to read\nend', matches },
  })
  const { label, highlights, description, icon } = describeHit(hit, wording)
  expect({ label, highlights, description, icon }).toEqual({
    label: 'how to read',
    highlights: [[4, 8]],
    description: '3',
    icon: 'book',
  })
})

it.each([
  ['the first line that is not blank', '\n  return 1\n', 'return 1'],
  ['the file where there is no text', '', 'b.ts'],
])('falls back to %s', (_what, text, label) => {
  expect(
    describeHit(sampleHit('a/b.ts', 1, 2, { preview: { line: 0, text, matches: [] } }), wording).label,
  ).toBe(label)
})
