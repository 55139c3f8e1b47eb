/**
 * How changes on disk become known: from the client's watchers, or by comparing all files now and then.
 *
 * A client without watchers (Neovim on Linux leaves them off) gets what clangd does: the files are compared again
 * after a while. Here only while somebody works: the first message after a quiet time begins a comparison, so that
 * who comes back from a terminal finds what was done there, and an idle editor costs nothing. Watching in the server
 * itself, as rust-analyzer can, would take a watch of the system for each of a repository's folders.
 */
import type { Registration } from 'vscode-languageserver-protocol/node'
import type { Client } from './client.js'
import { isObject } from './fields.js'
import type { Folder, Folders } from './folders.js'

/** Comparing reads no file but asks for the date of each; so often it is not noticed. */
const COMPARE_MS = 15_000

const WATCHERS: Registration = {
  id: 'cerca/watchers',
  method: 'workspace/didChangeWatchedFiles',
  registerOptions: { watchers: [{ globPattern: '**/*' }] },
}

/** What changes all the time without a file that is indexed changing. */
const NOISE = /(^|\/)(\.git|\.hg|\.svn|\.jj|node_modules)\//

export interface Watching {
  start(): Promise<void>
  /** `workspace/didChangeWatchedFiles`. */
  changed(params: unknown): void
  /** A message came: somebody is working. */
  activity(): void
}

export function createWatching(client: Client, folders: Folders, now: () => number): Watching {
  let isWatched = false
  let comparedMs = now()
  return {
    start: async () => {
      if (!client.traits.canRegister.watchers) return
      await client.register([WATCHERS])
      isWatched = true
    },
    changed: (params) => {
      const changes = isObject(params) && Array.isArray(params.changes) ? params.changes : []
      for (const [folder, paths] of pathsByFolder(folders, changes)) folder.index.filesChanged(paths)
    },
    activity: () => {
      if (isWatched || now() - comparedMs < COMPARE_MS) return
      comparedMs = now()
      for (const { index } of folders.list()) index.filesChanged('unknown')
    },
  }
}

function pathsByFolder(folders: Folders, changes: readonly unknown[]): Map<Folder, string[]> {
  const paths = new Map<Folder, string[]>()
  for (const change of changes) {
    if (!isObject(change) || typeof change.uri !== 'string') continue
    const place = folders.placeOf(change.uri)
    if (place === undefined || NOISE.test(place.path)) continue
    const known = paths.get(place.folder)
    if (known === undefined) paths.set(place.folder, [place.path])
    else known.push(place.path)
  }
  return paths
}
