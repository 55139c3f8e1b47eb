/** An editor, as far as a server can tell: starts the built server on a workspace and speaks the protocol with it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Hit, SearchResult, Status } from '@cerca/server/protocol'
import { onTestFinished } from 'vitest'
import {
  type CancellationToken,
  type ClientCapabilities,
  createMessageConnection,
  type MessageConnection,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node'

export const SERVER = fileURLToPath(new URL('../../packages/server/dist/main.js', import.meta.url))

/** Below the time that a test may take, so that the test says what it was waiting for. */
const MAX_WAIT_MS = 45_000

/** Asks whether answers are complete: nothing is found, so no file is read to show it. */
const NOTHING = { query: 'lang:go path:no/such/place' }

/** A capable client, as VS Code is. */
const CAPABILITIES: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    codeLens: { refreshSupport: true },
    diagnostics: { refreshSupport: true },
  },
  window: { workDoneProgress: true, showDocument: { support: true }, showMessage: {} },
  textDocument: { diagnostic: { dynamicRegistration: true } },
}

export interface Project {
  readonly root: string
  readonly uri: string
  readonly indexDir: string
  write(path: string, text: string): void
  read(path: string): string
  remove(path: string): void
  uriOf(path: string): string
}

export interface EditorOptions {
  readonly project: Project
  /** Further roots; the project's own comes first. */
  readonly folders?: readonly string[]
  readonly capabilities?: ClientCapabilities
  /** Below `cerca`; what `workspace/configuration` answers. */
  readonly settings?: object
  readonly locale?: string
  readonly initializationOptions?: object
  readonly env?: Readonly<Record<string, string>>
  /** The program and its arguments; the server over stdio without it. */
  readonly command?: readonly string[]
}

export interface Editor {
  readonly process: ChildProcess
  readonly connection: MessageConnection
  /** Notifications and requests of the server, in order. */
  readonly received: { readonly method: string; readonly params: unknown }[]
  /** Resolves to the exit code, or to the signal's name. */
  readonly ended: Promise<number | string | null>
  settings: object
  initialize(): Promise<void>
  request<Result = unknown>(method: string, params?: unknown, token?: CancellationToken): Promise<Result>
  notify(method: string, params?: unknown): Promise<void>
  search(query: string, params?: object): Promise<readonly Hit[]>
  /** Paths of the hits, best first, each once. */
  paths(query: string, params?: object): Promise<readonly string[]>
  open(path: string, text?: string): Promise<void>
  /** Replaces the whole text. */
  type(path: string, text: string): Promise<void>
  save(path: string): Promise<void>
  close(path: string): Promise<void>
  /** Tells the server of changes on disk. */
  changed(...paths: readonly string[]): Promise<void>
  /** Waits until the index is what the files are, and nothing goes on. */
  untilCurrent(): Promise<Status>
  sent(method: string): unknown[]
  /** Writes bytes as they are. */
  write(bytes: string): void
}

/** A project with these files, removed when the test is over. */
export function project(files: Readonly<Record<string, string>>): Project {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cerca-lsp-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  const root = join(folder, 'work')
  mkdirSync(join(root, '.git'), { recursive: true })
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  for (const [path, text] of Object.entries(files)) write(path, text)
  return {
    root,
    uri: pathToFileURL(root).href,
    indexDir: join(folder, 'indexes'),
    write,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    uriOf: (path) => pathToFileURL(join(root, path)).href,
  }
}

/** Starts a server and initializes it; it is killed when the test is over. */
export async function edit(options: EditorOptions): Promise<Editor> {
  const editor = startEditor(options)
  await editor.initialize()
  return editor
}

