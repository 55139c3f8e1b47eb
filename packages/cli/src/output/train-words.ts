/** What came of training word vectors, for people and programs. */
import type { WordText } from '@cerca/core/node'
import type { TrainedWordVectors, WordCorpus } from '@cerca/core/train'
import type { TrainWordsAction } from '../command-line.js'
import { formatBytes, formatCount, formatDuration, formatPlural } from './format.js'

export interface TrainedWords {
  readonly action: TrainWordsAction
  readonly text: WordText
  readonly trained: TrainedWordVectors
  /** That were asked for. */
  readonly epochs: number
  readonly milliseconds: number
}

/** Losses shown to people at most; the rest is seen in the first and the last. */
const MAX_LOSSES = 8

/** Said before training begins. */
export function trainingNotice(
  { algorithm }: TrainWordsAction,
  { words, nRawWords }: WordCorpus,
  epochs: number,
): string {
  const text = `${formatCount(nRawWords)} words of text, ${formatCount(words.length)} different ones`
  return `Training ${algorithm} on ${text}, ${formatPlural(epochs, 'epoch')}; Ctrl-C keeps what is learnt so far.`
}

export function trainedWordsLines(result: TrainedWords): string[] {
  const { action, text, trained, milliseconds } = result
  const { vectors } = trained
  const learnt = `${formatPlural(vectors.words.length, 'word')} in ${formatPlural(vectors.dimensions, 'dimension')}`
  const read = `${formatPlural(text.files, 'file')}, ${formatBytes(text.bytes)}`
  const lines = [
    `Learnt ${learnt} from ${read} in ${formatDuration(milliseconds)}${speed(result)}.`,
    `  ${action.algorithm}, loss ${shownLosses(trained.losses)}`,
  ]
  if (!trained.isComplete) {
    lines.push(
      `  Stopped in epoch ${trained.losses.length} of ${result.epochs}; what was learnt until then is kept.`,
    )
  }
  lines.push(`  Written to ${action.out}; ask it: cerca vectors ${action.out} --similar ${vectors.words[0]}`)
  if (action.report !== undefined) lines.push(`  How it went is drawn in ${action.report}`)
  if (action.algorithm === 'fasttext' && action.format !== 'fasttext') {
    lines.push('  Without the n-grams: only --format fasttext has vectors for other words.')
  }
  return lines
}

/** One line, without its end. */
export function trainedWordsJson(result: TrainedWords): string {
  const { action, text, trained, epochs, milliseconds } = result
  const { out, report, format, algorithm, split, seed, nThreads } = action
  return JSON.stringify({
    out,
    report,
    format,
    algorithm,
    split,
    words: trained.vectors.words.length,
    dimensions: trained.vectors.dimensions,
    files: text.files,
    bytes: text.bytes,
    textWords: text.corpus.nRawWords,
    epochs,
    isComplete: trained.isComplete,
    losses: trained.losses,
    seed,
    threads: nThreads,
    milliseconds,
  })
}

/** Words are read once an epoch; GloVe reads them once, and a run that was stopped did not read all. */
function speed({ action, text, trained, epochs, milliseconds }: TrainedWords): string {
  if (action.algorithm === 'glove' || !trained.isComplete || milliseconds === 0) return ''
  // Three digits: the rest differs from run to run.
  const wordsPerSecond = ((text.corpus.nRawWords * epochs * 1000) / milliseconds).toPrecision(3)
  return `: ${formatCount(Math.round(Number(wordsPerSecond)))} words/s`
}

function shownLosses(losses: readonly number[]): string {
  const shown = losses.map((loss) => loss.toPrecision(3))
  if (shown.length <= MAX_LOSSES) return shown.join(', ')
  return `${shown.slice(0, MAX_LOSSES - 1).join(', ')} … ${shown[shown.length - 1]}`
}
