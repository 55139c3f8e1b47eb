/** The loop of a run that has no workers. */
import {
  type BatchTrainer,
  createProgressMeter,
  type RunState,
  stopRun,
  trainNextBatch,
  type WordTrainingHost,
} from './batch-run.js'

/** Milliseconds between two reports. */
const REPORT_EVERY_MS = 200

/** Trains batch after batch until all are done or the signal says stop; the last report is of the end. */
export async function runInOneThread(
  trainer: BatchTrainer,
  state: RunState,
  counts: { readonly nExamples: number; readonly nWords: number },
  host: WordTrainingHost,
): Promise<void> {
  const progress = createProgressMeter(state, counts.nExamples, counts.nWords, host.now)
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
