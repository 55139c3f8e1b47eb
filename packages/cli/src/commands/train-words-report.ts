import type { WordCorpus, WordTrainingProgress, WordVectorOptions } from '@cerca/core/train'
import type { TrainWordsAction } from '../command-line.js'
import { formatCount } from '../output/format.js'
import type { WordTools } from '../word-tools.js'

/** Words of the picture: more would cover each other. */
const SHOWN_WORDS = 30

/** Of the words so far: fewer new ones say little about the loss. */
const LEAST_SHARE = 0.01

/** What becomes the page that --report names. */
export interface WordReport {
  readonly observe: (progress: WordTrainingProgress) => void
  /** One page of HTML. */
  readonly render: () => string
}

/** Watches a run of training: its loss, its speed, and some frequent words finding their places. */
export function createWordReport(
  action: TrainWordsAction,
  corpus: WordCorpus,
  options: WordVectorOptions,
  tools: WordTools,
): WordReport {
  const rows = tools.wordsToShow(corpus.words, SHOWN_WORDS)
  const recorder = tools.createTrainingRecorder(
    rows.map((row) => ({ label: corpus.words[row], role: 'word' })),
  )
  const isGlove = action.algorithm === 'glove'
  const rateAt = (share: number) =>
    isGlove
      ? tools.DEFAULT_GLOVE_OPTIONS.learningRate
      : options.learningRate + (options.minLearningRate - options.learningRate) * share
  let before = { done: 0, loss: 0 }
  return {
    observe({ wordsDone: done, share, loss: newLoss, wordsPerSecond, vectorsOf }) {
      recorder.addPositions(done, vectorsOf(rows))
      // Before the first word there is no loss, but there are vectors.
      if (done === before.done) return
      // The mean of a few words, as the last report has it, would be a jump that tells nothing.
      const nNew = done - before.done
      const nSteady = before.done * LEAST_SHARE
      const loss = nNew >= nSteady ? newLoss : before.loss + (newLoss - before.loss) * (nNew / nSteady)
      recorder.addProgress({ done, loss, learningRate: rateAt(share), examplesPerSecond: wordsPerSecond })
      before = { done, loss }
    },
    render: () =>
      tools.renderTrainingReport(
        recorder.history({
          title: `Word vectors, ${action.algorithm}`,
          facts: factsOf(action, corpus, options),
          examples: isGlove ? 'pairs' : 'words',
          // Who guesses gives each word, the true one and those by chance, one half.
          guessingLoss: isGlove ? undefined : (1 + options.nNegative) * Math.LN2,
          bestAt: undefined,
        }),
      ),
  }
}

function factsOf(
  { algorithm, split, nThreads }: TrainWordsAction,
  { words, nRawWords }: WordCorpus,
  { dimensions, window, epochs, minCount, nNegative, seed }: WordVectorOptions,
): { readonly label: string; readonly value: string }[] {
  const facts: [label: string, value: string][] = [
    ['Words of text', formatCount(nRawWords)],
    ['Different words', formatCount(words.length)],
    ['Dimensions', String(dimensions)],
    ['Window', String(window)],
    ['Epochs', String(epochs)],
    ['Least count', String(minCount)],
    ...(algorithm === 'glove' ? [] : [['Words by chance', String(nNegative)] as [string, string]]),
    ['Words are', split === 'parts' ? 'parts of identifiers' : 'between spaces'],
    ['Threads', String(nThreads)],
    ['Seed', String(seed)],
  ]
  return facts.map(([label, value]) => ({ label, value }))
}
