/** One client from its first message to its last: who may ask what and when, and when it is over. */
import {
  type CancellationToken,
  createMessageConnection,
  ErrorCodes,
  type InitializeParams,
  type MessageConnection,
  type ProgressToken,
  ResponseError,
} from 'vscode-languageserver-protocol/node'
import { createServer, type RunningServer, type ServerOptions } from './create-server.js'
import { expectedFailure, requestCancelled } from './failures.js'
import { isObject } from './fields.js'
import { initializeResultOf } from './initialize.js'
import { NOTIFICATIONS } from './notifications.js'
import { ROUTES } from './routes.js'
import type { Call } from './server.js'
import type { Line } from './transport.js'
import { watchProcess } from './watch-process.js'

const EXIT_REGULAR = 0
const EXIT_WITHOUT_SHUTDOWN = 1

/** A thread that does not end by then is ended with the process. Milliseconds. */
const MAX_CLOSING_MS = 1_000

export interface SessionOptions extends ServerOptions {
  readonly clientProcessId: number | undefined
}

interface Session {
  readonly connection: MessageConnection
  readonly options: SessionOptions
  running: RunningServer | undefined
  isShutDown: boolean
  /** Ends the session when the process is gone. */
  watch(processId: number): void
}

/** Serves until the client says `exit`, hangs up or dies; resolves to the exit code. */
export async function runSession(line: Line, options: SessionOptions): Promise<number> {
  const connection = createMessageConnection(line.reader, line.writer)
  let end = (): void => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const stops: (() => void)[] = []
  const watch = (processId: number) => stops.push(watchProcess(processId, end))
  const session: Session = { connection, options, running: undefined, isShutDown: false, watch }
  if (options.clientProcessId !== undefined) watch(options.clientProcessId)
  line.onEnd(end)
  connection.onRequest((method, params, token) => answer(session, method, params, token))
  connection.onNotification((method, params) => {
    if (method === 'exit') end()
    else void hear(session, method, params)
  })
  // A message that is none is answered as JSON-RPC says; what follows it is read as if nothing had been.
  line.reader.onError(() => void refuseMessage(line))
  connection.listen()
  await ended
  for (const stop of stops) stop()
  await closeSoon(session)
  connection.dispose()
  return session.isShutDown ? EXIT_REGULAR : EXIT_WITHOUT_SHUTDOWN
}

async function answer(
  session: Session,
  method: string,
  params: unknown,
  token: CancellationToken,
): Promise<unknown> {
  if (session.isShutDown) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is shut down.')
  if (method === 'initialize') return initialize(session, params)
  const { running } = session
  if (running === undefined)
    throw new ResponseError(ErrorCodes.ServerNotInitialized, 'Send initialize first.')
  if (method === 'shutdown') {
    session.isShutDown = true
    await closeSoon(session)
    return null
  }
  const handler = ROUTES.get(method)
  if (handler === undefined)
    throw new ResponseError(ErrorCodes.MethodNotFound, `There is no method ${method}.`)
  running.watching.activity()
  const startedMs = performance.now()
  const { server } = running
  try {
    await running.start()
    const result = await untilCancelled(token, (signal) =>
      handler(server, params, { signal, progressToken: progressTokenOf(params) }),
    )
    server.log.request(`${method}: ${Math.round(performance.now() - startedMs)} ms`)
    return result
  } catch (error) {
    const failure = token.isCancellationRequested ? requestCancelled() : expectedFailure(error, server.texts)
    server.log.request(
      `${method}: ${failure?.code ?? 'failed'}, ${Math.round(performance.now() - startedMs)} ms`,
    )
    if (failure !== undefined) throw failure
    // The stack names our own code; the message might hold a piece of the user's.
    server.log.error(`${method} failed: ${stackOf(error)}`)
    throw new ResponseError(ErrorCodes.InternalError, `${method} failed; the log says where.`)
  }
}

function initialize(session: Session, params: unknown): unknown {
  if (session.running !== undefined) {
    throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.')
  }
  if (!isObject(params)) throw new ResponseError(ErrorCodes.InvalidParams, 'initialize needs parameters.')
  const { options } = session
  if (typeof params.processId === 'number') session.watch(params.processId)
  session.running = createServer(session.connection, params as unknown as InitializeParams, options)
  return initializeResultOf(session.running.server.client, options.version)
}

async function hear({ running, isShutDown }: Session, method: string, params: unknown): Promise<void> {
  if (running === undefined || isShutDown) return
  const handler = NOTIFICATIONS.get(method)
  if (handler === undefined) return
  running.watching.activity()
  try {
    await handler(running, params)
  } catch (error) {
    running.server.log.error(`${method} failed: ${stackOf(error)}`)
  }
}

/** Rejected as soon as the client does not want the answer any more, however long the work goes on. */
async function untilCancelled(
  token: CancellationToken,
  work: (signal: AbortSignal) => unknown,
): Promise<unknown> {
  const controller = new AbortController()
  if (token.isCancellationRequested) throw requestCancelled()
  return new Promise((resolve, reject) => {
    const listening = token.onCancellationRequested(() => {
      controller.abort()
      reject(requestCancelled())
    })
    const done = async () => work(controller.signal)
    done()
      .then(resolve, reject)
      .finally(() => listening.dispose())
  })
}

function progressTokenOf(params: unknown): Call['progressToken'] {
  const token = isObject(params) ? params.workDoneToken : undefined
  return typeof token === 'string' || typeof token === 'number' ? (token as ProgressToken) : undefined
}

async function closeSoon({ running }: Session): Promise<void> {
  if (running === undefined) return
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, MAX_CLOSING_MS)
  })
  await Promise.race([running.close().catch(() => {}), patience])
  clearTimeout(timer)
}

async function refuseMessage({ writer }: Line): Promise<void> {
  const error = { code: ErrorCodes.ParseError, message: 'This is no message of JSON-RPC.' }
  const message = { jsonrpc: '2.0', id: null, error }
  await writer.write(message).catch(() => {})
}

/** Where it happened, without the message. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  return `${error.name}\n${frames.slice(0, 8).join('\n')}`
}
