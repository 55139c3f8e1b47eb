/** Where git keeps ignore rules outside the tree: read from its files, so that git need not be installed. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Nearest folder at or above `folder` that holds `.git`. */
export function enclosingRepository(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at
    if (dirname(at) === at) return undefined
  }
}

/** The repository's `info/exclude`, also of a worktree or a submodule, whose `.git` is a file. */
export function infoExcludePath(repository: string): string | undefined {
  const commonFolder = gitCommonFolder(repository)
  return commonFolder && join(commonFolder, 'info', 'exclude')
}

/** `core.excludesFile`, else git's default place; the file may not exist. */
export function globalExcludesPath(repository: string | undefined, environment: Environment): string {
  const home = environment.HOME ?? homedir()
  const configHome = environment.XDG_CONFIG_HOME || join(home, '.config')
  const commonFolder = repository && gitCommonFolder(repository)
  // Weakest first, as git reads them.
  const configs = [
    environment.GIT_CONFIG_SYSTEM ?? '/etc/gitconfig',
    ...(environment.GIT_CONFIG_GLOBAL === undefined
      ? [join(configHome, 'git', 'config'), join(home, '.gitconfig')]
      : [environment.GIT_CONFIG_GLOBAL]),
    ...(commonFolder ? [join(commonFolder, 'config')] : []),
  ]
  const named = configs.map((path) => excludesFileSetting(readText(path) ?? '')).findLast((value) => value)
  if (named === undefined) return join(configHome, 'git', 'ignore')
  return named.startsWith('~/') ? join(home, named.slice(2)) : resolve(home, named)
}

/** Text of a file, `undefined` when it cannot be read; a pipe is not waited for. */
export function readText(path: string): string | undefined {
  try {
    return statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined
  } catch {
    return undefined
  }
}

function gitCommonFolder(repository: string): string | undefined {
  const dotGit = join(repository, '.git')
  const isFolder = statSync(dotGit, { throwIfNoEntry: false })?.isDirectory()
  if (isFolder === undefined) return undefined
  const pointer = isFolder ? undefined : /^gitdir: (.*)$/m.exec(readText(dotGit) ?? '')?.[1]
  if (!isFolder && pointer === undefined) return undefined
  const gitFolder = pointer === undefined ? dotGit : resolve(repository, pointer.trim())
  const common = readText(join(gitFolder, 'commondir'))
  return common === undefined ? gitFolder : resolve(gitFolder, common.trim())
}

/** Value of the last `excludesFile` in a `[core]` section; included files are not followed. */
function excludesFileSetting(config: string): string | undefined {
  let section = ''
  let value: string | undefined
  for (const line of config.split('\n')) {
    const header = /^\s*\[\s*([^\]]*?)\s*\](.*)$/.exec(line)
    if (header?.[1] !== undefined) section = header[1].toLowerCase()
    const setting = /^\s*excludesfile\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^#;]*))/i.exec(header?.[2] ?? line)
    if (section !== 'core' || setting === null) continue
    value = (setting[1] ?? setting[2] ?? '').trim().replace(/\\(.)/g, '$1')
  }
  return value
}
