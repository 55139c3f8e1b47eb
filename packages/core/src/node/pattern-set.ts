/** gitignore patterns, matched by the `ignore` package behind a sieve. */
import ignore, { type Ignore } from 'ignore'
import { createSieve, type Sieve } from './pattern-sieve.js'

// As `core.ignoreCase`, which git sets where file names ignore case.
const IGNORE_CASE = process.platform === 'darwin' || process.platform === 'win32'

/** What the last pattern that matches says; `mark` is the one that its pattern was given. */
export interface PatternVerdict {
  readonly decision: 'ignored' | 'wanted' | 'silent'
  readonly pattern: string
  readonly mark: string
}

export interface MarkedPattern {
  readonly pattern: string
  readonly mark: string
}

const SILENT: PatternVerdict = { decision: 'silent', pattern: '', mark: '' }
const WANTED: PatternVerdict = { decision: 'wanted', pattern: '', mark: '' }

/** Immutable. Paths are relative to the folder of the patterns; a folder's ends in `/`. */
export class PatternSet {
  readonly #makeMatcher: () => Ignore
  readonly #mayMatch: Sieve
  #matcher: Ignore | undefined

  private constructor(makeMatcher: () => Ignore, mayMatch: Sieve) {
    this.#makeMatcher = makeMatcher
    this.#mayMatch = mayMatch
  }

  static of(patterns: readonly MarkedPattern[]): PatternSet {
    const mayMatch = createSieve(
      patterns.map(({ pattern }) => pattern),
      fold,
    )
    return new PatternSet(() => ignore({ ignoreCase: IGNORE_CASE }).add(patterns), mayMatch)
  }

  /** Judges a path. No folder above it may be ignored, see `reopened`. */
  test(path: string): PatternVerdict {
    if (!this.#mayMatch(path)) return SILENT
    const { ignored, unignored, rule } = this.#match().test(path)
    if (ignored && rule) return { decision: 'ignored', pattern: rule.pattern, mark: rule.mark ?? '' }
    return unignored ? WANTED : SILENT
  }

  /** The same patterns for use inside `folder`, which they ignore but something stronger has brought back. */
  reopened(folder: string): PatternSet {
    const pattern = `!/${folder.replace(/[\\*?[]/g, '\\$&')}`
    const makeMatcher = () => ignore({ ignoreCase: IGNORE_CASE }).add(this.#match()).add({ pattern })
    return new PatternSet(makeMatcher, this.#mayMatch)
  }

  /** Made when the sieve first lets something through: of most sets none is needed. */
  #match(): Ignore {
    this.#matcher ??= this.#makeMatcher()
    return this.#matcher
  }
}

// Folded as regular expressions do it without the flag `u`: by upper case, one code unit for one.
function fold(text: string): string {
  return IGNORE_CASE ? text.toUpperCase() : text
}
