/** Runs the built command the way people and programs do, in a workspace of its own. */
import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export const COMMAND = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url))

/** What hangs is killed, below the time that a test may take, so that the test says what it was doing. */
const MAX_RUN_MS = 45_000

export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface RunOptions {
  /** Relative to the workspace. */
  readonly cwd?: string
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
}

export interface Workspace {
  /** The folder that holds the files, a repository. */
  readonly root: string
  /** Where its index goes. */
  readonly indexDir: string
  write(path: string, content: string | Uint8Array): void
  remove(path: string): void
  cerca(argv: readonly string[], options?: RunOptions): Outcome
  /** A process that answers one line at a time. */
  batch(argv: readonly string[]): Batch
  /** A process beside others, killed when the test is over. */
  start(argv: readonly string[], options?: RunOptions): Running
}

/** A workspace with these files, removed when the test is over. */
export function workspace(files: Readonly<Record<string, string | Uint8Array>>): Workspace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cerca-e2e-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const root = join(folder, 'work')
  const indexDir = join(folder, 'indexes')
  mkdirSync(join(root, '.git'), { recursive: true })
  const write: Workspace['write'] = (path, content) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  for (const [path, content] of Object.entries(files)) write(path, content)
  // Nothing of the person who runs the tests may change what the command does: no settings of git, no colours.
  const { PATH = '' } = process.env
  const environment = { PATH, HOME: folder, CERCA_INDEX_DIR: indexDir, GIT_CONFIG_NOSYSTEM: '1' }
  return {
    root,
    indexDir,
    write,
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    cerca: (argv, { cwd = '.', input = '', env = {} } = {}) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...argv], {
        cwd: join(root, cwd),
        input,
        env: { ...environment, ...env },
        encoding: 'utf8',
        timeout: MAX_RUN_MS,
      })
      return { code: status, out: stdout, err: stderr }
    },
    batch: (argv) => startBatch(spawn(process.execPath, [COMMAND, ...argv], { cwd: root, env: environment })),
    start: (argv, { cwd = '.', input = '', env = {} } = {}) => {
      const options = { cwd: join(root, cwd), env: { ...environment, ...env } }
      const child = spawn(process.execPath, [COMMAND, ...argv], options)
      child.stdin.end(input)
      return watch(child)
    },
  }
}

export interface Batch {
  /** Writes a line and waits for one line of answer. */
  ask(line: string): Promise<Answer>
  /** Ends the input; gives the exit code. */
  end(): Promise<number | null>
}

export interface Running {
  readonly process: ChildProcess
  /** Resolves when stderr holds `text`; rejects, with all it holds, when the process ends before. */
  said(text: string): Promise<void>
  readonly ended: Promise<Outcome>
}

export interface Answer {
  readonly query: string
  readonly results: readonly Result[]
  readonly error?: { readonly code: string; readonly message: string; readonly fix: string }
}

export interface Result {
  readonly path: string
  readonly startLine: number
  readonly endLine: number
  readonly score: number
  readonly language: string
  readonly kind: string
  readonly symbols: readonly { readonly name: string; readonly kind: string; readonly scope: string }[]
}

/** The one JSON object that a command printed, which ends its output. */
export function jsonOf(outcome: Outcome): Record<string, unknown> {
  return JSON.parse(outcome.out)
}

export function resultsOf(outcome: Outcome): readonly Result[] {
  return (JSON.parse(outcome.out) as Answer).results
}

export function pathsOf(outcome: Outcome): string[] {
  return resultsOf(outcome).map(({ path }) => path)
}

function watch(child: ChildProcessWithoutNullStreams): Running {
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  // A process that is killed does not read its input.
  child.stdin.on('error', () => {})
  const ended = new Promise<Outcome>((resolve) => child.on('close', (code) => resolve({ code, out, err })))
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => err.includes(text) && resolve()
      child.stderr.on('data', look)
      void ended.then(() => reject(new Error(`It ended without saying ${text}: ${err}`)))
      look()
    })
  return { process: child, said, ended }
}

function startBatch(child: ChildProcessWithoutNullStreams): Batch {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  onTestFinished(() => void child.kill())
  return {
    ask: async (line) => {
      child.stdin.write(`${line}\n`)
      const { value, done } = await lines.next()
      if (done) throw new Error('The command ended instead of answering.')
      return JSON.parse(value) as Answer
    },
    end: () => {
      child.stdin.end()
      return ended
    },
  }
}
