import { describe, expect, it } from 'vitest'
import { sampleHit } from '../results/sample.js'
import { readSearchInput, readSimilarInput } from './tool-input.js'
import { toolText } from './tool-text.js'

describe('what models pass', () => {
  it('gets its defaults', () => {
    expect(readSearchInput({ query: ' parse dates ' })).toEqual({
      query: 'parse dates',
      content: 'all',
      languages: [],
      paths: [],
      limit: 10,
    })
    expect(readSimilarInput({ path: 'a.ts', startLine: 3 })).toEqual({
      path: 'a.ts',
      startLine: 3,
      endLine: undefined,
      limit: 10,
    })
  })

  it('is taken as it was meant', () => {
    const { languages, limit } = readSearchInput({ query: 'a', languages: 'python', limit: 5000 })
    expect({ languages, limit }).toEqual({ languages: ['python'], limit: 50 })
  })

  it.each([
    [null, 'The input must be an object.'],
    [{}, 'query must be a text that is not empty.'],
    [{ query: ' ' }, 'query must be a text that is not empty.'],
    [{ query: 'a', content: 'tests' }, 'content must be "all", "code" or "docs".'],
    [{ query: 'a', paths: [1] }, 'paths must be a list of texts.'],
    [{ query: 'a', limit: 0 }, 'limit must be a whole number, 1 or more.'],
  ])('is refused in words: search %j', (input, message) => {
    expect(() => readSearchInput(input)).toThrow(message)
  })

  it.each([
    [{ startLine: 1 }, 'path must be a text that is not empty.'],
    [{ path: 'a' }, 'startLine is missing: a line of the file, counted from 1.'],
    [{ path: 'a', startLine: 1.5 }, 'startLine must be a whole number, 1 or more.'],
    [{ path: 'a', startLine: 3, endLine: 2 }, 'endLine must not be before startLine.'],
  ])('is refused in words: similar %j', (input, message) => {
    expect(() => readSimilarInput(input)).toThrow(message)
  })
})

describe('what models read', () => {
  const { range } = sampleHit('', 12, 40)
  const hit = sampleHit('src/parse.ts', 12, 40, {
    scope: 'Parser',
    symbols: [{ name: 'parse', kind: 'method', range }],
    similarity: 0.873,
    preview: { line: 11, text: '  parse() {\n    return 1', matches: [] },
  })

  it('has places, names and code', () => {
    const answer = { hits: [hit, sampleHit('notes.md', 1, 1)], isComplete: false, question: '"dates"' }
    expect(toolText({ ...answer, hasSeveralFolders: false })).toBe(`2 places for "dates", best first:
The index is still being built: there may be more later.

src/parse.ts:12-40 (method, Parser.parse, 87 % similar)
\`\`\`typescript
parse() {
  return 1
\`\`\`

notes.md:1`)
  })

  it('says which folder when there are several', () => {
    const answer = { hits: [sampleHit('a.ts', 1, 2)], isComplete: true, question: '"dates"' }
    expect(toolText({ ...answer, hasSeveralFolders: true })).toBe('1 place for "dates":\n\nroot/a.ts:1-2')
  })

  it('says that there is nothing', () => {
    const answer = { hits: [], isComplete: true, question: '"dates"', hasSeveralFolders: false }
    expect(toolText(answer)).toBe('Nothing found for "dates".')
  })
})
