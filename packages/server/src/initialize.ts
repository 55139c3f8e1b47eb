/** What the server says it can do. */
import {
  type InitializeResult,
  PositionEncodingKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver-protocol/node'
import type { Client } from './client.js'
import { DIAGNOSTIC_OPTIONS } from './diagnostics-switch.js'
import { CODE_ACTION_KIND, COMMANDS } from './protocol.js'

export function initializeResultOf({ traits }: Client, version: string): InitializeResult {
  const capabilities: ServerCapabilities = {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      save: { includeText: false },
    },
    workspaceSymbolProvider: true,
    codeLensProvider: { resolveProvider: true },
    codeActionProvider: { codeActionKinds: [CODE_ACTION_KIND] },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  }
  if (traits.options.hasCommands !== true) {
    capabilities.executeCommandProvider = { commands: Object.values(COMMANDS) }
  }
  // Who can be told later is told when the settings ask for them.
  if (traits.canPullDiagnostics && !traits.canRegister.diagnostics) {
    capabilities.diagnosticProvider = DIAGNOSTIC_OPTIONS
  }
  return { serverInfo: { name: 'cerca', version }, capabilities }
}
