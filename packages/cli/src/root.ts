/** Which folder a command is about. */
import { existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { CommandContext } from './commands/context.js'
import type { CoreApi } from './core-api.js'
import { UsageError } from './errors.js'
import type { Terminal } from './terminal.js'

/**
 * The real path of ROOT: a folder, a git address (cloned to a cache), or without one the repository around the
 * current folder. Throws `root-not-found`, `root-not-a-folder`, `root-unreadable`, `clone-failed`, and `UsageError`
 * where the default would be a whole home folder or disk.
 */
export async function locateRoot(
  root: string | undefined,
  indexDir: string | undefined,
  { terminal, core, screen }: CommandContext,
): Promise<string> {
  if (root === undefined) return core.realRootOf(defaultRoot(terminal))
  const isAddress = core.isGitUrl(root)
  const folder = isAddress
    ? await core.cloneToCache(root, indexDir, screen.notice)
    : resolve(terminal.cwd, root)
  return core.realRootOf(folder)
}

/** The nearest folder, from the current one upwards, that holds `.git`; else the current one. */
export function enclosingRepository(folder: string): string | undefined {
  for (let candidate = folder; ; candidate = dirname(candidate)) {
    // A file instead of a folder marks a submodule or a work tree; both are repositories of their own.
    if (existsSync(join(candidate, '.git'))) return candidate
    if (candidate === dirname(candidate)) return undefined
  }
}

/**
 * Tells the query's words from ROOT: the last of several arguments is ROOT when it is a folder or a git address,
 * or the words before it were quoted; otherwise all are words. Throws for a ROOT that does not exist.
 */
export function splitQueryAndRoot(
  positionals: readonly string[],
  terminal: Terminal,
  core: Pick<CoreApi, 'isGitUrl'>,
): { readonly query: string; readonly root: string | undefined } {
  const words = positionals.slice(0, -1)
  const last = positionals[positionals.length - 1]
  if (words.length === 0) return { query: last, root: undefined }
  const stats = statSync(resolve(terminal.cwd, last), { throwIfNoEntry: false })
  const isRoot = core.isGitUrl(last) || stats?.isDirectory() === true
  if (isRoot) return { query: words.join(' '), root: last }
  const isOneQuoted = words.length === 1 && /\s/.test(words[0])
  if (isOneQuoted || /^(~|\.{0,2}\/|\.{1,2}$)/.test(last)) {
    throw new UsageError(
      stats ? `${last} is a file, not a folder.` : `There is no folder ${last}.`,
      'Check the spelling; if it belongs to the query, put the whole query in quotes.',
    )
  }
  return { query: positionals.join(' '), root: undefined }
}

function defaultRoot(terminal: Terminal): string {
  const root = enclosingRepository(terminal.cwd)
  if (root !== undefined) return root
  const isTooWide = terminal.cwd === terminal.home || terminal.cwd === dirname(terminal.cwd)
  if (!isTooWide) return terminal.cwd
  throw new UsageError(
    `${terminal.cwd} is not a repository, and all that is below it would be searched.`,
    'Go into a project, or name the folder to search as the last argument.',
  )
}
