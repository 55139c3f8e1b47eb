/** Long work in this thread, in slices between which others have their turn. */
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Milliseconds of work in which nothing else is answered. */
const SLICE_MS = 8

export interface Turns {
  /** Whether a slice is over. */
  isOver(): boolean
  /** Lets others have their turn. Throws the reason of a signal that is aborted meanwhile. */
  next(): Promise<void>
}

export function createTurns(signal: AbortSignal | undefined): Turns {
  let startedMs = performance.now()
  return {
    isOver: () => performance.now() - startedMs >= SLICE_MS,
    async next() {
      await nextTurn()
      signal?.throwIfAborted()
      startedMs = performance.now()
    },
  }
}
