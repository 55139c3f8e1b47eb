/** The hot loop in WebAssembly, compiled from kernels/word-vectors.ts. */

import { instantiateKernel, type WebAssemblyMemory } from '../../web-assembly.js'
import { SHARED_WORD_KERNEL, WORD_KERNEL } from './kernel-bytes.js'
import type { ModelLayout } from './model-memory.js'
import type { KernelTask, WordKernel } from './word-kernel.js'

type KernelFunction =
  | 'configureModel'
  | 'configureTask'
  | 'configureThread'
  | 'seedRandom'
  | 'trainSentences'
  | 'getLikelihood'
  | 'getLikelihoodExponent'
  | 'getPredictions'
  | 'getKeptTokens'

/** One instance a thread; all of a model work in the same memory. */
export function createWasmKernel(
  task: KernelTask,
  layout: ModelLayout,
  memory: WebAssemblyMemory,
  threadIdx: number,
): WordKernel {
  const bytes = memory.buffer instanceof ArrayBuffer ? WORD_KERNEL : SHARED_WORD_KERNEL
  const kernel = instantiateKernel<KernelFunction>(bytes, memory)
  const thread = layout.threads[threadIdx]
  kernel.configureModel(
    layout.rowFloats * 4,
    layout.inputRows,
    layout.outputRows,
    layout.nWords,
    layout.aliases,
    layout.keepBelow,
    layout.subwordStarts,
    layout.subwordRows,
  )
  const isBag = task.model === 'cbow'
  const isSum = isBag && task.cbowCombination === 'sum'
  kernel.configureTask(Number(isBag), Number(isSum), Number(task.hasSubwords), task.window, task.nNegative)
  kernel.configureThread(
    thread.tokens,
    thread.sentenceEnds,
    thread.kept,
    thread.bag,
    thread.targets,
    thread.steps,
    thread.hidden,
    thread.gradient,
  )
  return {
    trainSentences(nSentences, learningRate, randomState) {
      kernel.seedRandom(randomState[0], randomState[1], randomState[2], randomState[3])
      kernel.trainSentences(nSentences, learningRate)
      return {
        loss: -Math.log(kernel.getLikelihood()) - kernel.getLikelihoodExponent() * Math.LN2,
        nPredictions: kernel.getPredictions() >>> 0,
        nKeptTokens: kernel.getKeptTokens() >>> 0,
      }
    },
  }
}
