/** Which handler answers which request. */
import { codeAction } from './handlers/code-action.js'
import { codeLens, resolveCodeLens } from './handlers/code-lens.js'
import { diagnostic } from './handlers/diagnostic.js'
import { duplicates } from './handlers/duplicates.js'
import { executeCommand } from './handlers/execute-command.js'
import { leftOut } from './handlers/left-out.js'
import { pause } from './handlers/pause.js'
import { reindex } from './handlers/reindex.js'
import { search } from './handlers/search.js'
import { similar } from './handlers/similar.js'
import { status } from './handlers/status.js'
import { workspaceSymbol } from './handlers/workspace-symbol.js'
import { DUPLICATES, LEFT_OUT, PAUSE, REINDEX, SEARCH, SIMILAR, STATUS } from './protocol.js'
import type { Call, Server } from './server.js'

/** Throws what `expectedFailure` knows; anything else is a defect, answered as an internal error. */
export type RequestHandler = (server: Server, params: unknown, call: Call) => unknown

export const ROUTES: ReadonlyMap<string, RequestHandler> = new Map<string, RequestHandler>([
  [SEARCH, search],
  [SIMILAR, similar],
  [DUPLICATES, duplicates],
  [STATUS, status],
  [REINDEX, reindex],
  [PAUSE, pause],
  [LEFT_OUT, leftOut],
  ['workspace/symbol', workspaceSymbol],
  ['workspace/executeCommand', executeCommand],
  ['textDocument/codeLens', codeLens],
  ['codeLens/resolve', resolveCodeLens],
  ['textDocument/codeAction', codeAction],
  ['textDocument/diagnostic', diagnostic],
])
