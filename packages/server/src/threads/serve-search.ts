/** The search thread: holds the live index of a folder and answers from it. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { MessagePort } from 'node:worker_threads'
import { openLiveIndex, type StoredLiveIndex } from '@cerca/core/node'
import { type Asker, answer } from './answer.js'
import type {
  FromSearchThread,
  OpenedFigures,
  Question,
  SearchThreadData,
  ToSearchThread,
} from './messages.js'
import { sendError } from './sent-error.js'

/** Milliseconds after opening until what similar code needs is counted: the first questions come before it. */
const COUNT_AFTER_MS = 500

/**
 * Milliseconds after the index on disk is seen to be another one until the thread goes over to it by itself: of what
 * the server has indexed it is told.
 */
const REOPEN_AFTER_MS = 300

export function serveSearch(port: MessagePort, data: SearchThreadData): void {
  const send = (message: FromSearchThread) => port.postMessage(message)
  let stored: StoredLiveIndex
  try {
    stored = openLiveIndex(data)
  } catch (error) {
    send({ kind: 'unopened', error: sendError(error) })
    return
  }
  const { live } = stored
  const queue: Question[] = []
  const cancelled = new Set<number>()
  const answering = new Map<number, AbortController>()
  let isAnswering = false
  let isSettling = false
  let reloading: Promise<unknown> = Promise.resolve()
  let reopening: NodeJS.Timeout | undefined

  /** One after the other, so that a cancellation that comes meanwhile spares the rest. */
  async function answerAll(): Promise<void> {
    if (isAnswering) return
    isAnswering = true
    for (let question = queue.shift(); question; question = queue.shift()) {
      // What was sent together with it is read first.
      await nextTurn()
      if (!cancelled.delete(question.id)) void answerOne(question)
    }
    isAnswering = false
  }

  /** Waits, where it has to, while others are answered. */
  async function answerOne(question: Question): Promise<void> {
    const { id } = question
    const controller = new AbortController()
    answering.set(id, controller)
    const asker: Asker = {
      onProgress: (progress) => send({ kind: 'progress', id, progress }),
      signal: controller.signal,
    }
    try {
      const answered =
        question.kind === 'reload' ? await reloadInTurn(question.asked) : await answer(live, question, asker)
      send({ kind: 'answered', id, answer: answered })
    } catch (error) {
      send({ kind: 'failed', id, error: sendError(error) })
    } finally {
      answering.delete(id)
    }
  }

  async function settleSoon(): Promise<void> {
    if (isSettling) return
    isSettling = true
    // The next message may replace what waits.
    await nextTurn()
    await live.settle('all')
    isSettling = false
    send({ kind: 'settled' })
  }

  async function reload(indexedMs: number): Promise<OpenedFigures> {
    stored = await stored.reload(indexedMs)
    // What was as in the old index may have to be looked at again.
    void settleSoon()
    return figuresOf(stored)
  }

  /** What another program has indexed is answered from soon after the next question. */
  function reopenIfOther(): void {
    if (reopening !== undefined || stored.isCurrent()) return
    reopening = setTimeout(async () => {
      try {
        await reloading
        // What it has seen of the files that changed is not known.
        if (!stored.isCurrent()) send({ kind: 'reopened', index: await reloadInTurn(0) })
      } catch {
        // It is answered from what there was; the next update says what is wrong.
      } finally {
        reopening = undefined
      }
    }, REOPEN_AFTER_MS)
  }

  /** One after the other, for each builds on the one before; answers are of the old index meanwhile. */
  function reloadInTurn(indexedMs: number): Promise<OpenedFigures> {
    const figures = reloading.then(() => reload(indexedMs))
    reloading = figures.catch(() => {})
    return figures
  }

  port.on('message', (message: ToSearchThread) => {
    switch (message.kind) {
      case 'ask':
        queue.push(message.question)
        void answerAll()
        if (message.question.kind !== 'reload') reopenIfOther()
        break
      case 'cancel':
        if (queue.some(({ id }) => id === message.id)) cancelled.add(message.id)
        answering.get(message.id)?.abort()
        break
      case 'setDocument':
        live.setDocument(message.path, message.text)
        void settleSoon()
        break
      case 'filesChanged':
        live.filesChanged(message.paths)
        void settleSoon()
        break
    }
  })
  send({ kind: 'opened', index: figuresOf(stored) })
  setTimeout(() => void live.prepareSimilar(), COUNT_AFTER_MS)
}

function figuresOf({ live, found, indexBytes, isAdapted }: StoredLiveIndex): OpenedFigures {
  return { isFound: found === 'opened', ...live.counts(), indexBytes, isAdapted }
}
