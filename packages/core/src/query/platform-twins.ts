/** Files that are the same thing for different operating systems, such as `unix/tcp.c` and `win/tcp.c`. */
import { forEachWord, splitIdentifier } from '../text/identifiers.js'
import type { HitOrder } from './hits.js'

const APPLE = ['darwin']
const BSD = ['freebsd', 'openbsd', 'netbsd', 'dragonfly']
const WINDOWS = ['win32']
/** All but Windows, as Node names them. */
const UNIX = ['linux', 'android', 'aix', 'sunos', 'haiku', ...APPLE, ...BSD]
const EVERY_SYSTEM = [...UNIX, ...WINDOWS]

/** Words of a path that say where the code runs, and the systems they mean; one that Node does not run on has none. */
const SYSTEMS: ReadonlyMap<string, readonly string[]> = new Map([
  ['win', WINDOWS],
  ['windows', WINDOWS],
  ['win32', WINDOWS],
  ['win64', WINDOWS],
  ['mingw', WINDOWS],
  ['unix', UNIX],
  ['posix', UNIX],
  ['linux', ['linux', 'android']],
  ['android', ['android']],
  ['darwin', APPLE],
  ['macos', APPLE],
  ['osx', APPLE],
  ['ios', []],
  ['bsd', BSD],
  ['freebsd', ['freebsd']],
  ['openbsd', ['openbsd']],
  ['netbsd', ['netbsd']],
  ['dragonfly', ['dragonfly']],
  ['sunos', ['sunos']],
  ['solaris', ['sunos']],
  ['aix', ['aix']],
  ['haiku', ['haiku']],
  ['zos', []],
  ['wasi', []],
])

/** Any of the words, which few paths have. */
const NAMES_SYSTEM = new RegExp(`(?:^|[/._-])(?:${[...SYSTEMS.keys()].join('|')})(?:[/._-]|$)`)

/**
 * Of files whose paths differ in the system alone, those of this `platform` (as Node names it) take the best scores
 * of them all: whoever works on a machine wants what runs there. A query that names a system means it, so nothing
 * changes then.
 */
export function preferOwnSystem(
  orders: readonly HitOrder[],
  query: string,
  platform: string,
): readonly HitOrder[] {
  const groups = new Map<string, Twin[]>()
  for (const [idx, { path }] of orders.entries()) {
    const read = readPath(path)
    if (read === undefined) continue
    const group = groups.get(read.rest)
    const twin = { idx, isOwn: read.systems.includes(platform) }
    if (group) group.push(twin)
    else groups.set(read.rest, [twin])
  }
  const placed = [...orders]
  for (const twins of groups.values()) {
    // Passages of one document are no twins.
    const isFiles = new Set(twins.map(({ idx }) => orders[idx].path)).size === twins.length
    if (!isFiles || twins.every(({ isOwn }) => isOwn === twins[0].isOwn) || namesSystem(query)) continue
    const byScore = (a: Twin, b: Twin) => orders[b.idx].score - orders[a.idx].score || a.idx - b.idx
    const places = [...twins].sort(byScore)
    const wanted = [...twins].sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || byScore(a, b))
    for (const [place, { idx }] of wanted.entries()) {
      if (places[place].idx !== idx) placed[idx] = inPlaceOf(orders[idx], orders[places[place].idx])
    }
  }
  return placed
}

interface Twin {
  readonly idx: number
  readonly isOwn: boolean
}

function inPlaceOf(order: HitOrder, other: HitOrder): HitOrder {
  const gain = other.score - order.score
  return {
    ...order,
    score: other.score,
    explain: () => {
      const explanation = order.explain()
      const child = {
        label: 'ownSystem',
        value: gain,
        detail: `changed places with ${other.path}: what runs on this system comes first`,
        children: [],
      }
      return { ...explanation, value: explanation.value + gain, children: [...explanation.children, child] }
    },
  }
}

/** The path without the words that name a system, and the systems that all of them allow; `undefined` without any. */
function readPath(path: string): { readonly rest: string; readonly systems: readonly string[] } | undefined {
  const folded = path.toLowerCase()
  if (!NAMES_SYSTEM.test(folded)) return undefined
  let systems: readonly string[] = EVERY_SYSTEM
  const rest: string[] = []
  for (const word of folded.split(/[/._-]+/)) {
    const named = SYSTEMS.get(word)
    if (named === undefined) rest.push(word)
    else systems = systems.filter((system) => named.includes(system))
  }
  return { rest: rest.join('/'), systems }
}

function namesSystem(query: string): boolean {
  let found = false
  forEachWord(query, 0, query.length, (start, end) => {
    const word = query.slice(start, end)
    if ([word, ...splitIdentifier(word)].some((part) => SYSTEMS.has(part.toLowerCase()))) found = true
  })
  return found
}
