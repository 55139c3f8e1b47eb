/**
 * One task in an indexing process of its own. It is not a thread, because indexing takes more memory than answering
 * and gives it back only with its process, and because a process can stand back where a thread cannot: answers and
 * the editor come first on every core.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import { CercaError } from '@cerca/core'
import type { FromIndexingProcess, IndexingTask } from './messages.js'
import { receiveError } from './sent-error.js'

/** The last message of a task that went well. */
export type IndexingResult = Extract<FromIndexingProcess, { readonly kind: 'updated' | 'listed' }>

export interface IndexingRun {
  /** Rejected with what core throws, with `worker-failed` when the process dies, and with `CANCELLED` by `cancel`. */
  readonly done: Promise<IndexingResult>
  /** Ends the process wherever it is: the index stays as it was last stored. */
  cancel(): Promise<void>
}

/** What a cancelled run is rejected with. */
export const CANCELLED = Symbol('cancelled')

/** Characters of what a dying process says that are told. */
const LAST_WORDS = 2000

export function runIndexing(
  url: URL,
  task: IndexingTask,
  onMessage: (message: FromIndexingProcess) => void,
): IndexingRun {
  let isCancelled = false
  let lastWords = ''
  // What it prints must never get between the messages of the editor.
  const child = fork(fileURLToPath(url), [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-LAST_WORDS)
  })
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, signal) => resolve(lastWords || `it ended with ${signal ?? code}`))
  })
  const done = new Promise<IndexingResult>((resolve, reject) => {
    child.on('message', (message: FromIndexingProcess) => {
      if (isCancelled) return
      if (message.kind === 'failed') reject(receiveError(message.error))
      else if (message.kind === 'updated' || message.kind === 'listed') resolve(message)
      else onMessage(message)
    })
    ended.then((detail) => reject(isCancelled ? CANCELLED : new CercaError('worker-failed', detail)))
  })
  standBack(child)
  child.send(task, () => {
    // Where it cannot be sent the process has ended, which tells more.
  })
  return {
    done,
    async cancel() {
      isCancelled = true
      child.kill('SIGKILL')
      await ended
    },
  }
}

function standBack({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Some systems do not let one, or it has ended.
  }
}
