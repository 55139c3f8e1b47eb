/** A client in the same process, on the other end of a line made of streams. */
import { PassThrough } from 'node:stream'
import { onTestFinished } from 'vitest'
import {
  type ClientCapabilities,
  createMessageConnection,
  type InitializeParams,
  type InitializeResult,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node'
import { runSession } from '../session.js'
import type { Line } from '../transport.js'
import { createFakeFolderIndex, type FakeFiles, type FakeFolderIndex } from './fake-folder-index.js'

export interface FakeClient {
  readonly connection: MessageConnection
  /** By root. */
  readonly indexes: Map<string, FakeFolderIndex>
  /** The first that was opened. */
  index(): FakeFolderIndex
  /** What the server sent, such as `window/logMessage`, in order. */
  readonly received: { readonly method: string; readonly params: unknown }[]
  readonly exitCode: Promise<number>
  readonly result: InitializeResult
  request(method: string, params?: unknown): Promise<unknown>
  notify(method: string, params?: unknown): Promise<void>
  /** Everything that the server has written, as it stood on the line. */
  bytes(): string
  /** Writes bytes as they are. */
  write(bytes: string): void
  /** Ends the line without a word. */
  hangUp(): void
}

export interface FakeClientOptions {
  readonly files?: FakeFiles
  readonly folders?: readonly string[]
  readonly capabilities?: ClientCapabilities
  readonly locale?: string
  readonly initializationOptions?: unknown
  /** Answers requests of the server. */
  readonly answer?: (method: string, params: unknown) => unknown
}

/** A client whose server is initialized, and ended with the test. */
export async function startFakeClient(options: FakeClientOptions = {}): Promise<FakeClient> {
  const client = connectFakeClient(options)
  const params: InitializeParams = {
    processId: null,
    rootUri: null,
    capabilities: options.capabilities ?? {},
    workspaceFolders: (options.folders ?? ['/repo']).map((path) => ({
      uri: `file://${path}`,
      name: path.slice(1),
    })),
    initializationOptions: options.initializationOptions,
    ...(options.locale === undefined ? {} : { locale: options.locale }),
  }
  const result = (await client.connection.sendRequest('initialize', params)) as InitializeResult
  await client.connection.sendNotification('initialized', {})
  // The answer to any request comes when the folders are open.
  await client.connection.sendRequest('cerca/status')
  // What every server says first tells a test nothing.
  const isFirstLine = ({ method, params }: { method: string; params: unknown }) =>
    method === 'window/logMessage' && (params as { message: string }).message.startsWith('Cerca ')
  client.received.splice(client.received.findIndex(isFirstLine), 1)
  return { ...client, result }
}

/** A client that has said nothing yet. */
export function connectFakeClient(options: FakeClientOptions = {}): Omit<FakeClient, 'result'> {
  const toServer = new PassThrough()
  const toClient = new PassThrough()
  const line: Line = {
    reader: new StreamMessageReader(toServer),
    writer: new StreamMessageWriter(toClient),
    onEnd: (listener) => toServer.on('end', listener),
  }
  const indexes = new Map<string, FakeFolderIndex>()
  const exitCode = runSession(line, {
    clientProcessId: undefined,
    version: '1.2.3',
    openIndex: (indexOptions) => {
      const index = createFakeFolderIndex(indexOptions, options.files ?? {})
      indexes.set(indexOptions.root, index)
      return index
    },
  })
  const connection = createMessageConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  )
  const pieces: Buffer[] = []
  toClient.on('data', (piece: Buffer) => pieces.push(piece))
  const received: { method: string; params: unknown }[] = []
  connection.onNotification((method, params) => {
    received.push({ method, params })
  })
  // The library keeps these to itself otherwise.
  connection.onUnhandledProgress((params) => {
    received.push({ method: '$/progress', params })
  })
  connection.onRequest((method, params) => {
    received.push({ method, params })
    return options.answer?.(method, params) ?? null
  })
  connection.listen()
  onTestFinished(() => {
    toServer.end()
    connection.dispose()
  })
  return {
    connection,
    indexes,
    index: () => {
      const [first] = indexes.values()
      if (first === undefined) throw new Error('No folder is open.')
      return first
    },
    received,
    exitCode,
    request: (method, params) =>
      params === undefined ? connection.sendRequest(method) : connection.sendRequest(method, params),
    notify: (method, params) => connection.sendNotification(method, params),
    bytes: () => Buffer.concat(pieces).toString('utf8'),
    write: (bytes) => {
      toServer.write(bytes)
    },
    hangUp: () => {
      toServer.end()
    },
  }
}
