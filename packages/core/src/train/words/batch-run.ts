/** A training run cut into batches, which one thread takes in order or several as they come (Recht et al., 2011). */

/** Which code does the hot loop: WebAssembly, or its twin for machines without SIMD and for tests. */
export type KernelKind = 'wasm' | 'plain'

/** What a run does; made in each thread over the same memory. */
export interface BatchTrainer {
  readonly nEpochs: number
  readonly nBatchesPerEpoch: number
  /** Trains on batch `batchIdx % nBatchesPerEpoch` of epoch `floor(batchIdx / nBatchesPerEpoch)`. */
  trainBatch(batchIdx: number): BatchOutcome
}

export interface BatchOutcome {
  /** Sum of the losses of `nPredictions` predictions. */
  readonly loss: number
  readonly nPredictions: number
  /** Tokens or co-occurrences that the batch has. */
  readonly nExamples: number
}

/** How far a run is; in shared memory when threads share it. */
export interface RunState {
  /** The next batch to be taken, and whether to stop (1) before it. */
  readonly control: Int32Array
  /** `[nThreads, nEpochs, 3]`: sums of loss, predictions and examples; each thread writes its own. */
  readonly sums: Float64Array
  readonly nEpochs: number
}

/** What a caller is told between batches. */
export interface WordTrainingProgress {
  /** Counts from 0. */
  readonly epoch: number
  readonly nEpochs: number
  /** Of the whole run, 0 to 1. */
  readonly share: number
  /** Mean loss of a prediction since the last report, in nats; of the run so far if nothing is new. */
  readonly loss: number
  /** Words of the text (GloVe: co-occurrences), times epochs, since the beginning. */
  readonly wordsDone: number
  readonly wordsPerSecond: number
  readonly secondsLeft: number
  /** What these words' vectors are now, `[rows.length, dimensions]`; with threads, some may be half changed. */
  readonly vectorsOf: VectorsNow
}

/** The vectors of words, by their places in the corpus, in the middle of a run. */
export type VectorsNow = (rows: readonly number[]) => Float32Array

/** What a run is about, as its reports say it. */
export interface RunSubject {
  /** Tokens or co-occurrences of one epoch, and the words that they are counted as. */
  readonly nExamples: number
  readonly nWords: number
  readonly vectorsOf: VectorsNow
}

/** What a run needs of the machine it runs on. */
export interface WordTrainingHost {
  /** Milliseconds of any clock that does not go back. */
  readonly now: () => number
  /** Lets other work happen, so that an abort can arrive; called between batches. */
  readonly pause: () => Promise<void>
  readonly onProgress: ((progress: WordTrainingProgress) => void) | undefined
  readonly signal: AbortSignal | undefined
}

const SUMS_PER_EPOCH = 3

export function createRunState(nThreads: number, nEpochs: number, sharing: 'own' | 'shared'): RunState {
  const bytes = (n: number) => (sharing === 'shared' ? new SharedArrayBuffer(n) : new ArrayBuffer(n))
  return {
    control: new Int32Array(bytes(8)),
    sums: new Float64Array(bytes(8 * nThreads * nEpochs * SUMS_PER_EPOCH)),
    nEpochs,
  }
}

/** Takes and trains the next batch; false when none is left or the run was stopped. */
export function trainNextBatch(trainer: BatchTrainer, state: RunState, threadIdx: number): boolean {
  if (Atomics.load(state.control, 1) !== 0) return false
  const batchIdx = Atomics.add(state.control, 0, 1)
  if (batchIdx >= trainer.nBatchesPerEpoch * trainer.nEpochs) return false
  const { loss, nPredictions, nExamples } = trainer.trainBatch(batchIdx)
  const epoch = Math.floor(batchIdx / trainer.nBatchesPerEpoch)
  const at = (threadIdx * state.nEpochs + epoch) * SUMS_PER_EPOCH
  state.sums[at] += loss
  state.sums[at + 1] += nPredictions
  state.sums[at + 2] += nExamples
  return true
}

/** Threads finish the batch they are at. */
export function stopRun(state: RunState): void {
  Atomics.store(state.control, 1, 1)
}

/** Mean loss of a prediction in each epoch that has begun. */
export function lossesOf(state: RunState): number[] {
  const losses: number[] = []
  for (let epoch = 0; epoch < state.nEpochs; epoch++) {
    const [loss, nPredictions] = sumsOf(state, epoch)
    if (nPredictions > 0) losses.push(loss / nPredictions)
  }
  return losses
}

/** Tokens or co-occurrences trained on so far, in all epochs. */
export function examplesDone(state: RunState): number {
  let nExamples = 0
  for (let epoch = 0; epoch < state.nEpochs; epoch++) nExamples += sumsOf(state, epoch)[2]
  return nExamples
}

/** Turns the sums of a run into progress. */
export function createProgressMeter(
  state: RunState,
  { nExamples, nWords, vectorsOf }: RunSubject,
  now: () => number,
): () => WordTrainingProgress {
  const start = now()
  let lastLoss = 0
  let lastPredictions = 0
  return () => {
    let [loss, nPredictions, nDone] = [0, 0, 0]
    for (let epoch = 0; epoch < state.nEpochs; epoch++) {
      const sums = sumsOf(state, epoch)
      loss += sums[0]
      nPredictions += sums[1]
      nDone += sums[2]
    }
    const share = nDone / (nExamples * state.nEpochs)
    const isNew = nPredictions > lastPredictions
    const recentLoss = isNew
      ? (loss - lastLoss) / (nPredictions - lastPredictions)
      : loss / Math.max(1, nPredictions)
    lastLoss = loss
    lastPredictions = nPredictions
    const seconds = (now() - start) / 1000
    const wordsDone = share * nWords * state.nEpochs
    return {
      epoch: Math.min(state.nEpochs - 1, Math.floor(nDone / nExamples)),
      nEpochs: state.nEpochs,
      share,
      loss: recentLoss,
      wordsDone,
      wordsPerSecond: seconds > 0 ? wordsDone / seconds : 0,
      secondsLeft: share > 0 ? (seconds * (1 - share)) / share : Number.POSITIVE_INFINITY,
      vectorsOf,
    }
  }
}

function sumsOf(state: RunState, epoch: number): [loss: number, nPredictions: number, nExamples: number] {
  const sums: [number, number, number] = [0, 0, 0]
  for (let at = epoch * SUMS_PER_EPOCH; at < state.sums.length; at += state.nEpochs * SUMS_PER_EPOCH) {
    for (let n = 0; n < SUMS_PER_EPOCH; n++) sums[n] += state.sums[at + n]
  }
  return sums
}
