import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { WordSource, WordText } from '@cerca/core/node'
import type { TrainedWordVectors, WordTrainingProgress, WordVectorOptions } from '@cerca/core/train'
import type { IndexingOptions, TrainWordsAction } from '../command-line.js'
import { EXIT, type ExitCode, UsageError } from '../errors.js'
import type { ScreenOptions } from '../output/screen.js'
import {
  type TrainedWords,
  trainedWordsJson,
  trainedWordsLines,
  trainingNotice,
} from '../output/train-words.js'
import { locateRoot } from '../root.js'
import type { WordTools } from '../word-tools.js'
import { writeWhole } from '../write-whole.js'
import type { CommandContext } from './context.js'
import { createWordReport, type WordReport } from './train-words-report.js'

/** As much of a file as tells whether it is text. */
const SAMPLE_BYTES = 8192

/** Learns word vectors from files and folders and writes them; Ctrl-C keeps what is learnt so far. */
export async function runTrainWords(
  action: TrainWordsAction,
  indexing: IndexingOptions,
  { json }: ScreenOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { core, screen, terminal } = context
  const sources = await sourcesOf(action, indexing.indexDir, context)
  const tools = await core.loadWordTools()
  const text = await tools.readWordCorpus(sources, {
    split: action.split,
    minCount: action.minCount ?? tools.DEFAULT_WORD_VECTOR_OPTIONS.minCount,
    maxFileBytes: indexing.maxFileBytes ?? tools.DEFAULT_MAX_FILE_BYTES,
    onProgress: screen.progress,
  })
  screen.clearProgress()
  if (text.corpus.words.length < 2) {
    screen.notice(nothingToLearn(text))
    if (json)
      screen.print(JSON.stringify({ words: text.corpus.words.length, textWords: text.corpus.nRawWords }))
    return EXIT.nothing
  }
  const startedMs = terminal.now()
  const options = optionsOf(action, text.corpus.nRawWords, tools)
  const report =
    action.report === undefined ? undefined : createWordReport(action, text.corpus, options, tools)
  const trained = await train(action, text, options, report, tools, context)
  const milliseconds = Math.round(terminal.now() - startedMs)
  screen.clearProgress()
  if (trained.losses.length === 0) {
    screen.notice('Stopped before anything was learnt: nothing was written.')
    if (json) screen.print(JSON.stringify({ words: 0, textWords: text.corpus.nRawWords, isComplete: false }))
    return EXIT.nothing
  }
  writeWhole(action.out, encode(action, trained, options, text, tools), terminal)
  if (action.report !== undefined && report !== undefined)
    writeWhole(action.report, report.render(), terminal)
  const result: TrainedWords = { action, text, trained, epochs: options.epochs, milliseconds }
  if (json) screen.print(trainedWordsJson(result))
  else for (const line of trainedWordsLines(result)) screen.print(line)
  return EXIT.found
}

async function train(
  action: TrainWordsAction,
  { corpus }: WordText,
  options: WordVectorOptions,
  report: WordReport | undefined,
  tools: WordTools,
  { screen, terminal }: CommandContext,
): Promise<TrainedWordVectors> {
  const isGlove = action.algorithm === 'glove'
  const interruption = new AbortController()
  const unit = isGlove ? 'pairs' : 'words'
  const run = {
    nThreads: action.nThreads,
    onProgress: (progress: WordTrainingProgress) => {
      report?.observe(progress)
      screen.progress({ phase: 'train', ...progress, perSecond: progress.wordsPerSecond, unit })
    },
    signal: interruption.signal,
    workerUrl: undefined,
  }
  const stopListening = terminal.onInterrupt(() => {
    screen.notice('Stopping; what is learnt so far is kept. Ctrl-C again ends at once.')
    interruption.abort()
  })
  try {
    screen.notice(trainingNotice(action, corpus, options.epochs))
    return isGlove
      ? await tools.trainGloveHere(corpus, { ...tools.DEFAULT_GLOVE_OPTIONS, ...sharedOf(options) }, run)
      : await tools.trainWordVectorsHere(corpus, options, run)
  } catch (error) {
    // The core's word for options that do not fit the text or the memory.
    if (!(error instanceof RangeError)) throw error
    throw new UsageError(`${error.message}.`, 'Change the options of training; see `cerca train --help`.')
  } finally {
    stopListening()
  }
}

function optionsOf(action: TrainWordsAction, nWords: number, tools: WordTools): WordVectorOptions {
  const { algorithm, dimensions, window, epochs, minCount, nNegative, nBuckets, seed } = action
  const isGlove = algorithm === 'glove'
  const defaults = tools.DEFAULT_WORD_VECTOR_OPTIONS
  const { window: defaultWindow } = isGlove ? tools.DEFAULT_GLOVE_OPTIONS : defaults
  return {
    ...defaults,
    model: algorithm === 'cbow' ? 'cbow' : 'skipgram',
    dimensions: dimensions ?? defaults.dimensions,
    window: window ?? defaultWindow,
    epochs: epochs ?? (isGlove ? tools.DEFAULT_GLOVE_OPTIONS.epochs : tools.epochsFor(nWords)),
    minCount: minCount ?? defaults.minCount,
    nNegative: nNegative ?? defaults.nNegative,
    subwords: algorithm === 'fasttext' ? { ...tools.DEFAULT_SUBWORD_OPTIONS, nBuckets } : undefined,
    seed,
  }
}

/** What GloVe has as well. */
function sharedOf({ dimensions, window, epochs, minCount, seed }: WordVectorOptions) {
  return { dimensions, window, epochs, minCount, seed }
}

function encode(
  { format }: TrainWordsAction,
  { vectors }: TrainedWordVectors,
  options: WordVectorOptions,
  { corpus }: WordText,
  tools: WordTools,
): Uint8Array {
  switch (format) {
    case 'text':
      return tools.encodeWord2VecText(vectors)
    case 'binary':
      return tools.encodeWord2VecBinary(vectors)
    case 'fasttext':
      return tools.encodeFastText(vectors, corpus.counts, options)
  }
}

async function sourcesOf(
  { places }: TrainWordsAction,
  indexDir: string | undefined,
  context: CommandContext,
): Promise<WordSource[]> {
  const { core, terminal } = context
  if (places.length === 0) return [{ kind: 'folder', path: await locateRoot(undefined, indexDir, context) }]
  const sources: WordSource[] = []
  for (const place of places) {
    const path = resolve(terminal.cwd, place)
    const stats = core.isGitUrl(place) ? undefined : statSync(path, { throwIfNoEntry: false })
    if (!core.isGitUrl(place) && stats === undefined) {
      throw new UsageError(`There is no file or folder ${place}.`, 'Check the spelling.')
    }
    if (stats === undefined || stats.isDirectory()) {
      sources.push({ kind: 'folder', path: await locateRoot(place, indexDir, context) })
    } else {
      refuseData(path, place, context)
      sources.push({ kind: 'file', path })
    }
  }
  return sources
}

function refuseData(path: string, name: string, { core }: CommandContext): void {
  const sample = Buffer.alloc(SAMPLE_BYTES)
  const file = openSync(path, 'r')
  const nBytes = readSync(file, sample)
  closeSync(file)
  if (core.decode(sample.subarray(0, nBytes)) !== undefined) return
  throw new UsageError(`${name} is not text.`, 'Name files of text, or folders.')
}

function nothingToLearn({ files, corpus }: WordText): string {
  if (files === 0) return 'There is no text to learn from.'
  return `Of ${corpus.nRawWords} words, fewer than two occur often enough to learn from; lower --min-count.`
}
