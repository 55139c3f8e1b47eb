/** `cerca lsp`: the language server in this process. */
import { serve } from '@cerca/server'
import { EXIT, type ExitCode } from './errors.js'

/** Serves one editor until it leaves. An editor that went without saying so counts as nothing found. */
export async function serveEditor(argv: readonly string[]): Promise<ExitCode> {
  const code = await serve(argv)
  if (code === 0) return EXIT.found
  return code === 1 ? EXIT.nothing : EXIT.misuse
}
