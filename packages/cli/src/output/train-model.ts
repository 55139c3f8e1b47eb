/** What came of training a model, for people and programs. */
import type { ModelTrainingSettings, TrainingSubject, ValidationPoint } from '@cerca/core/train'
import type { TrainModelAction } from '../command-line.js'
import { formatCount, formatDuration, formatPlural } from './format.js'

export interface TrainedModelResult extends ModelTrainingSettings {
  readonly action: TrainModelAction
  /** The folder of the model that it began with; `undefined` for none. */
  readonly start: string | undefined
  readonly nPairs: number
  /** Pairs read, all epochs together; and those read when the model was best, where that was tried. */
  readonly nDone: number
  readonly bestAt: number | undefined
  readonly model: { readonly words: number; readonly dimensions: number; readonly fingerprint: string }
  /** In the order in which they were reported. */
  readonly losses: readonly number[]
  /** Empty where no pairs were held out. */
  readonly validation: readonly ValidationPoint[]
  readonly isComplete: boolean
  readonly milliseconds: number
}

export function trainedModelLines(result: TrainedModelResult): string[] {
  const { action, start, nPairs, nDone, epochs, model, losses, isComplete, milliseconds } = result
  const perSecond = Number(((nDone * 1000) / Math.max(1, milliseconds)).toPrecision(2))
  const lines = [
    `Trained on ${formatPlural(nPairs, 'pair')} in ${formatDuration(milliseconds)}: ${formatCount(perSecond)} pairs/s.`,
    `  ${formatPlural(epochs, 'epoch')} from ${start ?? 'nothing'}${lossWords(losses)}`,
  ]
  const { first, kept } = heldOut(result)
  if (first && kept) {
    lines.push(
      `  Of pairs held out, the right text comes first for ${percent(kept.accuracy)}; before, for ${percent(first.accuracy)}`,
    )
  }
  if (!isComplete)
    lines.push(`  Stopped after ${formatPlural(nDone, 'pair')}; what was learnt until then is kept.`)
  lines.push(
    `  ${formatCount(model.words)} words in ${model.dimensions} dimensions, written to ${action.out}`,
  )
  lines.push(`  Use it: cerca search QUERY --model ${action.out}`)
  if (action.report !== undefined) lines.push(`  How it went is drawn in ${action.report}`)
  return lines
}

/** One line, without its end. */
export function trainedModelJson(result: TrainedModelResult): string {
  const { action, start, nPairs, nDone, epochs, batchSize, model, losses, isComplete, milliseconds } = result
  const { first, kept } = heldOut(result)
  return JSON.stringify({
    out: action.out,
    report: action.report,
    start: start ?? 'none',
    ...model,
    pairs: nPairs,
    pairsDone: nDone,
    epochs,
    batchSize,
    seed: action.seed,
    threads: action.nThreads,
    loss: losses.at(-1),
    heldOut: first && kept && { before: measures(first), after: measures(kept) },
    isComplete,
    milliseconds,
  })
}

/** What came of a distillation without pairs. */
export function distilledModelLines(
  { distil, out }: TrainModelAction,
  model: TrainedModelResult['model'],
): string[] {
  return [
    `Distilled ${formatCount(model.words)} words of ${distil} in ${model.dimensions} dimensions, written to ${out}`,
    `  Use it: cerca search QUERY --model ${out}`,
    `  Teach it more: cerca train model --pairs FILE --model ${out} --out FOLDER`,
  ]
}

/** One line, without its end. */
export function distilledModelJson(
  { distil, out }: TrainModelAction,
  model: TrainedModelResult['model'],
): string {
  return JSON.stringify({ out, start: distil, ...model, pairs: 0 })
}

/** What the head of the report says. */
export function modelSubject(result: TrainedModelResult): TrainingSubject {
  const { action, start, nPairs, epochs, batchSize, bestAt, model } = result
  const facts: [label: string, value: string][] = [
    ['Pairs', formatCount(nPairs)],
    ['Began with', start ?? 'nothing'],
    ['Words', formatCount(model.words)],
    ['Dimensions', String(model.dimensions)],
    ['Epochs', String(epochs)],
    ['Pairs a batch', String(batchSize)],
    ['Threads', String(action.nThreads)],
    ['Seed', String(action.seed)],
  ]
  return {
    title: 'A model of meaning',
    facts: facts.map(([label, value]) => ({ label, value })),
    examples: 'pairs',
    // Who guesses takes each document of the batch for equally likely.
    guessingLoss: Math.log(batchSize),
    bestAt,
  }
}

function lossWords(losses: readonly number[]): string {
  const [first, last] = [losses.at(0), losses.at(-1)]
  if (first === undefined || last === undefined) return ''
  return losses.length === 1
    ? `, loss ${first.toPrecision(3)}`
    : `, loss ${first.toPrecision(3)} to ${last.toPrecision(3)}`
}

/** The first look at the pairs held out, and the one at the model that was kept. */
function heldOut({ validation, bestAt }: TrainedModelResult): {
  readonly first: ValidationPoint | undefined
  readonly kept: ValidationPoint | undefined
} {
  return { first: validation[0], kept: validation.find(({ done }) => done === bestAt) }
}

function measures({ loss, accuracy, meanReciprocalRank }: ValidationPoint) {
  return { loss, accuracy, meanReciprocalRank }
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
