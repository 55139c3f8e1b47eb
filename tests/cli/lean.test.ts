/** A search must not wait for what only indexing needs. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { COMMAND } from './cerca.js'

it('loads no parser before there is something to parse', () => {
  const files = [...reachable(COMMAND, /(?:from|^import) "\.\/([^"]+)"|import\("\.\/(core-[^"]+)"\)/gm)]
  expect(files.length).toBeGreaterThan(2)
  expect(files.filter((path) => readFileSync(path, 'utf8').includes('tree-sitter'))).toEqual([])
  // The test would say nothing if the parser went by another name.
  const all = [...reachable(COMMAND, /(?:from |^import |import\()"\.\/([^"]+)"/gm)]
  expect(all.filter((path) => readFileSync(path, 'utf8').includes('tree-sitter'))).not.toEqual([])
})

/** The file and all that it imports, directly or not. */
function reachable(path: string, importPattern: RegExp, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen
  seen.add(path)
  for (const [, first, second] of readFileSync(path, 'utf8').matchAll(importPattern)) {
    reachable(join(dirname(path), first ?? second ?? ''), importPattern, seen)
  }
  return seen
}
