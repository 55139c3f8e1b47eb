/** When to bring an index up to date: changes are gathered, one update runs at a time, a failed one is tried again. */
import { CercaError } from '@cerca/core'
import { CANCELLED, type IndexingRun } from './run-indexing.js'

/**
 * Milliseconds without a further change until an update begins. A few files are searched from memory, so nobody waits
 * for them; of many it is known only that they changed.
 */
const QUIET_MS = { few: 2000, many: 500 } as const
/** Changes that never end are indexed at least so often. */
const MOST_QUIET_MS = 10_000
/** Milliseconds until a process that died is tried again; then it is left until something changes. */
const RETRY_MS = [1000, 10_000, 60_000]

type Amount = keyof typeof QUIET_MS

export interface Updates {
  /** Something changed. */
  changed(amount: Amount): void
  /** Begins as soon as what runs is over, paused or not. */
  request(options: { readonly rebuild: boolean }): Promise<void>
  cancel(): Promise<void>
  setPaused(isPaused: boolean): void
  setAutomatic(isAutomatic: boolean): void
  isRunning(): boolean
  /** Whether many changes are not in the index yet. */
  isBehind(): boolean
  close(): Promise<void>
}

export interface UpdatesOptions {
  readonly isPaused: boolean
  readonly isAutomatic: boolean
  run(options: { readonly rebuild: boolean }): IndexingRun
  /** After every run, and when one begins; `error` is `undefined` unless it failed for good. */
  onChange(error: CercaError | undefined): void
}

interface Running {
  readonly run: IndexingRun
  readonly rebuild: boolean
  readonly amount: Amount
}

interface Waiter {
  resolve(): void
  reject(error: unknown): void
}

export function createUpdates(options: UpdatesOptions): Updates {
  let { isPaused, isAutomatic } = options
  let wanted: 'nothing' | 'update' | 'rebuild' = 'nothing'
  let isForced = false
  let amount: Amount = 'few'
  let wantedSinceMs = 0
  let nFailures = 0
  let timer: NodeJS.Timeout | undefined
  let running: Running | undefined
  let isClosed = false
  // Those whose update has not begun, and those whose update runs.
  let waiters: Waiter[] = []
  let served: Waiter[] = []

  function schedule(): void {
    clearTimeout(timer)
    timer = undefined
    if (running || isClosed || wanted === 'nothing') return
    if (isForced) {
      begin()
      return
    }
    if (isPaused || !isAutomatic) return
    const now = Date.now()
    const due = Math.min(now + QUIET_MS[amount], wantedSinceMs + MOST_QUIET_MS)
    timer = setTimeout(begin, Math.max(0, due - now))
  }

  function begin(): void {
    const rebuild = wanted === 'rebuild'
    const own = { run: options.run({ rebuild }), rebuild, amount }
    running = own
    wanted = 'nothing'
    isForced = false
    amount = 'few'
    served = waiters
    waiters = []
    options.onChange(undefined)
    own.run.done.then(
      () => {
        nFailures = 0
        finish(own, undefined)
      },
      (error: unknown) => finish(own, error),
    )
  }

  function finish(own: Running, error: unknown): void {
    if (running !== own) return
    running = undefined
    const ended = served
    served = []
    if (error === undefined) for (const waiter of ended) waiter.resolve()
    else for (const waiter of ended) waiter.reject(error)
    if (error === undefined || error === CANCELLED) {
      options.onChange(undefined)
      schedule()
      return
    }
    const failure = error instanceof CercaError ? error : new CercaError('worker-failed', String(error))
    const retryMs = failure.code === 'worker-failed' ? RETRY_MS[nFailures++] : undefined
    options.onChange(failure)
    if (retryMs === undefined || isClosed) return
    want(own.rebuild ? 'rebuild' : 'update', own.amount)
    clearTimeout(timer)
    timer = setTimeout(schedule, retryMs)
  }

  function want(what: 'update' | 'rebuild', more: Amount): void {
    if (wanted === 'nothing') wantedSinceMs = Date.now()
    if (wanted !== 'rebuild') wanted = what
    if (more === 'many') amount = 'many'
  }

  /** Ends what runs; what it was to do is wanted again if `isPostponed`. */
  async function stop(isPostponed: boolean): Promise<void> {
    const own = running
    if (!own) return
    running = undefined
    const ended = served
    served = []
    if (isPostponed) {
      want(own.rebuild ? 'rebuild' : 'update', own.amount)
      waiters = [...ended, ...waiters]
    }
    own.run.done.catch(() => {})
    await own.run.cancel()
    if (!isPostponed) for (const waiter of ended) waiter.reject(abortError())
    options.onChange(undefined)
  }

  async function cancel(): Promise<void> {
    wanted = 'nothing'
    isForced = false
    clearTimeout(timer)
    const ended = waiters
    waiters = []
    for (const waiter of ended) waiter.reject(abortError())
    await stop(false)
  }

  return {
    changed(more) {
      nFailures = 0
      want('update', more)
      schedule()
    },
    request({ rebuild }) {
      nFailures = 0
      want(rebuild ? 'rebuild' : 'update', 'many')
      isForced = true
      const asked = new Promise<void>((resolve, reject) => {
        waiters.push({ resolve, reject })
      })
      schedule()
      return asked
    },
    cancel,
    setPaused(next) {
      if (isPaused === next) return
      isPaused = next
      if (isPaused) void stop(true)
      else schedule()
    },
    setAutomatic(next) {
      isAutomatic = next
      schedule()
    },
    isRunning: () => running !== undefined,
    isBehind: () => running?.amount === 'many' || (wanted !== 'nothing' && amount === 'many'),
    async close() {
      isClosed = true
      await cancel()
    },
  }
}

function abortError(): DOMException {
  return new DOMException('The indexing was cancelled.', 'AbortError')
}
