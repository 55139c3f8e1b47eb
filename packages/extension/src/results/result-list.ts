/** What a result view shows, as a value: which hits there are, which of them were dismissed, filter and grouping. */
import { keyOfHit, type ResultHit } from './result-hit.js'

export type GroupBy = 'file' | 'folder'

export interface ResultList {
  /** Best first, as they were answered. */
  readonly hits: readonly ResultHit[]
  /** Keys of hits. */
  readonly dismissed: ReadonlySet<string>
  readonly filter: string
  readonly groupBy: GroupBy
}

export interface ResultGroup {
  readonly key: string
  /** Root folder, as a URI. */
  readonly folder: string
  /** Of the file or folder, relative to the root with `/`; `''` for the root itself. */
  readonly path: string
  /** Best first. */
  readonly hits: readonly ResultHit[]
}

export const NO_RESULTS: ResultList = { hits: [], dismissed: new Set(), filter: '', groupBy: 'file' }

/** New answers: filter and grouping stay, what was dismissed may come back. */
export function withHits(list: ResultList, hits: readonly ResultHit[]): ResultList {
  return { ...list, hits, dismissed: new Set() }
}

/** The same question answered in full: what was dismissed stays away too. */
export function withAllHits(list: ResultList, hits: readonly ResultHit[]): ResultList {
  return { ...list, hits }
}

export function withoutHits(list: ResultList, hits: readonly ResultHit[]): ResultList {
  return { ...list, dismissed: new Set([...list.dismissed, ...hits.map(keyOfHit)]) }
}

/** The hits that are neither dismissed nor filtered out, in groups; the group of the best hit is first. */
export function groupsOf(list: ResultList): ResultGroup[] {
  const isWanted = filterOf(list.filter)
  const groups = new Map<string, ResultGroup & { hits: ResultHit[] }>()
  for (const hit of list.hits) {
    if (list.dismissed.has(keyOfHit(hit)) || !isWanted(hit)) continue
    const path = list.groupBy === 'file' ? hit.path : hit.path.split('/').slice(0, -1).join('/')
    const key = `${hit.folder}|${path}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { key, folder: hit.folder, path, hits: [hit] })
    else group.hits.push(hit)
  }
  return [...groups.values()]
}

/** The hits in the order in which the tree shows them. */
export function shownHits(list: ResultList): ResultHit[] {
  return groupsOf(list).flatMap(({ hits }) => hits)
}

/**
 * The hit before (-1) or after (1) this one in the order shown, around the ends; the first or the last one when there
 * is none with this key; `undefined` when nothing is shown.
 */
export function neighbourOf(list: ResultList, key: string | undefined, step: -1 | 1): ResultHit | undefined {
  const hits = shownHits(list)
  const index = hits.findIndex((hit) => keyOfHit(hit) === key)
  if (index < 0) return step === 1 ? hits[0] : hits.at(-1)
  return hits[(index + step + hits.length) % hits.length]
}

/** Words that all have to be in the path, the names or the code, in any case; `!word` must not be. */
function filterOf(filter: string): (hit: ResultHit) => boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return () => true
  return (hit) => {
    const names = hit.symbols.map(({ name }) => name).join('\n')
    const text = `${hit.path}\n${hit.scope}\n${names}\n${hit.language}\n${hit.preview.text}`.toLowerCase()
    return words.every((word) =>
      word.length > 1 && word.startsWith('!') ? !text.includes(word.slice(1)) : text.includes(word),
    )
  }
}
