import { expect, it } from 'vitest'
import { fenceFor, hitsAsMarkdown, hitsAsText } from './format-hits.js'
import { sampleHit } from './sample.js'

const { range } = sampleHit('', 12, 40)
const named = sampleHit('src/parse.ts', 12, 40, {
  symbols: [{ name: 'parseFile', kind: 'function', range }],
  similarity: 0.87,
  preview: { line: 11, text: '\n  function parseFile() {\n    return 1\n\n  }\n', matches: [] },
})
const bare = sampleHit('notes.md', 3, 3, { language: 'markdown' })

it('copies as text', () => {
  expect(hitsAsText([named, bare], { locale: 'en' })).toBe(`src/parse.ts:12-40  parseFile  87%
    function parseFile() {
      return 1

    }

notes.md:3
`)
})

it('copies as markdown', () => {
  expect(hitsAsMarkdown([named, bare], { locale: 'en' })).toBe(`- \`src/parse.ts:12-40\` · \`parseFile\` · 87%

  \`\`\`typescript
  function parseFile() {
    return 1

  }
  \`\`\`

- \`notes.md:3\`
`)
})

it.each([
  ['plain', '```'],
  ['a ```js fence', '````'],
  ['`````', '``````'],
])('fences %j', (text, fence) => {
  expect(fenceFor(text)).toBe(fence)
})
