/** What the server says it can do. */
import {
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver-protocol/node'

export function initializeResultOf(): InitializeResult {
  return {
    serverInfo: { name: 'cerca' },
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: {
        openClose: true,
        change: TextDocumentSyncKind.Incremental,
        save: { includeText: false },
      },
    },
  }
}
