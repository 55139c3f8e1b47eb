/** What the hot loop does, whoever does it. */

export interface WordKernel {
  /**
   * Trains on the sentences that lie in the thread's part of the memory. The random state is of four words; the same
   * state, sentences and model give the same model.
   */
  trainSentences(nSentences: number, learningRate: number, randomState: Uint32Array): BatchLoss
}

export interface BatchLoss {
  /** Sum over all predictions of -log likelihood (true word and drawn ones together), in nats. */
  readonly loss: number
  readonly nPredictions: number
  /** Tokens that were not skipped for being frequent. */
  readonly nKeptTokens: number
}

/** How a kernel is told what to do. */
export interface KernelTask {
  readonly model: 'skipgram' | 'cbow'
  readonly hasSubwords: boolean
  readonly window: number
  readonly nNegative: number
  readonly cbowCombination: 'mean' | 'sum'
}
