/** Finds the row of a table of gitignore patterns that a name matches, fast enough for every file of a walk. */
import { PatternSet } from './pattern-set.js'

export interface NameTable<Value> {
  /** Value of the pattern that matches `name`, whose folder is `folder`; both in lower case. */
  find(name: string, folder: string): Value | undefined
}

/**
 * Builds the table.
 * Patterns are lower case and of three forms: `name`, `folder/name`, or a name with gitignore wildcards.
 * An exact name beats a suffix (`*.min.js`), a longer suffix a shorter one, both beat other wildcards, and among
 * those the last wins.
 */
export function createNameTable<Value>(
  rows: readonly (readonly [pattern: string, value: Value])[],
): NameTable<Value> {
  const exact = new Map<string, Value>()
  const suffixes = new Map<string, Value>()
  const foldersOfPairs = new Set<string>()
  const others: Value[] = []
  const otherPatterns: { pattern: string; mark: string }[] = []

  for (const [pattern, value] of rows) {
    if (!/[*?[\\]/.test(pattern)) {
      exact.set(pattern, value)
      const slash = pattern.indexOf('/')
      if (slash >= 0) foldersOfPairs.add(pattern.slice(0, slash))
    } else if (/^\*\.[^*?[\\/]+$/.test(pattern)) {
      suffixes.set(pattern.slice(1), value)
    } else {
      otherPatterns.push({ pattern, mark: String(others.length) })
      others.push(value)
    }
  }
  const otherSet = PatternSet.of(otherPatterns)

  return {
    find(name, folder) {
      const named = exact.get(name) ?? bySuffix(suffixes, name)
      if (named !== undefined) return named
      if (foldersOfPairs.has(folder)) {
        const paired = exact.get(`${folder}/${name}`)
        if (paired !== undefined) return paired
      }
      const { decision, mark } = otherSet.test(name)
      return decision === 'ignored' ? others[Number(mark)] : undefined
    },
  }
}

/** The patterns of a list that is written as text, with any blank space between them. */
export function patternsIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((pattern) => pattern !== '')
}

function bySuffix<Value>(suffixes: ReadonlyMap<string, Value>, name: string): Value | undefined {
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const value = suffixes.get(name.slice(dot))
    if (value !== undefined) return value
  }
  return undefined
}
