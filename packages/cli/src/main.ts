#!/usr/bin/env node
import { run } from './run.js'
import { processTerminal } from './terminal.js'

// Only the commands that need it load the core, so that help and wrong arguments are answered at once. For the same
// reason nothing else in this package imports more than types of it.
const loadCore = async () => (await import('./core.js')).core

// `cerca search … | head` closes the pipe early; that is an end like any other.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3))
process.stderr.on('error', () => {})

const exitCode = await run(process.argv.slice(2), processTerminal(), loadCore)

// Exit only once everything is written, but do not wait for idle handles such as a terminal's stdin.
process.stdout.write('', () => process.exit(exitCode))
