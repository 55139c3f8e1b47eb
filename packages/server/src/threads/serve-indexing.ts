/** What an indexing process does. */
import { type IndexReport, listLeftOut, type Progress, updateIndex } from '@cerca/core/node'
import type { FromIndexingProcess, IndexingTask, UpdateReport } from './messages.js'
import { sendError } from './sent-error.js'

/** Does one task; what goes wrong is its last message. */
export async function serveIndexing(
  send: (message: FromIndexingProcess) => void,
  task: IndexingTask,
): Promise<void> {
  try {
    if (task.kind === 'leftOut') {
      const files = listLeftOut(task.root, task.indexDir)
      send({ kind: 'listed', answer: { files: files.slice(0, task.limit), total: files.length } })
      return
    }
    let isStored = false
    const { kind: _, ...options } = task
    const report = await updateIndex({
      ...options,
      onLocked: 'wait',
      onNotice: (message) => send({ kind: 'notice', message }),
      onProgress: (progress) => {
        if (progress.phase === 'scan') send({ kind: 'listing' })
        // It is stored before the model is adapted, and answers better at once.
        if (progress.phase === 'adapt' && !isStored) send({ kind: 'stored' })
        isStored ||= progress.phase === 'adapt'
        if (progress.phase !== 'scan') send({ kind: 'progress', ...figuresOf(progress) })
      },
    })
    send({ kind: 'updated', report: figuresOfReport(report) })
  } catch (error) {
    send({ kind: 'failed', error: sendError(error) })
  }
}

function figuresOfReport(report: IndexReport): UpdateReport {
  const { leftOut, added, changed, removed, unchanged } = report
  const { milliseconds, adaptation, rebuilt, problems } = report
  const nProblems = problems.length
  return {
    leftOut,
    added,
    changed,
    removed,
    unchanged,
    milliseconds,
    adaptation,
    rebuilt,
    nProblems,
  }
}

function figuresOf({ phase, filesDone, filesTotal, bytesDone, bytesTotal }: Progress) {
  return phase === 'adapt'
    ? ({ state: 'adapting', done: bytesDone, total: bytesTotal } as const)
    : ({ state: 'indexing', done: filesDone, total: filesTotal } as const)
}
