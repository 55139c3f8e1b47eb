import { describe, expect, it } from 'vitest'
import { emptyTestProblems, exportProblems, purityProblems, sizeProblems } from './code-rules.js'
import { readSources } from './sources.js'

const sources = readSources()

describe('pure rooms use neither machine nor clock nor chance', () => {
  const check = (text: string) => purityProblems([{ path: 'packages/core/src/text/lines.ts', text }])

  it('in the whole repository', () => {
    expect(purityProblems(sources)).toEqual([])
  })

  it.each([
    ['the clock', 'const started = Date.now()'],
    ['the clock by a new date', 'const started = new Date()'],
    ['the precise clock', 'const started = performance.now()'],
    ['chance', 'const coin = Math.random() < 0.5'],
    ['chance by another name', 'const id = crypto.randomUUID()'],
    ['the environment', 'const home = process.env.HOME'],
    ['the process by the global object', 'const home = globalThis.process'],
    ['the console', "console.log('here')"],
    ['a timer', 'setTimeout(() => {}, 10)'],
    ["Node's bytes", "const bytes = Buffer.from('a')"],
    ['the network', "const answer = await fetch('https://example.org')"],
    ['its own place', 'const here = import.meta.url'],
    ['a variable at module level', 'let counter = 0'],
    ['a cache at module level', 'const seen = new Map<string, number>()'],
    ['a list at module level', 'const found: string[] = []'],
  ])('finds %s', (_what, text) => {
    expect(check(text)).toHaveLength(1)
  })

  it.each([
    ['a date that was given', 'const day = new Date(milliseconds)'],
    ['a method of that name', 'class Queue { process(): void {} }\nqueue.process()'],
    ['a field of that name', 'interface Options { readonly console: Logger }'],
    ['a key of that name', 'const table = { process: 1 }'],
    ['a variable of that name', 'const self = best[0]\nuse(self)'],
    ['a table at module level', "const names = new Map([['a', 1]])"],
    ['a variable inside a function', 'function count() { let n = 0; const seen = new Set(); return n }'],
  ])('allows %s', (_what, text) => {
    expect(check(text)).toEqual([])
  })

  it('leaves node and tests alone', () => {
    const text = 'const started = Date.now()'
    expect(purityProblems([{ path: 'packages/core/src/node/update.ts', text }])).toEqual([])
    expect(purityProblems([{ path: 'packages/core/src/text/lines.test.ts', text }])).toEqual([])
  })
})

describe('exports are named, one by one', () => {
  it('in the whole repository', () => {
    expect(exportProblems(sources)).toEqual([])
  })

  it.each([
    ['a default function', 'text/lines.ts', 'export default function main() {}'],
    ['a default value', 'text/lines.ts', 'export default 1'],
    ['a star', 'text/lines.ts', "export * from './identifiers.js'"],
    ['a star with a name', 'text/lines.ts', "export * as names from './identifiers.js'"],
    ['code in an entry', 'index.ts', 'export const version = 1'],
    ['an import in an entry', 'node/index.ts', "import './register.js'"],
  ])('finds %s', (_what, path, text) => {
    expect(exportProblems([{ path: `packages/core/src/${path}`, text }])).toHaveLength(1)
  })

  it('allows a list of names in an entry', () => {
    const text = "export { a, type B } from './text/lines.js'\nexport type { C } from './types.js'\n"
    expect(exportProblems([{ path: 'packages/core/src/index.ts', text }])).toEqual([])
  })
})

describe('files can be read at once', () => {
  it('in the whole repository', () => {
    expect(sizeProblems(sources)).toEqual([])
  })

  it.each([
    [500, 'packages/core/src/text/lines.ts', 0],
    [501, 'packages/core/src/text/lines.ts', 1],
    [501, 'packages/core/src/text/languages.ts', 0],
  ])('%i lines in %s', (nLines, path, nProblems) => {
    expect(sizeProblems([{ path, text: 'a\n'.repeat(nLines) }])).toHaveLength(nProblems)
  })
})

describe('a test can fail', () => {
  it('in the whole repository', () => {
    expect(emptyTestProblems(sources)).toEqual([])
  })

  // In pieces, so that this file is not taken for what it describes.
  const test = (body: string) => `import { expect } from 'vitest'\n${'it'}('works', ${body})`

  it.each([
    ['no expectation', test('() => { run() }'), 1],
    ['an expectation', test('() => { expect(run()).toBe(1) }'), 0],
    ['a helper that expects', test("() => { checkHits('a', ['b']) }"), 0],
    ['a helper by its name', test('checkHits'), 0],
    ['a property', test('() => fc.assert(property)'), 0],
    ['no expectation in a whole file', `${'it'}('works', () => { checkHits() })`, 1],
  ])('%s', (_what, text, nProblems) => {
    expect(emptyTestProblems([{ path: 'packages/core/src/text/a.test.ts', text }])).toHaveLength(nProblems)
  })
})
