/** The process as the commands see it, so that tests can run a whole command without starting one. */
import { homedir } from 'node:os'
import type { Readable, Writable } from 'node:stream'

export interface OutputStream extends Writable {
  readonly isTTY?: boolean
  readonly columns?: number
}

export interface Terminal {
  readonly cwd: string
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: OutputStream
  readonly stderr: OutputStream
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
  /** Calls `listener` for the first Ctrl-C, which then does not end the process; not after the result was called. */
  readonly onInterrupt: (listener: () => void) => () => void
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    cwd: process.cwd(),
    home: homedir(),
    env: process.env,
    // Opened when it is read.
    get stdin() {
      return process.stdin
    },
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => performance.now(),
    onInterrupt: (listener) => {
      process.once('SIGINT', listener)
      return () => void process.off('SIGINT', listener)
    },
  }
}
