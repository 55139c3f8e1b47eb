/**
 * A sieve before gitignore patterns: says of most paths, in well under a microsecond, that no pattern can match.
 *
 * Matching costs some microseconds a path, and a rule file of two hundred lines matches one path in a hundred. A path
 * that passes may still match nothing; a path that is held back matches nothing for sure.
 */

/** What every path that a pattern matches has in common. */
type Clue =
  /** Its last name, for `node_modules/`, or how it begins, for `docs/out/*.tmp`. */
  | { readonly kind: 'lastName'; readonly name: string }
  | { readonly kind: 'start'; readonly text: string }
  /** A piece of it, as a regular expression that may be empty. */
  | { readonly kind: 'fragment'; readonly source: string }

/** Whether some pattern may match a path below the folder of the patterns; no folder above the path matches one. */
export type Sieve = (path: string) => boolean

/** Builds the sieve; `fold` is what makes two names equal to the matcher. */
export function createSieve(patterns: readonly string[], fold: (text: string) => string): Sieve {
  const lastNames = new Set<string>()
  const starts: string[] = []
  const fragments = new Set<string>()
  for (const pattern of patterns) {
    const clue = clueOf(fold(pattern))
    if (clue === undefined) continue
    if (clue.kind === 'lastName') lastNames.add(clue.name)
    else if (clue.kind === 'start') starts.push(clue.text)
    else fragments.add(clue.source)
  }
  if (fragments.has('')) return () => true
  // An empty class matches nothing.
  const anyFragment = new RegExp([...fragments].join('|') || '[]')

  return (path) => {
    const folded = fold(path)
    const end = folded.endsWith('/') ? folded.length - 1 : folded.length
    const lastSlash = folded.lastIndexOf('/', end - 1)
    if (lastNames.has(folded.slice(lastSlash + 1, end))) return true
    for (const start of starts) if (folded.startsWith(start)) return true
    return anyFragment.test(folded)
  }
}

function clueOf(pattern: string): Clue | undefined {
  // Comments and blank lines are no patterns.
  if (pattern.startsWith('#') || /^ *$/.test(pattern)) return undefined
  const body = pattern
    .replace(/^!/, '')
    // A byte order mark counts or not depending on its line.
    .replace(/^\uFEFF/, '*')
    .replace(/ +$/, '')
    .replace(/\/$/, '')
  const start = /^\/?([^\\*?[/](?:[^\\*?[/]|\/(?!\/))*)/.exec(body)?.[1]
  if (start !== undefined && body.includes('/')) return { kind: 'start', text: start }
  if (start === body) return { kind: 'lastName', name: body }
  const heaviest = fragmentsIn(body).reduce((best, each) => (each.weight > best.weight ? each : best))
  return { kind: 'fragment', source: heaviest.weight > 0 ? heaviest.source : '' }
}

const SEGMENT_START = '(?:^|\\/)'
const SEGMENT_END = '(?:\\/|$)'

// One of: an escaped character, a plain bracket expression, wildcards, any other character but `[` and `\`.
const TOKEN = /\\(.)|\[[!^]?[^[\]\\/!^]+\]|\*+|[^[\\]/gsy

/**
 * What stands between the stars and slashes: `*.tmp` → `\.tmp(?:\/|$)`, `build-*` → `(?:^|\/)build-`.
 * Ends at the first thing that it does not understand. `weight` counts the characters that are certain.
 */
function fragmentsIn(body: string): readonly { readonly source: string; readonly weight: number }[] {
  const fragments = [{ source: SEGMENT_START, weight: 0 }]
  const extend = (source: string, weight: number) => {
    const last = fragments.at(-1)!
    last.source += source
    last.weight += weight
  }
  let nUnderstood = 0
  for (const [token, escaped] of body.matchAll(TOKEN)) {
    nUnderstood += token.length
    if (token.startsWith('*')) {
      fragments.push({ source: '', weight: 0 })
    } else if (token === '/') {
      extend(SEGMENT_END, 0)
      fragments.push({ source: SEGMENT_START, weight: 0 })
    } else if (token === '?' || token.startsWith('[')) {
      // `[ao]` means the same here; ranges, negations and the like are any character.
      extend(/^\[\w+\]$/.test(token) ? token : '[^/]', 0)
    } else {
      extend((escaped ?? token).replace(/[\\/^$.*+?()[\]{}|-]/, '\\$&'), 1)
    }
  }
  if (nUnderstood === body.length) extend(SEGMENT_END, 0)
  return fragments
}
