/** The loop of a run that has no workers. */
import {
  type BatchTrainer,
  createProgressMeter,
  type RunState,
  type RunSubject,
  stopRun,
  trainNextBatch,
  type WordTrainingHost,
} from './batch-run.js'

/** Milliseconds between two reports: even a run of a second is seen to move. */
const REPORT_EVERY_MS = 50

/** Trains batch after batch until all are done or the signal says stop; reports from the beginning to the end. */
export async function runInOneThread(
  trainer: BatchTrainer,
  state: RunState,
  subject: RunSubject,
  host: WordTrainingHost,
): Promise<void> {
  const progress = createProgressMeter(state, subject, host.now)
  host.onProgress?.(progress())
  let reportedAt = host.now()
  if (host.signal?.aborted) stopRun(state)
  while (trainNextBatch(trainer, state, 0)) {
    if (host.now() - reportedAt >= REPORT_EVERY_MS) {
      host.onProgress?.(progress())
      reportedAt = host.now()
    }
    await host.pause()
    if (host.signal?.aborted) stopRun(state)
  }
  host.onProgress?.(progress())
}
