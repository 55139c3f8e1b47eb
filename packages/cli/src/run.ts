/** From arguments to an exit code: parses, runs one command, and turns every failure into words. */
import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { parseCommandLine } from './arguments.js'
import type { CommandLine } from './command-line.js'
import { runClean } from './commands/clean.js'
import type { CommandContext } from './commands/context.js'
import { runDuplicates } from './commands/duplicates.js'
import { renderHelp } from './commands/help.js'
import { runIndex } from './commands/index.js'
import { runSearch } from './commands/search.js'
import { runSimilar } from './commands/similar.js'
import { runStatus } from './commands/status.js'
import type { CoreApi } from './core-api.js'
import { describeFailure, EXIT, type ExitCode, exitCodeOf } from './errors.js'
import { createPalette, wantsColor } from './output/color.js'
import { failureJson } from './output/json.js'
import { createScreen } from './output/screen.js'
import type { Terminal } from './terminal.js'

/** Runs one command line; never throws. */
export async function run(argv: readonly string[], terminal: Terminal, core: CoreApi): Promise<ExitCode> {
  try {
    const commandLine = parseCommandLine(argv)
    if (commandLine.command === 'help') return printLines(renderHelp(commandLine.topic), terminal)
    if (commandLine.command === 'version') return printLines([readVersion()], terminal)
    // On demand: nobody who searches waits for the server's code.
    if (commandLine.command === 'lsp')
      return await (await import('./serve-editor.js')).serveEditor(commandLine.argv)
    const screen = createScreen(terminal, commandLine.screen)
    try {
      return await dispatch(commandLine, { terminal, screen, core })
    } finally {
      screen.clearProgress()
    }
  } catch (error) {
    return reportFailure(error, argv, terminal)
  }
}

async function dispatch(
  commandLine: Exclude<CommandLine, { command: 'help' | 'version' | 'lsp' }>,
  context: CommandContext,
): Promise<ExitCode> {
  switch (commandLine.command) {
    case 'search':
      return runSearch(commandLine, context)
    case 'similar':
      return runSimilar(commandLine, context)
    case 'duplicates':
      return runDuplicates(commandLine, context)
    case 'index':
      return runIndex(commandLine, context)
    case 'status':
      return runStatus(commandLine, context)
    case 'clean':
      return runClean(commandLine, context)
    case 'tokens':
      return (await import('./learning-commands.js')).runTokens(commandLine, context)
    case 'train':
      return (await import('./learning-commands.js')).runTrain(commandLine, context)
    case 'vectors':
      return (await import('./learning-commands.js')).runVectors(commandLine, context)
    case 'evaluate':
      return (await import('./learning-commands.js')).runEvaluate(commandLine, context)
  }
}

function printLines(lines: readonly string[], terminal: Terminal): ExitCode {
  terminal.stdout.write(`${lines.join('\n')}\n`)
  return EXIT.found
}

function readVersion(): string {
  // One folder up from both `src` and `dist`.
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

/** The raw arguments decide about JSON, because it may be the parsing of them that failed. */
function reportFailure(error: unknown, argv: readonly string[], terminal: Terminal): ExitCode {
  const failure = describeFailure(error)
  const { stdout, stderr, env } = terminal
  const palette = createPalette(wantsColor('auto', env, stderr.isTTY === true))
  stderr.write(`${palette.error('cerca:')} ${failure.message}\n  ${failure.fix}\n`)
  const isProgram = argv.some((argument) => argument === '--json' || argument.startsWith('--batch'))
  if (isProgram) stdout.write(`${failureJson(failure)}\n`)
  // With the errors that caused it, such as one of a worker.
  if (env.CERCA_DEBUG === '1') stderr.write(`${inspect(error)}\n`)
  return exitCodeOf(failure)
}
