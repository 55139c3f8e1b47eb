import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { TokenEncoding } from '@cerca/core'
import type { TokensAction, TokensCommand } from '../command-line.js'
import { EXIT, type ExitCode, UsageError } from '../errors.js'
import { type ShownTokens, tokenLines, tokensJson, tokensSummary, windowLines } from '../output/tokens.js'
import type { TokenTools } from '../token-tools.js'
import type { CommandContext } from './context.js'
import { runTokensTraining } from './tokens-train.js'

/** Lines printed at once: one write for each would be most of the time of a large file. */
const LINES_AT_ONCE = 1000

/** Shows the ids of a file's text in a vocabulary, or learns a vocabulary. */
export async function runTokens(command: TokensCommand, context: CommandContext): Promise<ExitCode> {
  const { action } = command
  if (action.kind === 'train') return runTokensTraining(action, command.screen, context)
  const { core, screen } = context
  const tools = await core.loadTokenTools()
  // Before the file, because a vocabulary that is none should not wait for standard input.
  const encoding = await openEncoding(action.encoding, tools, context)
  const text = await readText(action.file, context)
  const ids = encoding.encode(text, action.specials)
  const shown = shownTokens(action, text, ids, encoding, tools)
  if (command.screen.json) screen.print(tokensJson(shown, action.isCount))
  else if (action.isCount) screen.print(String(shown.windows?.count ?? ids.length))
  else printTokens(shown, context)
  return (shown.windows?.count ?? ids.length) > 0 ? EXIT.found : EXIT.nothing
}

function shownTokens(
  { file, windows }: TokensAction & { kind: 'show' },
  text: string,
  ids: Uint32Array,
  encoding: TokenEncoding,
  tools: TokenTools,
): ShownTokens {
  return {
    file,
    encoding,
    ids,
    characters: text.length,
    bytes: Buffer.byteLength(text),
    windows: windows && tools.slidingWindows(ids, windows.length, windows.stride),
  }
}

function printTokens(shown: ShownTokens, { screen }: CommandContext): void {
  screen.print(tokensSummary(shown))
  let lines: string[] = []
  const flush = () => {
    if (lines.length > 0) screen.print(lines.join('\n'))
    lines = []
  }
  for (const line of shown.windows ? windowLines(shown, screen.palette) : tokenLines(shown, screen.palette)) {
    lines.push(line)
    if (lines.length === LINES_AT_ONCE) flush()
  }
  flush()
}

/** A known name, or else a file in the format of `tokenizer.json`. */
async function openEncoding(
  name: string,
  tools: TokenTools,
  context: CommandContext,
): Promise<TokenEncoding> {
  if (tools.isGptEncodingName(name) || !/[./\\]/.test(name)) return tools.loadGptEncoding(name)
  return tools.createBytePairEncoding(tools.readTokenizerJson(readFile(name, context)), basename(name))
}

async function readText(file: string, context: CommandContext): Promise<string> {
  if (file !== '-') return readFile(file, context)
  const { stdin } = context.terminal
  const parts: Buffer[] = []
  for await (const part of stdin) parts.push(Buffer.from(part))
  return decodeOrRefuse('Standard input', Buffer.concat(parts), context)
}

function readFile(file: string, context: CommandContext): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(resolve(context.terminal.cwd, file))
  } catch (error) {
    throw describeReadFailure(file, error)
  }
  return decodeOrRefuse(file, bytes, context)
}

function decodeOrRefuse(name: string, bytes: Buffer, { core }: CommandContext): string {
  const decoded = core.decode(bytes)
  if (decoded === undefined)
    throw new UsageError(`${name} is not text.`, 'Name a file of text in any encoding.')
  return decoded.text
}

function describeReadFailure(file: string, error: unknown): UsageError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EISDIR') return new UsageError(`${file} is a folder.`, 'Name a file in it.')
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new UsageError(`There is no file ${file}.`, 'Check the spelling, or write - for standard input.')
  }
  return new UsageError(`${file} cannot be read (${String(code)}).`, 'Check its permissions.')
}
