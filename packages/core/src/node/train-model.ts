/** Training a model on this machine: its clock, its threads. */
import { performance } from 'node:perf_hooks'
import type { StaticModel } from '../embed/static-model.js'
import { createTermAnalyzer } from '../tokenize/terms.js'
import {
  type ModelStart,
  type ModelTrainingOptions,
  prepareModelTraining,
  type TrainingSource,
} from '../train/model/prepare-model-training.js'
import { type ContrastiveRun, trainContrastiveHere } from './train-contrastive.js'
import { useOptimizingCompiler } from './wasm-compiler.js'

export interface TrainedModelHere {
  /** As it is at the end; where pairs were held out, as it was best. */
  readonly model: StaticModel
  /** Pairs of which both sides have words. */
  readonly nPairs: number
  /** Pairs done when that model was best; `undefined` where none were held out. */
  readonly bestAt: number | undefined
}

/** Trains until all is done or the signal says stop. Throws as `prepareModelTraining` and `trainContrastiveHere`. */
export async function trainModelHere(
  sources: readonly TrainingSource[],
  start: ModelStart,
  options: Omit<ModelTrainingOptions, 'clock'>,
  run: ContrastiveRun,
): Promise<TrainedModelHere> {
  useOptimizingCompiler()
  const clock = () => performance.now()
  const prepared = prepareModelTraining(sources, start, createTermAnalyzer(), { ...options, clock })
  const { table, bestAt } = await trainContrastiveHere(prepared.pairs, prepared.table, prepared.options, run)
  return { model: prepared.modelOf(table), nPairs: prepared.pairs.length, bestAt }
}
