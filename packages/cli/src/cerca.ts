/** The command as a process: what `main.ts` starts. */
import { core } from './core.js'
import { run } from './run.js'
import { processTerminal } from './terminal.js'

// `cerca search … | head` closes the pipe early; that is an end like any other.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3))
process.stderr.on('error', () => {})

void run(process.argv.slice(2), processTerminal(), core).then((exitCode) => {
  // Exit only once everything is written, but do not wait for idle handles such as a terminal's stdin.
  process.stdout.write('', () => process.exit(exitCode))
})
