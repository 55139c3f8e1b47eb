/** Real processes for tests. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { onTestFinished } from 'vitest'

/** The user and group `nobody` on Linux; any that is not root would do. */
const UNPRIVILEGED_ID = 65534

/** A running process and what it printed so far. */
export interface Child {
  readonly process: ChildProcess
  output(): string
  /** Resolves when the child printed `text`; rejects, with all it printed, when it ends before. */
  printed(text: string): Promise<void>
  /** Exit code or the name of the signal that ended it. */
  ended(): Promise<number | string>
}

/**
 * Runs TypeScript in a Node process of its own, killed after the test. `source` is a module that may import
 * `core/node`'s files with `./` and sees `args` as `process.argv.slice(1)`.
 */
export function startChild(
  source: string,
  args: readonly string[],
  options = { isUnprivileged: false },
): Child {
  const resolveDir = fileURLToPath(new URL('..', import.meta.url))
  const bundle = buildSync({
    stdin: { contents: source, resolveDir, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    write: false,
  })
  const script = bundle.outputFiles[0]!.text
  const isDemoted = options.isUnprivileged && process.getuid?.() === 0
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, '--', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // The current folder of the tests may be closed to others.
    cwd: '/',
    ...(isDemoted ? { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID } : {}),
  })
  const closed = once(child, 'close') as Promise<[number | null, string | null]>
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return {
    process: child,
    output: () => output,
    async printed(text) {
      while (!output.includes(text)) {
        const next = await Promise.race([once(child.stdout, 'data'), closed])
        if (next.length === 2 && !output.includes(text)) throw new Error(`the child ended: ${output}`)
      }
    },
    async ended() {
      const [code, signal] = await closed
      return signal ?? code ?? -1
    },
  }
}
