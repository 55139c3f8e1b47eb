/**
 * Which files hold copies of each other's functions. Comparing all functions of a folder takes a second for a
 * thousand files: it is done once for all that ask, and again in the background when the index has changed.
 */
import type { Folder } from './folders.js'
import type { Refresh } from './refresh.js'
import type { Settings } from './settings.js'

/** Of the time of one core, so much at most goes into comparing again. */
const MOST_SHARE = 0.05

/** More clusters than anybody acts on. */
const MAX_CLUSTERS = 10_000

export interface DuplicateFiles {
  /**
   * Paths of the files that had copies of a function of this file when the folder was last compared, with its own;
   * empty when none had. Rejected when the first comparison fails.
   */
  of(folder: Folder, path: string): Promise<ReadonlySet<string>>
  /** Another number whenever a folder was compared. */
  nCompared(): number
}

export interface DuplicateFilesOptions {
  readonly settings: () => Settings
  /** Of what is indexed. */
  readonly generation: () => number
  readonly refresh: Refresh
  readonly now: () => number
}

interface Compared {
  readonly key: string
  readonly together: ReadonlyMap<string, ReadonlySet<string>>
  /** When it may be compared again, in milliseconds since 1970. */
  readonly againMs: number
}

interface Kept {
  compared: Promise<Compared>
  isComparing: boolean
}

export function createDuplicateFiles(options: DuplicateFilesOptions): DuplicateFiles {
  const { settings, generation, refresh, now } = options
  const kept = new WeakMap<Folder, Kept>()
  let nCompared = 0

  const keyNow = () =>
    JSON.stringify([generation(), settings()['duplicates.minimumLines'], settings()['duplicates.ignore']])

  async function compare({ index }: Folder): Promise<Compared> {
    const key = keyNow()
    const startedMs = now()
    const minLines = settings()['duplicates.minimumLines']
    const request = { minLines, paths: [], notPaths: settings()['duplicates.ignore'], limit: MAX_CLUSTERS }
    const { clusters } = await index.duplicates(request, () => {}, new AbortController().signal)
    const together = new Map<string, Set<string>>()
    for (const { members } of clusters) {
      for (const { path } of members) {
        const paths = together.get(path) ?? new Set()
        together.set(path, paths)
        for (const other of members) paths.add(other.path)
      }
    }
    nCompared++
    const endedMs = now()
    return { key, together, againMs: endedMs + (endedMs - startedMs) / MOST_SHARE }
  }

  async function compareAgain(folder: Folder, own: Kept): Promise<void> {
    try {
      own.compared = Promise.resolve(await compare(folder))
      refresh.diagnostics()
    } catch {
      // What was known before is better than nothing; the next question tries again.
    } finally {
      own.isComparing = false
    }
  }

  return {
    nCompared: () => nCompared,
    async of(folder, path) {
      let own = kept.get(folder)
      if (own === undefined) {
        own = { compared: compare(folder), isComparing: false }
        kept.set(folder, own)
        own.compared.catch(() => kept.delete(folder))
      }
      const { key, together, againMs } = await own.compared
      if (key !== keyNow() && !own.isComparing) {
        const later = own
        later.isComparing = true
        setTimeout(() => void compareAgain(folder, later), Math.max(0, againMs - now())).unref()
      }
      return together.get(path) ?? new Set()
    },
  }
}
