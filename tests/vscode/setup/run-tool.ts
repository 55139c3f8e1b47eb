/** Runs programs that install things. */
import { spawnSync } from 'node:child_process'

/** Milliseconds. A registry that does not answer in this time would only use up the time of the tests. */
const MAX_RUN_MS = 240_000

export interface ToolOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** What the program wrote to stdout. Throws with the end of what it wrote when it fails or cannot be started. */
export function runTool(command: string, argv: readonly string[], options: ToolOptions = {}): string {
  const { cwd, env = process.env } = options
  const ran = spawnSync(command, argv, { cwd, env, encoding: 'utf8', timeout: MAX_RUN_MS })
  if (ran.error !== undefined) throw new Error(`${command} could not run: ${ran.error.message}`)
  if (ran.status === 0) return ran.stdout
  const said = `${ran.stdout}${ran.stderr}`.trim().split('\n').slice(-8).join('\n')
  throw new Error(`${command} ${argv[0] ?? ''} failed:\n${said}`)
}

/** Runs npm in a folder of its own: what an npm above us says about this workspace is not passed on. */
export function runNpm(argv: readonly string[], cwd: string): string {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(?:package_|lifecycle_|config_local_prefix)/.test(name),
    ),
  )
  const { npm_execpath: npmPath = '' } = process.env
  // npm says where its own program is; it need not be on the PATH.
  return /npm-cli\.[cm]?js$/.test(npmPath)
    ? runTool(process.execPath, [npmPath, ...argv], { cwd, env })
    : runTool('npm', argv, { cwd, env })
}
