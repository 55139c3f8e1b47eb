/** A search must not wait for what only indexing needs. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { COMMAND } from './cerca.js'

const folder = dirname(COMMAND)
const inFolder = (name: string) => readFileSync(join(folder, name), 'utf8')

it('is one file without a parser, which loads the rest on demand', () => {
  expect(inFolder('main.js')).toContain('("./cerca.cjs")')
  const command = inFolder('cerca.cjs')
  expect(command).not.toMatch(/require\("\.\.?\//)
  expect(command).not.toContain('tree-sitter')
  const onDemand = [...command.matchAll(/import\("(\.\/[^"]+)"\)/g)].map(([, path]) => path ?? '')
  expect(onDemand).toContain('./update-index.js')
  expect(onDemand.filter((path) => !existsSync(join(folder, path)))).toEqual([])
})

it('has the parser in what an index is built with', () => {
  // Else the test above would say nothing: the parser might go by another name.
  const files = [...reachable(join(folder, 'update-index.js'))]
  expect(files.filter((path) => readFileSync(path, 'utf8').includes('tree-sitter'))).not.toEqual([])
})

/** The file and all that it imports, directly or not. */
function reachable(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen
  seen.add(path)
  for (const [, imported] of readFileSync(path, 'utf8').matchAll(
    /(?:from |^import |import\()"\.\/([^"]+)"/gm,
  ))
    reachable(join(dirname(path), imported ?? ''), seen)
  return seen
}
