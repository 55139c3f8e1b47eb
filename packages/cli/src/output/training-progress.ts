/** The progress line of a training run. */
import { formatCount, formatDuration } from './format.js'

export interface TrainingStep {
  readonly phase: 'train'
  /** Counts from 0. */
  readonly epoch: number
  readonly nEpochs: number
  /** Of the whole run, 0 to 1. */
  readonly share: number
  readonly loss: number
  readonly perSecond: number
  /** What is counted in a second, in the plural. */
  readonly unit: string
  readonly secondsLeft: number
}

/** A transformer being asked about words. */
export interface DistilStep {
  readonly phase: 'distil'
  readonly done: number
  readonly total: number
}

/** `epoch 2/5, loss 2.17, 786,000 words/s, 12 s left`, as far as it is known. */
export function describeTraining(step: TrainingStep): string {
  const parts = [`epoch ${step.epoch + 1}/${step.nEpochs}`]
  if (step.share === 0) return parts[0]
  parts.push(`loss ${step.loss.toPrecision(3)}`)
  // Two digits: the rest only flickers.
  if (step.perSecond > 0) parts.push(`${formatCount(Number(step.perSecond.toPrecision(2)))} ${step.unit}/s`)
  if (Number.isFinite(step.secondsLeft)) parts.push(`${formatSeconds(Math.ceil(step.secondsLeft))} left`)
  return parts.join(', ')
}

/** Tenths of a second would only flicker. */
export function formatSeconds(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : formatDuration(seconds * 1000)
}
