/** The workspace's root folders, each with its index. A file belongs to the innermost folder that holds it. */
import { realpathSync } from 'node:fs'
import { basename, isAbsolute, join, relative, sep } from 'node:path'
import type { URI, WorkspaceFolder } from 'vscode-languageserver-types'
import type { FolderIndex } from './threads/folder-index.js'
import { pathOfUri, uriOfPath } from './uris.js'

export interface Folder {
  /** As the client named it. */
  readonly uri: URI
  readonly name: string
  /** Absolute. */
  readonly path: string
  readonly index: FolderIndex
}

/** A file of a folder, which may not exist; `path` is relative to it with `/`. */
export interface FilePlace {
  readonly folder: Folder
  readonly path: string
}

export interface Folders {
  /** In the order in which they were opened. */
  list(): readonly Folder[]
  /** `undefined` for what is in no folder. */
  placeOf(uri: URI): FilePlace | undefined
  uriOf(place: FilePlace): URI
  /** False for a file of a folder inside this one that is a root of its own. */
  isInnermost(place: FilePlace): boolean
  /** Opens those that are not open yet; what is no folder of this machine is left out, and returned. */
  open(folders: readonly WorkspaceFolder[]): readonly WorkspaceFolder[]
  close(uris: readonly URI[]): Promise<void>
}

interface OpenFolder extends Folder {
  /** Where links of the path lead: documents may come by either name. */
  readonly realPath: string
}

export interface FolderEvents {
  /** Makes the index of a folder that was opened. */
  openIndex(root: string): FolderIndex
  onOpened(folder: Folder): void
  onClosed(folder: Folder): void
}

export function createFolders(events: FolderEvents): Folders {
  const opened = new Map<string, OpenFolder>()

  /** Longest root first, so that the first that fits is the innermost. */
  const find = (absolutePath: string): FilePlace | undefined => {
    let found: FilePlace | undefined
    let longest = -1
    for (const folder of opened.values()) {
      const path = pathBelow(folder.path, absolutePath) ?? pathBelow(folder.realPath, absolutePath)
      if (path === undefined || folder.path.length <= longest) continue
      longest = folder.path.length
      found = { folder, path }
    }
    return found
  }

  const closeOne = async (uri: URI): Promise<void> => {
    const key = keyOf(uri)
    const folder = key === undefined ? undefined : opened.get(key)
    if (key === undefined || folder === undefined) return
    opened.delete(key)
    events.onClosed(folder)
    await folder.index.close()
  }

  return {
    list: () => [...opened.values()],
    placeOf: (uri) => {
      const absolutePath = pathOfUri(uri)
      return absolutePath === undefined ? undefined : find(absolutePath)
    },
    uriOf: ({ folder, path }) => uriOfPath(join(folder.path, path)),
    isInnermost: ({ folder, path }) => find(join(folder.path, path))?.folder === folder,
    open: (folders) => {
      const refused: WorkspaceFolder[] = []
      for (const { uri, name } of folders) {
        const path = keyOf(uri)
        if (path === undefined) refused.push({ uri, name })
        if (path === undefined || opened.has(path)) continue
        const folder = {
          uri,
          name: nameOf(name, path),
          path,
          realPath: realPathOf(path),
          index: events.openIndex(path),
        }
        opened.set(path, folder)
        events.onOpened(folder)
      }
      return refused
    },
    close: async (uris) => {
      await Promise.all(uris.map(closeOne))
    },
  }
}

/** What people call it; some clients give the whole path for a name. */
function nameOf(name: string, path: string): string {
  return name === '' || isAbsolute(name) ? basename(path) : name
}

function keyOf(uri: URI): string | undefined {
  const path = pathOfUri(uri)
  // `/repo/` and `/repo` are one folder; `/` stays itself.
  return path === undefined || path.length === 1 ? path : path.replace(/[/\\]+$/, '')
}

/** Relative, with `/`; `undefined` for what is not below the folder. */
function pathBelow(folder: string, absolutePath: string): string | undefined {
  const path = relative(folder, absolutePath)
  if (path === '' || path === '..' || path.startsWith(`..${sep}`) || /^[A-Za-z]:/.test(path)) return undefined
  return sep === '/' ? path : path.split(sep).join('/')
}

function realPathOf(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    // Its index will say that it is not there.
    return path
  }
}
