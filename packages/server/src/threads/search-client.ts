/** The main thread's end of a search thread: questions in, answers out, a new thread when one dies. */
import { Worker } from 'node:worker_threads'
import { CercaError } from '@cerca/core'
import type { DuplicateProgress } from '@cerca/core/explore'
import type {
  FromSearchThread,
  OpenedFigures,
  Question,
  QuestionKind,
  Questions,
  SearchThreadData,
  ToSearchThread,
} from './messages.js'
import { receiveError } from './sent-error.js'

/** A question is asked once more when the thread dies over it; it may be what kills it. */
const MAX_TRIES = 2
/** A thread that dies so often within a minute dies of something that a new one will not cure. */
const MAX_DEATHS = 3
const DEATHS_WITHIN_MS = 60_000

/**
 * What V8 keeps for new objects of the thread, 48 by default: what a search makes is mostly typed arrays, which are not
 * among them, and the room is never given back.
 */
const YOUNG_GENERATION_MB = 16

export interface SearchClientOptions {
  readonly url: URL
  readonly data: SearchThreadData
  /** What a new thread has to know before the first question. */
  readonly documents: () => Iterable<readonly [string, string]>
  readonly onIndex: (index: OpenedFigures) => void
  /** It has gone over to an index that another program made. */
  readonly onReopened: (index: OpenedFigures) => void
  /** All that the thread was told of is searched. */
  readonly onSettled: () => void
  /** The index cannot be opened, or no thread lives long; the next `restart` tries again. */
  readonly onProblem: (error: CercaError) => void
  readonly onDeath: (detail: string) => void
}

export interface SearchClient {
  /** Rejects with the signal's reason when it is aborted, with `worker-failed` when the thread dies twice over it. */
  ask<Kind extends QuestionKind>(
    kind: Kind,
    asked: Questions[Kind]['asked'],
    signal: AbortSignal,
    onProgress?: (progress: DuplicateProgress) => void,
  ): Promise<Questions[Kind]['answer']>
  /** Without an answer. */
  tell(message: Exclude<ToSearchThread, { readonly kind: 'ask' | 'cancel' }>): void
  /** Whether a thread runs that has opened the index. */
  isOpen(): boolean
  /** Begins anew after a problem; does nothing while a thread runs. */
  restart(): void
  close(): Promise<void>
}

interface Waiting {
  readonly question: Question
  tries: number
  readonly onProgress: ((progress: DuplicateProgress) => void) | undefined
  resolve(answer: Questions[QuestionKind]['answer']): void
  reject(error: unknown): void
}

export function createSearchClient(options: SearchClientOptions): SearchClient {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let problem: CercaError | undefined
  let isOpen = false
  let isClosed = false
  let deaths: number[] = []
  let nAsked = 0

  const post = (message: ToSearchThread) => worker?.postMessage(message)

  function start(): void {
    const started = new Worker(options.url, {
      workerData: options.data,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    })
    worker = started
    problem = undefined
    started.on('message', (message: FromSearchThread) => {
      if (worker === started) receive(message)
    })
    let detail = ''
    started.on('error', (error) => {
      detail = error.stack ?? error.message
    })
    started.on('exit', (code) => {
      if (worker === started) died(detail || `it ended with code ${code}`)
    })
    for (const [path, text] of options.documents()) post({ kind: 'setDocument', path, text })
    for (const asked of [...waiting.values()]) askThread(asked)
  }

  function askThread(asked: Waiting): void {
    if (asked.tries === MAX_TRIES)
      settle(asked, (own) => own.reject(new CercaError('worker-failed', 'a question ended it twice')))
    else {
      asked.tries++
      post({ kind: 'ask', question: asked.question })
    }
  }

  function settle({ question }: Pick<Waiting, 'question'>, end: (own: Waiting) => void): void {
    const own = waiting.get(question.id)
    if (waiting.delete(question.id) && own) end(own)
  }

  function receive(message: FromSearchThread): void {
    switch (message.kind) {
      case 'opened':
        isOpen = true
        options.onIndex(message.index)
        break
      case 'reopened':
        options.onReopened(message.index)
        break
      case 'settled':
        options.onSettled()
        break
      case 'progress':
        waiting.get(message.id)?.onProgress?.(message.progress)
        break
      case 'answered':
        waiting.get(message.id)?.resolve(message.answer)
        waiting.delete(message.id)
        break
      case 'failed':
        waiting.get(message.id)?.reject(receiveError(message.error))
        waiting.delete(message.id)
        break
      case 'unopened':
        giveUp(receiveError(message.error))
        break
    }
  }

  function died(detail: string): void {
    worker = undefined
    isOpen = false
    if (isClosed) return
    const now = Date.now()
    deaths = [...deaths.filter((time) => now - time < DEATHS_WITHIN_MS), now]
    options.onDeath(detail)
    if (deaths.length > MAX_DEATHS) giveUp(new CercaError('worker-failed', detail))
    else start()
  }

  function giveUp(error: CercaError): void {
    const ended = worker
    worker = undefined
    isOpen = false
    problem = error
    void ended?.terminate()
    for (const asked of [...waiting.values()]) settle(asked, (own) => own.reject(error))
    options.onProblem(error)
  }

  start()
  return {
    ask(kind, asked, signal, onProgress) {
      return new Promise((resolve, reject) => {
        if (signal.aborted || isClosed || problem) {
          reject(
            signal.aborted ? signal.reason : (problem ?? new CercaError('worker-failed', 'it was closed')),
          )
          return
        }
        const id = ++nAsked
        const abort = () => {
          post({ kind: 'cancel', id })
          settle({ question }, (own) => own.reject(signal.reason))
        }
        const question = { kind, id, asked } as Question
        const own: Waiting = {
          question,
          tries: 0,
          onProgress,
          resolve: (answer) => {
            signal.removeEventListener('abort', abort)
            resolve(answer as never)
          },
          reject: (error) => {
            signal.removeEventListener('abort', abort)
            reject(error)
          },
        }
        waiting.set(id, own)
        signal.addEventListener('abort', abort)
        askThread(own)
      })
    },
    tell: post,
    isOpen: () => isOpen,
    restart() {
      if (worker !== undefined || isClosed) return
      deaths = []
      start()
    },
    async close() {
      isClosed = true
      const ended = worker
      worker = undefined
      isOpen = false
      for (const asked of [...waiting.values()])
        settle(asked, (own) => own.reject(new CercaError('worker-failed', 'it was closed')))
      await ended?.terminate()
    },
  }
}
