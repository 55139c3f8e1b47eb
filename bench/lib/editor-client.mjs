// The least of an editor: starts the built server over stdio, and says what it has to.
import { spawn } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node'

const SERVER = fileURLToPath(new URL('../../packages/server/dist/main.js', import.meta.url))

/** @typedef {Awaited<ReturnType<typeof startServer>>} Server */

/**
 * Resolves when the server is initialized.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
export async function startServer(root, env) {
  const child = spawn(process.execPath, [SERVER, '--stdio'], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  )
  connection.onRequest((method) =>
    method === 'workspace/configuration' ? [{ codeLens: { enabled: 'on' } }] : null,
  )
  connection.onNotification(() => {})
  connection.listen()
  const uri = pathToFileURL(root).href
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: uri,
    capabilities: {
      workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } },
    },
    workspaceFolders: [{ uri, name: 'bench' }],
  })
  await connection.sendNotification('initialized', {})
  /** @type {Map<string, string>} */
  const texts = new Map()
  let version = 0
  const named = (/** @type {string} */ path) => ({ uri: pathToFileURL(path).href, version: ++version })
  return {
    pid: child.pid,
    request: (/** @type {string} */ method, /** @type {unknown} */ params) =>
      /** @type {Promise<any>} */ (
        params === undefined ? connection.sendRequest(method) : connection.sendRequest(method, params)
      ),
    open: (/** @type {string} */ path, /** @type {string} */ text) => {
      texts.set(path, text)
      return connection.sendNotification('textDocument/didOpen', {
        textDocument: { ...named(path), languageId: 'x', text },
      })
    },
    /** Types into a line's beginning. */
    type: (/** @type {string} */ path, /** @type {number} */ line, /** @type {string} */ text) => {
      const start = { line, character: 0 }
      const contentChanges = [{ range: { start, end: start }, text }]
      void connection.sendNotification('textDocument/didChange', {
        textDocument: named(path),
        contentChanges,
      })
    },
    /** Replaces the text that the document was opened with. */
    changeAll: (/** @type {string} */ path, /** @type {(text: string) => string} */ change) => {
      const contentChanges = [{ text: change(texts.get(path) ?? '') }]
      void connection.sendNotification('textDocument/didChange', {
        textDocument: named(path),
        contentChanges,
      })
    },
    saved: (/** @type {string} */ path) =>
      connection.sendNotification('textDocument/didSave', { textDocument: named(path) }),
    changed: (/** @type {readonly string[]} */ paths) =>
      connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: paths.map((path) => ({ uri: pathToFileURL(path).href, type: 2 })),
      }),
    end: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      await connection.sendRequest('shutdown')
      await connection.sendNotification('exit')
      await ended
      connection.dispose()
    },
  }
}
