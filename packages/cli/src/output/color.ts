/** Colours by meaning rather than by name, so that one place decides how a thing looks. */

export type ColorChoice = 'auto' | 'always' | 'never'

type Paint = (text: string) => string

export interface Palette {
  readonly path: Paint
  readonly symbol: Paint
  readonly match: Paint
  readonly dim: Paint
  readonly error: Paint
  readonly bar: Paint
}

// Select Graphic Rendition codes of ECMA-48, which every terminal of the last decades knows.
const COLORED: Palette = {
  path: paint('1;36'),
  symbol: paint('33'),
  match: paint('1;31'),
  dim: paint('2'),
  error: paint('1;31'),
  bar: paint('36'),
}

const PLAIN: Palette = {
  path: same,
  symbol: same,
  match: same,
  dim: same,
  error: same,
  bar: same,
}

export function createPalette(isColored: boolean): Palette {
  return isColored ? COLORED : PLAIN
}

/**
 * Whether a stream gets colour: the option decides, then NO_COLOR (https://no-color.org), FORCE_COLOR, TERM=dumb,
 * and at last whether the stream is a terminal.
 */
export function wantsColor(
  choice: ColorChoice,
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (choice !== 'auto') return choice === 'always'
  if (env.NO_COLOR) return false
  const forced = env.FORCE_COLOR
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return isTerminal && env.TERM !== 'dumb'
}

/** A file may hold escape sequences that would take over the terminal: control characters become their pictures. */
export function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g, (control) => {
    const code = control.charCodeAt(0)
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\u2421'
  })
}

function paint(code: string): Paint {
  return (text) => (text === '' ? '' : `\u001b[${code}m${text}\u001b[0m`)
}

function same(text: string): string {
  return text
}
