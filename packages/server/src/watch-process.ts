/** Whether the process that asked for this one still runs. */

/** An orphan is noticed soon enough to harm nobody, and looking costs next to nothing. */
const LOOK_MS = 3_000

/** Calls back once, when the process is gone; the returned function ends the watch. */
export function watchProcess(processId: number, onGone: () => void): () => void {
  const timer = setInterval(() => {
    if (isRunning(processId)) return
    clearInterval(timer)
    onGone()
  }, LOOK_MS)
  timer.unref()
  return () => clearInterval(timer)
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    // It runs, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
