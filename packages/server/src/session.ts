/** One client from its first message to its last: who may ask what, and when it is over. */
import {
  createMessageConnection,
  ErrorCodes,
  type InitializeParams,
  type MessageConnection,
  ResponseError,
} from 'vscode-languageserver-protocol/node'
import { initializeResultOf } from './initialize.js'
import type { Line } from './transport.js'
import { watchProcess } from './watch-process.js'

const EXIT_REGULAR = 0
const EXIT_WITHOUT_SHUTDOWN = 1

interface Session {
  readonly connection: MessageConnection
  /** `new` until `initialize`, `running` until `shutdown`. */
  phase: 'new' | 'running' | 'shutDown'
}

/** Serves until the client says `exit`, hangs up or dies; resolves to the exit code. */
export function runSession(line: Line, clientProcessId: number | undefined): Promise<number> {
  const connection = createMessageConnection(line.reader, line.writer)
  const session: Session = { connection, phase: 'new' }
  return new Promise((resolve) => {
    const end = () => resolve(session.phase === 'shutDown' ? EXIT_REGULAR : EXIT_WITHOUT_SHUTDOWN)
    const watch = (processId: number) => watchProcess(processId, end)
    if (clientProcessId !== undefined) watch(clientProcessId)
    line.onEnd(end)
    connection.onRequest((method, params) => {
      if (method === 'initialize') {
        if (session.phase !== 'new')
          throw refusal(ErrorCodes.InvalidRequest, 'The server is initialized already.')
        session.phase = 'running'
        const initialize = params as unknown as InitializeParams
        if (typeof initialize?.processId === 'number') watch(initialize.processId)
        return initializeResultOf()
      }
      if (session.phase === 'new') throw refusal(ErrorCodes.ServerNotInitialized, 'Send initialize first.')
      if (session.phase === 'shutDown') throw refusal(ErrorCodes.InvalidRequest, 'The server is shut down.')
      if (method === 'shutdown') {
        session.phase = 'shutDown'
        return null
      }
      throw refusal(ErrorCodes.MethodNotFound, `There is no method ${method}.`)
    })
    connection.onNotification((method) => {
      if (method === 'exit') end()
    })
    connection.listen()
  })
}

function refusal(code: number, message: string): ResponseError<void> {
  return new ResponseError(code, message)
}
