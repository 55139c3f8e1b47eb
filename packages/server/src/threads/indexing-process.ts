/** The entry of an indexing process: its parent sends one task, and it ends when that is done or the parent is gone. */
import type { FromIndexingProcess, IndexingTask } from './messages.js'
import { serveIndexing } from './serve-indexing.js'

process.on('disconnect', () => process.exit())
process.once('message', async (task: IndexingTask) => {
  let sent = Promise.resolve()
  await serveIndexing((message: FromIndexingProcess) => {
    sent = new Promise((resolve) => process.send?.(message, () => resolve()))
  }, task)
  // Its last message would be lost.
  await sent
  process.disconnect()
})
