/** Where a command's words go: answers to stdout, everything said beside them to stderr. */
import type { Terminal } from '../terminal.js'
import { type ColorChoice, createPalette, type Palette, wantsColor } from './color.js'
import { createProgressLine, type ShownProgress } from './progress.js'

export interface ScreenOptions {
  readonly json: boolean
  readonly quiet: boolean
  readonly color: ColorChoice
}

export interface Screen {
  /** Colours of stdout. */
  readonly palette: Palette
  /** Columns of stdout, `undefined` when it is no terminal. */
  readonly width: number | undefined
  /** Prints one line to stdout. */
  readonly print: (line: string) => void
  /** Says something to people on stderr; programs and --quiet do not get it. */
  readonly notice: (message: string) => void
  /** Shows how far the work is, when stderr is a terminal. */
  readonly progress: (progress: ShownProgress) => void
  readonly clearProgress: () => void
}

export function createScreen(terminal: Terminal, options: ScreenOptions): Screen {
  const { stdout, stderr, env } = terminal
  const isSilent = options.json || options.quiet
  const stderrPalette = createPalette(wantsColor(options.color, env, stderr.isTTY === true))
  const line =
    stderr.isTTY === true && env.TERM !== 'dumb' && !isSilent
      ? createProgressLine({
          write: (text) => stderr.write(text),
          now: terminal.now,
          columns: () => stderr.columns,
          palette: stderrPalette,
        })
      : undefined
  return {
    palette: createPalette(wantsColor(options.color, env, stdout.isTTY === true)),
    // A terminal that does not know its width says 0.
    width: stdout.isTTY === true ? stdout.columns || undefined : undefined,
    print: (text) => void stdout.write(`${text}\n`),
    notice: (message) => {
      if (isSilent) return
      line?.clear()
      stderr.write(`${stderrPalette.dim(message)}\n`)
    },
    progress: (progress) => line?.show(progress),
    clearProgress: () => line?.clear(),
  }
}
