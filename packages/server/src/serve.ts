/** The language server as a process: `cerca-language-server` and `cerca lsp`. */
import { parseArguments } from './arguments.js'
import { runSession } from './session.js'
import { createFolderIndex } from './threads/create-folder-index.js'
import { openTransport } from './transport.js'

/** Of the package, put in by the build. */
declare const CERCA_VERSION: string

/** What a program answers that was called with words it does not know. */
const EXIT_MISUSE = 2

/**
 * Serves one client until it leaves; resolves to the exit code: 0 after a regular end, 1 when the client ended
 * without saying so first, 2 for wrong arguments, which are told on standard error.
 */
export async function serve(argv: readonly string[]): Promise<number> {
  try {
    const { transport, clientProcessId } = parseArguments(argv)
    const options = { clientProcessId, version: CERCA_VERSION, openIndex: createFolderIndex }
    return await runSession(openTransport(transport), options)
  } catch (error) {
    process.stderr.write(`cerca: ${error instanceof Error ? error.message : String(error)}\n`)
    return EXIT_MISUSE
  }
}
