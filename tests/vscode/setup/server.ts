/** Starts the server of VS Code with extensions of its own, apart from everything of the person who runs it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { runTool } from './run-tool.js'

export interface ServerOptions {
  /** What `installWorkbench` gave. */
  readonly program: string
  /** Packed extensions, installed as a user would. */
  readonly extensions: readonly string[]
  /** An empty folder for settings, logs, extensions and the index. */
  readonly folder: string
}

export interface Server {
  readonly url: string
  /** Ends it with all that it started: the extension hosts and what they started. */
  stop(): void
}

/** What every window has; quiet, so that nothing but what is tested pops up. */
const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'files.autoSave': 'off',
  'security.workspace.trust.enabled': false,
}

/** Resolves when it listens, on a port that was free. Rejects with its log when it ends instead. */
export async function startServer({ program, extensions, folder }: ServerOptions): Promise<Server> {
  const data = join(folder, 'data')
  const home = join(folder, 'home')
  mkdirSync(join(data, 'User'), { recursive: true })
  mkdirSync(home)
  writeFileSync(join(data, 'User', 'settings.json'), JSON.stringify(SETTINGS, null, 2))
  const where = ['--user-data-dir', data, '--server-data-dir', data]
  const options = [...where, '--extensions-dir', join(folder, 'extensions'), '--accept-server-license-terms']
  const { PATH = '' } = process.env
  const env = { PATH, HOME: home, CERCA_INDEX_DIR: join(folder, 'indexes'), LANG: 'C.UTF-8' }
  const installs = extensions.flatMap((path) => ['--install-extension', path])
  // Without anything to install it would serve.
  if (installs.length > 0) runTool(process.execPath, [program, ...options, ...installs], { env })
  const listen = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token']
  const quiet = ['--telemetry-level', 'off', '--disable-workspace-trust']
  const child = spawn(process.execPath, [program, ...options, ...listen, ...quiet], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that all of it can be ended at once.
    detached: true,
  })
  const stop = () => killGroup(child)
  process.once('exit', stop)
  return { url: await listeningAddress(child, join(folder, 'server.log')), stop }
}

function listeningAddress(child: ChildProcess, logPath: string): Promise<string> {
  const log = createWriteStream(logPath)
  child.stderr?.pipe(log)
  const { stdout } = child
  if (stdout === null) throw new Error('The server of VS Code has no output.')
  stdout.pipe(log)
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout }).on('line', (line) => {
      const port = /^Server bound to 127\.0\.0\.1:(\d+)/.exec(line)?.[1]
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`)
    })
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`The server of VS Code ended with ${code}: see ${logPath}`)))
  })
}

function killGroup({ pid, exitCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    // It may have ended between the look and the signal.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
