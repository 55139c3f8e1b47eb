/** What goes into the client's log: never a piece of the user's code, nor a question. */
import { MessageType } from 'vscode-languageserver-protocol/node'

/** As the setting `trace.server` names them. */
export type LogAmount = 'off' | 'messages' | 'verbose'

export interface Log {
  error(message: string): void
  warn(message: string): void
  /** What happened to the server and its indexes. */
  event(message: string): void
  /** Which requests were made: from `messages` on. */
  request(message: string): void
  /** What goes on in the background: with `verbose` only. */
  detail(message: string): void
}

export type LogSink = (type: MessageType, message: string) => void

export function createLog(sink: LogSink, amount: () => LogAmount): Log {
  return {
    error: (message) => sink(MessageType.Error, message),
    warn: (message) => sink(MessageType.Warning, message),
    event: (message) => sink(MessageType.Info, message),
    request: (message) => {
      if (amount() !== 'off') sink(MessageType.Log, message)
    },
    detail: (message) => {
      if (amount() === 'verbose') sink(MessageType.Info, message)
    },
  }
}
