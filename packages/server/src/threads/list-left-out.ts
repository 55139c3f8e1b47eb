/** What is not indexed, found out in a process of its own: it walks the folder. */
import type { LeftOutAnswer } from './folder-index.js'
import type { IndexingTask } from './messages.js'
import { runIndexing } from './run-indexing.js'

/** Rejects with the signal's reason when it is aborted, else with what core throws. */
export async function listLeftOut(
  url: URL,
  task: Omit<Extract<IndexingTask, { readonly kind: 'leftOut' }>, 'kind'>,
  signal: AbortSignal,
): Promise<LeftOutAnswer> {
  signal.throwIfAborted()
  const run = runIndexing(url, { kind: 'leftOut', ...task }, () => {})
  const abort = () => void run.cancel()
  signal.addEventListener('abort', abort)
  try {
    const result = await run.done
    if (result.kind !== 'listed') throw new Error(`a list was asked for, and the answer is ${result.kind}`)
    return result.answer
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
