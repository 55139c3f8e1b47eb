/** The two ends of the line to the client. */
import {
  createServerPipeTransport,
  createServerSocketTransport,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node'
import type { Transport } from './arguments.js'

export interface Line {
  readonly reader: MessageReader
  readonly writer: MessageWriter
  /** Calls back when nothing will come any more; maybe more than once. */
  onEnd(listener: () => void): void
}

/** Opens the line. A client that is not there is told by the end of the line. Throws for IPC without a parent. */
export function openTransport(transport: Transport): Line {
  switch (transport.kind) {
    case 'stdio':
      return openStdio()
    case 'socket':
      return openSocket(createServerSocketTransport(transport.port))
    case 'pipe':
      return openSocket(createServerPipeTransport(transport.name))
    case 'node-ipc':
      return openIpc()
  }
}

function openStdio(): Line {
  const line = {
    reader: new StreamMessageReader(process.stdin),
    writer: new StreamMessageWriter(process.stdout),
    onEnd: (listener: () => void) => {
      process.stdin.on('end', listener)
      process.stdin.on('close', listener)
      process.stdout.on('error', listener)
    },
  }
  // Standard output is the protocol's: one stray word of a library would break it.
  console.log = console.error
  console.info = console.error
  console.debug = console.error
  return line
}

function openSocket([reader, writer]: readonly [MessageReader, MessageWriter]): Line {
  const onEnd = (listener: () => void) => {
    reader.onClose(listener)
    writer.onError(listener)
  }
  return { reader, writer, onEnd }
}

function openIpc(): Line {
  if (process.send === undefined) throw new Error('--node-ipc needs a parent that opened such a channel.')
  return {
    reader: new IPCMessageReader(process),
    writer: new IPCMessageWriter(process),
    onEnd: (listener) => process.on('disconnect', listener),
  }
}
