/** What must still be done when this process ends by itself or by a signal that can be caught. */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Listeners are a property of the process, and so is this; there is one of each, however many locks are held. */
const actions = new Set<() => void>()

/**
 * Calls the synchronous `action` once when the process ends, unless the returned function was called before.
 * A signal still ends the process as if nobody listened. Where the program listens to it itself, it may go on
 * working, and `action` waits for the real end.
 */
export function onProcessEnd(action: () => void): () => void {
  if (actions.size === 0) startListening()
  actions.add(action)
  return () => {
    if (actions.delete(action) && actions.size === 0) stopListening()
  }
}

function startListening(): void {
  process.on('exit', act)
  // First, to count the listeners that run once before they are gone.
  for (const signal of SIGNALS) process.prependListener(signal, actOnSignal)
}

function stopListening(): void {
  process.off('exit', act)
  for (const signal of SIGNALS) process.off(signal, actOnSignal)
}

function act(): void {
  for (const action of [...actions]) action()
}

function actOnSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return
  act()
  stopListening()
  process.kill(process.pid, signal)
}
