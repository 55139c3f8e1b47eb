/** The newest commits of a repository, read from the user's own git as they come. */
import { spawn } from 'node:child_process'
import { devNull } from 'node:os'
import { createInterface } from 'node:readline'
import { type Commit, LOG_FORMAT, LogReader } from '../train/pairs/commit-log.js'
import { onProcessEnd } from './process-end.js'

/** Settings that win over the user's: the output is read by a program, and nothing of the repository is run. */
const SETTINGS = [
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  'core.quotePath=false',
  'diff.noprefix=false',
  'diff.mnemonicPrefix=false',
  'log.showSignature=false',
].flatMap((setting) => ['-c', setting])

const LOG = [
  'log',
  '--patch',
  '--no-merges',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--no-renames',
  '--no-notes',
  '--no-mailmap',
  // ROOT may be a folder inside of a repository: its changes only, and paths from there.
  '--relative',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--diff-filter=AM',
  // A few lines around a change say what it is in.
  '--unified=6',
  `--format=${LOG_FORMAT}`,
]

/** What stands further right on a line no document keeps. */
const MAX_LINE_CHARS = 2000

export interface GitLogOptions {
  /** A work tree, or the folder of a repository without one. */
  readonly folder: string
  readonly maxCommits: number
  /** Changes of other files are not read; `[]` for all. */
  readonly extensions: readonly string[]
}

/**
 * Calls `visit` for each commit, newest first; merges are left out. Opens no connection. Gives what git complained
 * of, `undefined` when all went well; a folder without history is a complaint.
 */
export async function readGitLog(
  { folder, maxCommits, extensions }: GitLogOptions,
  visit: (commit: Commit) => void,
): Promise<string | undefined> {
  // A star of git's patterns matches slashes, too.
  const paths = extensions.map((extension) => `*${extension}`)
  const args = ['-C', folder, '--no-pager', ...SETTINGS, ...LOG, `--max-count=${maxCommits}`, '--', ...paths]
  const child = spawn('git', args, {
    env: { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  const forget = onProcessEnd(() => child.kill())
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint ||= text.split('\n')[0]?.replace(/^(?:fatal|error): /, '') ?? ''
  })
  const ended = new Promise<number | null>((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      complaint = error.code === 'ENOENT' ? 'there is no git command' : error.message
      resolve(null)
    })
    child.on('close', resolve)
  })
  const reader = new LogReader()
  // Commits written on other systems may hold any bytes; broken ones become U+FFFD.
  const input = child.stdout.setEncoding('utf8')
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const commit = reader.push(line.length > MAX_LINE_CHARS ? line.slice(0, MAX_LINE_CHARS) : line)
    if (commit !== undefined) visit(commit)
  }
  const code = await ended
  forget()
  const last = reader.end()
  if (last !== undefined) visit(last)
  return code === 0 ? undefined : complaint || `git ended with ${code}`
}
