/** One question to several folders, one answer of all. */
import type { Folder, Folders } from './folders.js'

/** A file of a root inside another root is in both indexes and answers once: so the outer one is asked for more. */
const NESTED_SURPLUS = 2

interface FoundPath {
  readonly path: string
}

export interface FolderHit<Place> {
  readonly folder: Folder
  readonly place: Place
}

export interface MergedAnswer<Place> {
  readonly hits: readonly FolderHit<Place>[]
  readonly isComplete: boolean
}

/**
 * The best of all folders, at most `limit`, ordered by `rankOf` (higher first), then folder, then as each answered.
 * Rejected when one of the folders fails.
 */
export async function askFolders<Place extends FoundPath>(
  folders: Folders,
  chosen: readonly Folder[],
  limit: number,
  ask: (
    folder: Folder,
    limit: number,
  ) => Promise<{ readonly hits: readonly Place[]; readonly isComplete: boolean }>,
  rankOf: (place: Place) => number,
): Promise<MergedAnswer<Place>> {
  const answers = await Promise.all(
    chosen.map(async (folder) => {
      const isOuter = folders.list().some(({ path }) => path !== folder.path && isBelow(path, folder.path))
      const { hits, isComplete } = await ask(folder, isOuter ? limit * NESTED_SURPLUS : limit)
      const own = hits.filter(({ path }) => !isOuter || folders.isInnermost({ folder, path }))
      return { hits: own.map((place) => ({ folder, place })), isComplete }
    }),
  )
  const hits = answers.flatMap((answer) => answer.hits)
  // The sort is stable: what is equal keeps its order.
  if (answers.length > 1) hits.sort((a, b) => rankOf(b.place) - rankOf(a.place))
  return { hits: hits.slice(0, limit), isComplete: answers.every(({ isComplete }) => isComplete) }
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder) && /[/\\]/.test(path[folder.length] ?? '')
}
