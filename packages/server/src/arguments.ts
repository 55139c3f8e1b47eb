/** How the server was asked to talk, from the words of its command line. */

export type Transport =
  | { readonly kind: 'stdio' }
  /** The client listens and the server calls, as clients that start a server expect. */
  | { readonly kind: 'socket'; readonly port: number }
  | { readonly kind: 'pipe'; readonly name: string }
  | { readonly kind: 'node-ipc' }

export interface ServerArguments {
  readonly transport: Transport
  /** The process without which there is nobody to serve; `undefined` when `initialize` will say. */
  readonly clientProcessId: number | undefined
}

const MAX_PORT = 65_535

/** Nothing means stdio. Throws an `Error` that names the word it does not know or whose value is wrong. */
export function parseArguments(argv: readonly string[]): ServerArguments {
  let transport: Transport = { kind: 'stdio' }
  let clientProcessId: number | undefined
  for (let idx = 0; idx < argv.length; idx++) {
    const [name = '', inlineValue] = split(argv[idx] ?? '')
    // Both `--socket=9000` and `--socket 9000` are common.
    const value = () => inlineValue ?? argv[++idx] ?? ''
    if (name === '--stdio') transport = { kind: 'stdio' }
    else if (name === '--node-ipc') transport = { kind: 'node-ipc' }
    else if (name === '--socket') transport = { kind: 'socket', port: wholeNumber(name, value(), MAX_PORT) }
    else if (name === '--pipe') transport = { kind: 'pipe', name: nonEmpty(name, value()) }
    else if (name === '--clientProcessId')
      clientProcessId = wholeNumber(name, value(), Number.MAX_SAFE_INTEGER)
    else
      throw new Error(`Unknown option ${argv[idx]}. Use --stdio, --socket=PORT, --pipe=NAME or --node-ipc.`)
  }
  return { transport, clientProcessId }
}

function split(word: string): [string, string | undefined] {
  const equals = word.indexOf('=')
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)]
}

function wholeNumber(name: string, text: string, maximum: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1 && value <= maximum) return value
  throw new Error(`${name} needs a whole number from 1 to ${maximum}, not "${text}".`)
}

function nonEmpty(name: string, text: string): string {
  if (text === '') throw new Error(`${name} needs a value.`)
  return text
}
