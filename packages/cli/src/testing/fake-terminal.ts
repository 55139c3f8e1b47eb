import { PassThrough, Readable } from 'node:stream'
import type { OutputStream, Terminal } from '../terminal.js'

export interface FakeTerminal extends Terminal {
  /** What was written so far. */
  readonly out: () => string
  readonly err: () => string
}

export interface FakeTerminalOptions {
  readonly cwd?: string
  readonly home?: string
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: Readable | string
  readonly isTTY?: boolean
  /** Ctrl-C is pressed as soon as a command listens to it. */
  readonly isInterrupted?: boolean
}

/** A terminal in memory whose clock moves on by a second each time it is read. */
export function createFakeTerminal(options: FakeTerminalOptions = {}): FakeTerminal {
  const out = collect(options.isTTY === true)
  const err = collect(options.isTTY === true)
  let milliseconds = 0
  const stdin = options.stdin ?? ''
  return {
    cwd: options.cwd ?? '/nowhere',
    home: options.home ?? '/home/nobody',
    env: options.env ?? {},
    stdin: typeof stdin === 'string' ? Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]) : stdin,
    stdout: out.stream,
    stderr: err.stream,
    now: () => (milliseconds += 1000),
    onInterrupt: (listener) => {
      if (options.isInterrupted === true) listener()
      return () => {}
    },
    out: out.text,
    err: err.text,
  }
}

function collect(isTTY: boolean): { readonly stream: OutputStream; readonly text: () => string } {
  let text = ''
  const stream = new PassThrough()
  stream.on('data', (part: Buffer) => {
    text += part.toString()
  })
  return { stream: isTTY ? Object.assign(stream, { isTTY, columns: 80 }) : stream, text: () => text }
}
