/** An indexing process that is killed in the middle of its work, the first time it is started in a folder. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IndexingTask } from '../messages.js'
import { serveIndexing } from '../serve-indexing.js'

process.once('message', async (task: IndexingTask) => {
  const mark = join(task.root, 'died.md')
  await serveIndexing((message) => {
    if (message.kind === 'progress' && !existsSync(mark)) {
      writeFileSync(mark, '# Died\n')
      process.kill(process.pid, 'SIGKILL')
    }
    process.send?.(message)
  }, task)
})
