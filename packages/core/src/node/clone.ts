/** Repositories named by their address: cloned by the user's own git into the cache, kept up to date there. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { CercaError } from '../errors.js'
import { makeFolder } from './durable-files.js'
import { addressOf } from './git-address.js'
import { acquireLock } from './lock.js'
import { onProcessEnd } from './process-end.js'
import { unwritable } from './system-errors.js'

/** The transports that a clone may use, also when a server redirects it; `ext` would run any command. */
const PROTOCOLS = ['https', 'http', 'ssh', 'git', 'file'] as const

/** Settings that win over the user's. */
const SETTINGS = [
  'core.autocrlf=false',
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  // Links become small files: no stranger's repository leads out of its folder.
  'core.symlinks=false',
  // A transfer of fewer bytes a second for so many seconds is given up.
  'http.lowSpeedLimit=1000',
  'http.lowSpeedTime=30',
  'submodule.recurse=false',
].flatMap((setting) => ['-c', setting])

/** Set by git for its hooks, they would lead git to the repository that cerca was started from. */
const REPOSITORY_VARIABLES = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_DIR',
  'GIT_INDEX_FILE',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
]

interface GitResult {
  readonly isOk: boolean
  /** What git complained of, one line, without passwords. */
  readonly problem: string
}

/**
 * The folder of a shallow clone of `url`, in `repositories` of `cacheFolder`, at the newest commit of its
 * default branch. Where that cannot be had, an older clone does, and `onNotice` says so. Never prompts. Throws
 * `clone-failed`, and `index-dir-unwritable` for the cache.
 */
export async function cloneToCache(
  url: string,
  cacheFolder: string,
  onNotice: (message: string) => void,
): Promise<string> {
  const address = addressOf(url)
  if (address === undefined) throw new CercaError('clone-failed', `${url} is not an address of a repository`)
  const shownUrl = withoutPassword(address)
  const folder = join(cacheFolder, 'repositories', folderNameOf(shownUrl))
  const onWait = (holder: string) => onNotice(`Waiting for ${holder}, which fetches ${shownUrl} too.`)
  const lock = await acquireLock(`${folder}.lock`, { onLocked: 'wait', onWait, signal: undefined })
  try {
    await bringUpToDate(folder, address, shownUrl, onNotice)
  } catch (error) {
    throw unwritable(folder, error)
  } finally {
    lock.release()
  }
  return folder
}

async function bringUpToDate(
  folder: string,
  address: string,
  shownUrl: string,
  onNotice: (message: string) => void,
): Promise<void> {
  removeStaleGitLocks(folder)
  const isCloned = (await gitIn(folder, ['rev-parse', '--verify', '--quiet', 'HEAD'])).isOk
  if (isCloned) {
    const fetched = await fetchInto(folder, address)
    // Without network the old commit is checked out again, in case that an update was cut short.
    const checkedOut = await checkOut(folder, fetched.isOk ? 'FETCH_HEAD' : 'HEAD')
    if (!fetched.isOk) {
      onNotice(`${shownUrl} could not be fetched (${fetched.problem}); the copy of the last time is used.`)
    }
    if (!fetched.isOk || checkedOut.isOk) return
  }
  // Nothing is here yet, or only what a clone that was cut short has left.
  onNotice(`Cloning ${shownUrl}.`)
  rmSync(folder, { recursive: true, force: true })
  const { isOk, problem } = await cloneInto(folder, address)
  if (isOk) return
  rmSync(folder, { recursive: true, force: true })
  throw new CercaError('clone-failed', `${shownUrl}, ${problem}`)
}

async function cloneInto(folder: string, address: string): Promise<GitResult> {
  makeFolder(folder)
  // Without the user's template, which may bring hooks.
  const initialised = await git(['init', '--quiet', '--template=', '--', folder])
  if (!initialised.isOk) return initialised
  const fetched = await fetchInto(folder, address)
  return fetched.isOk ? checkOut(folder, 'FETCH_HEAD') : fetched
}

/** The address is given each time rather than stored, since it may hold a password. */
function fetchInto(folder: string, address: string): Promise<GitResult> {
  return gitIn(folder, ['fetch', '--quiet', '--depth=1', '--no-tags', '--', address, 'HEAD'])
}

function checkOut(folder: string, commit: string): Promise<GitResult> {
  return gitIn(folder, ['checkout', '--quiet', '--force', '--detach', commit])
}

/** A git that was killed leaves them; while we hold our lock, no other git of ours runs here. */
function removeStaleGitLocks(folder: string): void {
  const gitFolder = join(folder, '.git')
  if (!existsSync(gitFolder)) return
  for (const name of readdirSync(gitFolder)) {
    if (name.endsWith('.lock')) rmSync(join(gitFolder, name), { force: true })
  }
}

/** Git would otherwise look for a repository in the folders above, too. */
function gitIn(folder: string, args: readonly string[]): Promise<GitResult> {
  return git([`--git-dir=${join(folder, '.git')}`, `--work-tree=${folder}`, ...args])
}

function git(args: readonly string[]): Promise<GitResult> {
  return new Promise((resolve) => {
    const child = spawn('git', [...SETTINGS, ...args], {
      env: gitEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
      // Away from the terminal, where ssh would ask for passwords and for trust in unknown hosts.
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
    const forget = onProcessEnd(() => child.kill())
    let complaints = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints += text
    })
    child.on('error', (error: NodeJS.ErrnoException) => {
      forget()
      resolve({ isOk: false, problem: error.code === 'ENOENT' ? 'there is no git command' : error.message })
    })
    child.on('close', (code, signal) => {
      forget()
      resolve({ isOk: code === 0, problem: problemIn(complaints) || `git ended with ${signal ?? code}` })
    })
  })
}

function gitEnvironment(): NodeJS.ProcessEnv {
  const env = { ...process.env }
  for (const name of REPOSITORY_VARIABLES) delete env[name]
  return {
    ...env,
    GIT_ALLOW_PROTOCOL: PROTOCOLS.join(':'),
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    SSH_ASKPASS_REQUIRE: 'never',
    GCM_INTERACTIVE: 'never',
    // Large files are media, which are not indexed.
    GIT_LFS_SKIP_SMUDGE: '1',
    LC_ALL: 'C',
  }
}

/** The first line of `complaints` that git itself calls the reason. */
function problemIn(complaints: string): string {
  const lines = complaints.split('\n').filter((line) => line.trim() !== '')
  const reason = lines.find((line) => /^(fatal|error): /.test(line)) ?? lines[0] ?? ''
  return withoutPassword(reason.replace(/^(fatal|error): /, '').trim())
}

function withoutPassword(text: string): string {
  // In web addresses the name alone may be a token; for ssh it says whose folders are meant.
  return text.replace(/\b(https?:\/\/)[^/\s]+@/g, '$1').replace(/(:\/\/[^/:@\s]+):[^/\s]+@/g, '$1@')
}

function folderNameOf(shownUrl: string): string {
  const name = /([^/:]+?)(\.git)?\/*$/.exec(shownUrl)?.[1] ?? 'repository'
  const hash = createHash('sha256').update(shownUrl).digest('hex').slice(0, 16)
  return `${name
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 40)}-${hash}`
}
