/** `workspace/symbol`: a question in words, answered by the definitions in the places found. */
import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver-types'
import { isText, readFields } from '../fields.js'
import type { Hit } from '../protocol.js'
import type { Call, Server } from '../server.js'
import { search } from './search.js'

/** Core's kinds in the protocol's numbers; what is missing is a variable. */
const KINDS: Readonly<Record<string, SymbolKind>> = {
  function: SymbolKind.Function,
  method: SymbolKind.Method,
  class: SymbolKind.Class,
  interface: SymbolKind.Interface,
  type: SymbolKind.Struct,
  enum: SymbolKind.Enum,
  module: SymbolKind.Module,
  constant: SymbolKind.Constant,
  variable: SymbolKind.Variable,
  field: SymbolKind.Field,
  macro: SymbolKind.Function,
  section: SymbolKind.String,
  test: SymbolKind.Function,
}

/** Best first. Nothing for an empty query, with which clients ask for everything there is. */
export async function workspaceSymbol(
  server: Server,
  params: unknown,
  call: Call,
): Promise<WorkspaceSymbol[]> {
  const query = readFields(params, server.texts).required('query', isText)
  if (query.trim() === '' || server.folders.list().length === 0) return []
  const { hits } = await search(server, { query }, call)
  return hits.map(symbolOf)
}

function symbolOf({ uri, range, path, kind, scope, symbols }: Hit): WorkspaceSymbol {
  const symbol = symbols[0]
  return {
    name: symbol?.name ?? path.slice(path.lastIndexOf('/') + 1),
    kind: symbol === undefined ? SymbolKind.File : (KINDS[symbol.kind] ?? SymbolKind.Variable),
    containerName: scope === '' || kind !== 'code' ? path : `${scope} (${path})`,
    location: { uri, range: symbol?.range ?? range },
  }
}
