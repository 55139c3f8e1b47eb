/** The hot loop of GloVe in plain TypeScript: what kernels/glove.ts does with SIMD. */
import type { GloveKernel, GloveLayout } from './glove-task.js'
import type { ModelMemory } from './model-memory.js'

/**
 * For a co-occurrence X of word w and context c, with weight f: error = w·c + b + b' - log X, loss = f error² / 2
 * (Pennington et al., 2014, equation 8), and one step of AdaGrad (Duchi et al., 2011) on each parameter: as in the
 * authors' program, what is squared and summed up is the gradient times the learning rate, so that steps shrink 1 / rate
 * times later than if it were the gradient alone.
 */
export function createPlainGloveKernel(
  layout: GloveLayout,
  memory: ModelMemory,
  threadIdx: number,
): GloveKernel {
  const floats = new Float32Array(memory.buffer)
  const numbers = new Uint32Array(memory.buffer)
  const { rowFloats, biasFloats } = layout
  const biases = layout.biases / 4
  /** Moves one parameter against its gradient, which comes times the learning rate. */
  const step = (at: number, squareAt: number, scaledGradient: number) => {
    floats[at] -= scaledGradient / Math.sqrt(floats[squareAt])
    floats[squareAt] += scaledGradient * scaledGradient
  }
  const trainEntry = (entry: number, learningRate: number): number => {
    const word = numbers[entry]
    const context = numbers[entry + 1]
    const w = layout.wordRows / 4 + word * rowFloats
    const c = layout.contextRows / 4 + context * rowFloats
    let error = floats[biases + word] + floats[biases + biasFloats + context] - floats[entry + 2]
    for (let k = 0; k < rowFloats; k++) error += floats[w + k] * floats[c + k]
    const weighted = floats[entry + 3] * error
    const scaled = learningRate * weighted
    const wSquares = layout.wordSquares / 4 + word * rowFloats
    const cSquares = layout.contextSquares / 4 + context * rowFloats
    for (let k = 0; k < rowFloats; k++) {
      const before = floats[w + k]
      step(w + k, wSquares + k, scaled * floats[c + k])
      step(c + k, cSquares + k, scaled * before)
    }
    step(biases + word, biases + 2 * biasFloats + word, scaled)
    step(biases + biasFloats + context, biases + 3 * biasFloats + context, scaled)
    return 0.5 * weighted * error
  }
  return {
    trainEntries(nEntries, learningRate) {
      let loss = 0
      const entries = layout.entries[threadIdx] / 4
      for (let n = 0; n < nEntries; n++) loss += trainEntry(entries + 4 * n, learningRate)
      return loss
    },
  }
}
