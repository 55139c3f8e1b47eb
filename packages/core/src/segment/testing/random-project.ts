/** Small random projects in which words, names and paths meet often. */
import fc from 'fast-check'
import type { Project } from './analyzed.js'

const PATHS = [
  'a.go',
  'b/a.go',
  'b/c.py',
  'b/c_test.py',
  'docs/guide.md',
  'lib/http_client.ts',
  'z.rs',
  'ñ/é.txt',
]
const WORDS = [
  'alpha',
  'beta',
  'betaGamma',
  'betagamma',
  'handler_stack',
  'HTTPBody',
  'configuración',
  'the',
  'de la',
  'func alphaBeta',
  'class Beta',
  '// alpha beta',
  '# Beta',
  '日本',
]

const line = fc.array(fc.constantFrom(...WORDS), { maxLength: 5 }).map((words) => words.join(' '))

/** Texts of up to eight lines, some of them blank. */
export const randomText: fc.Arbitrary<string> = fc
  .array(line, { maxLength: 8 })
  .map((lines) => lines.join('\n'))

export const randomPath: fc.Arbitrary<string> = fc.constantFrom(...PATHS)

export const randomProject: fc.Arbitrary<Project> = fc
  .uniqueArray(fc.tuple(randomPath, randomText), { selector: ([path]) => path, maxLength: PATHS.length })
  .map((files) => Object.fromEntries(files))

/** Up to four projects on top of each other, and paths that are gone in the end. */
export const randomLayers: fc.Arbitrary<{
  readonly projects: readonly Project[]
  readonly gone: readonly string[]
}> = fc.record({
  projects: fc.array(randomProject, { maxLength: 4 }),
  gone: fc.subarray(PATHS, { maxLength: 3 }),
})
