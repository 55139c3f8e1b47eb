/** What no file of the repository may say. */
import type { RepositoryFile } from './sources.js'

/** Patterns are written so that they do not match themselves. */
const FORBIDDEN: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  {
    pattern: /(?<![\w.)*-])[/](?:work|root)[/][\w.-]/,
    why: 'names a folder of the machine it was written on',
  },
  {
    pattern: /(?<![\w.)*-])[/]tmp[/](?:bash|claude)_?/,
    why: 'names a folder of the machine it was written on',
  },
  {
    pattern: /(?:registry[.])?(?:npmjs|yarnpkg)[.](?:org|com)|\bpypi[.]org/,
    why: 'names a package registry',
  },
  { pattern: /^(?:<{7}|>{7}) /m, why: 'holds a merge conflict' },
  { pattern: /\b(?:it|test|describe)[.]only\(/, why: 'runs one test and hides the others' },
  { pattern: /@ts-(?:ignore|nocheck)\b/, why: 'silences the compiler without a reason' },
]

/** One sentence for each place that says what it may not, in order of files. */
export function textProblems(files: readonly RepositoryFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    FORBIDDEN.flatMap(({ pattern, why }) => {
      const match = pattern.exec(text)
      if (match === null) return []
      const line = text.slice(0, match.index).split('\n').length
      return [`${path}:${line} ${why}`]
    }),
  )
}
