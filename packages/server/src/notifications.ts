/** What the client tells without waiting for an answer. */
import type {
  DidChangeTextDocumentParams,
  DidChangeWorkspaceFoldersParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DidSaveTextDocumentParams,
  WorkDoneProgressCancelParams,
} from 'vscode-languageserver-protocol/node'
import type { RunningServer } from './create-server.js'

type NotificationHandler = (running: RunningServer, params: unknown) => void | Promise<void>

/** They may throw on parameters that are not what the protocol says; whoever calls them logs it. */
export const NOTIFICATIONS: ReadonlyMap<string, NotificationHandler> = new Map<string, NotificationHandler>([
  ['initialized', (running) => running.start()],
  [
    'textDocument/didOpen',
    ({ server }, params) => server.documents.open(params as DidOpenTextDocumentParams),
  ],
  [
    'textDocument/didChange',
    ({ server }, params) => server.documents.change(params as DidChangeTextDocumentParams),
  ],
  [
    'textDocument/didSave',
    ({ server }, params) => server.documents.save((params as DidSaveTextDocumentParams).textDocument.uri),
  ],
  [
    'textDocument/didClose',
    ({ server }, params) => server.documents.close((params as DidCloseTextDocumentParams).textDocument.uri),
  ],
  ['workspace/didChangeWatchedFiles', ({ watching }, params) => watching.changed(params)],
  ['workspace/didChangeConfiguration', (running, params) => running.configurationChanged(params)],
  [
    'workspace/didChangeWorkspaceFolders',
    (running, params) => {
      const { added, removed } = (params as DidChangeWorkspaceFoldersParams).event
      return running.foldersChanged(added, removed)
    },
  ],
  [
    'window/workDoneProgress/cancel',
    ({ progress }, params) => progress.cancel((params as WorkDoneProgressCancelParams).token),
  ],
])