/** A server that has been told nothing yet. */
export function startEditor(options: EditorOptions): Editor {
  const [program, ...args] = options.command ?? [process.execPath, SERVER, '--stdio']
  const child = spawn(program ?? '', args, {
    env: environmentOf(options),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const reader = new StreamMessageReader(child.stdout)
  const writer = new StreamMessageWriter(child.stdin)
  const editor = connect(options, child, reader, writer)
  // The very object: its settings may be replaced.
  return Object.assign(editor, { write: (bytes: string) => void child.stdin.write(bytes) })
}

/** Nothing of the person who runs the tests may change what the server does. */
export function environmentOf({ project: { indexDir, root }, env }: EditorOptions): Record<string, string> {
  const { PATH = '' } = process.env
  return { PATH, HOME: dirname(root), CERCA_INDEX_DIR: indexDir, GIT_CONFIG_NOSYSTEM: '1', ...env }
}

/** The editor's end of a line to a server. */
export function connect(
  options: EditorOptions,
  child: ChildProcess,
  reader: MessageReader,
  writer: MessageWriter,
): Editor {
  const { project: own } = options
  const connection = createMessageConnection(reader, writer)
  const received: { method: string; params: unknown }[] = []
  const hear = (method: string, params: unknown) => {
    received.push({ method, params })
  }
  connection.onNotification(hear)
  connection.onUnhandledProgress((params) => hear('$/progress', params))
  connection.onRequest((method, params) => {
    hear(method, params)
    return method === 'workspace/configuration' ? [editor.settings] : null
  })
  // A server that was killed leaves writes behind that nobody reads.
  connection.onError(() => {})
  child.stdin?.on('error', () => {})
  connection.listen()
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code))
  })
  onTestFinished(async () => {
    connection.dispose()
    child.kill('SIGKILL')
    await ended
  })
  const request = <Result>(method: string, params?: unknown, token?: CancellationToken): Promise<Result> => {
    if (params === undefined) return connection.sendRequest(method)
    return token === undefined
      ? connection.sendRequest(method, params)
      : connection.sendRequest(method, params, token)
  }
  let version = 0
  const identifier = (path: string) => ({ uri: own.uriOf(path), version: ++version })
  const editor: Editor = {
    process: child,
    connection,
    received,
    ended,
    settings: options.settings ?? {},
    initialize: async () => {
      const folders = [own.root, ...(options.folders ?? [])]
      await request('initialize', {
        processId: process.pid,
        rootUri: null,
        capabilities: options.capabilities ?? CAPABILITIES,
        workspaceFolders: folders.map((path) => ({
          uri: pathToFileURL(path).href,
          name: path.split('/').at(-1),
        })),
        initializationOptions: options.initializationOptions,
        ...(options.locale === undefined ? {} : { locale: options.locale }),
      })
      await connection.sendNotification('initialized', {})
    },
    request,
    notify: (method, params) => connection.sendNotification(method, params),
    search: async (query, params = {}) =>
      (await request<SearchResult>('cerca/search', { query, ...params })).hits,
    paths: async (query, params = {}) => [
      ...new Set((await editor.search(query, params)).map(({ path }) => path)),
    ],
    open: (path, text = own.read(path)) =>
      editor.notify('textDocument/didOpen', { textDocument: { ...identifier(path), languageId: 'x', text } }),
    type: (path, text) =>
      editor.notify('textDocument/didChange', { textDocument: identifier(path), contentChanges: [{ text }] }),
    save: (path) => editor.notify('textDocument/didSave', { textDocument: { uri: own.uriOf(path) } }),
    close: (path) => editor.notify('textDocument/didClose', { textDocument: { uri: own.uriOf(path) } }),
    changed: (...paths) =>
      editor.notify('workspace/didChangeWatchedFiles', {
        changes: paths.map((path) => ({ uri: own.uriOf(path), type: 2 })),
      }),
    untilCurrent: () =>
      eventually(async () => {
        const { isComplete } = await request<SearchResult>('cerca/search', NOTHING)
        const status = await request<Status>('cerca/status')
        return isComplete && status.folders.every(({ state }) => state === 'ready') ? status : undefined
      }, 'a current index'),
    sent: (method) => received.filter((message) => message.method === method).map(({ params }) => params),
    write: () => {
      throw new Error('Only over stdio.')
    },
  }
  return editor
}

/** Asks again and again until there is an answer. Throws what it waited for when there is none in time. */
export async function eventually<Value>(
  ask: () => Value | undefined | Promise<Value | undefined>,
  what: string,
): Promise<Value> {
  const giveUpMs = Date.now() + MAX_WAIT_MS
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    if (Date.now() > giveUpMs) throw new Error(`Waited in vain for ${what}.`)
    await sleep(20)
  }
}

/** The code and the words with which a request is refused. Throws when it is answered. */
export async function refusalOf(answer: Promise<unknown>): Promise<{ code: number; message: string }> {
  const refusal = await answer.then(
    () => undefined,
    (error: { code: number; message: string }) => ({ code: error.code, message: error.message }),
  )
  if (refusal === undefined) throw new Error('The request was answered.')
  return refusal
}
