import { resolve } from 'node:path'
import type { TrainedModelHere } from '@cerca/core/node'
import type {
  ContrastiveObserver,
  ContrastiveRecorder,
  ModelStart,
  ModelTrainingSettings,
  TrainingProgress,
  TrainingText,
  ValidationPoint,
} from '@cerca/core/train'
import type { IndexingOptions, TrainModelAction } from '../command-line.js'
import { EXIT, type ExitCode, UsageError } from '../errors.js'
import type { ModelTools } from '../model-tools.js'
import { formatCount, formatPlural } from '../output/format.js'
import type { ScreenOptions } from '../output/screen.js'
import {
  distilledModelJson,
  distilledModelLines,
  modelSubject,
  type TrainedModelResult,
  trainedModelJson,
  trainedModelLines,
} from '../output/train-model.js'
import type { TrainingStep } from '../output/training-progress.js'
import { locateRoot } from '../root.js'
import { writeWhole } from '../write-whole.js'
import { type CommandContext, modelFolderOf } from './context.js'
import { trainingStart } from './training-start.js'

/** What is seen of a training while it runs. */
interface Course {
  readonly losses: number[]
  readonly validation: ValidationPoint[]
  recorder: ContrastiveRecorder | undefined
  settings: ModelTrainingSettings | undefined
  /** Pairs trained on so far, as far as was reported. */
  nDone: number
}

/** Trains a model of meaning on pairs of texts, and writes it; Ctrl-C keeps what is learnt so far. */
export async function runTrainModel(
  action: TrainModelAction,
  indexing: IndexingOptions,
  { json }: ScreenOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { screen, terminal, core } = context
  const tools = await core.loadModelTools()
  const folder = action.distil ?? modelFolderOf(indexing, core)
  const start = await trainingStart(action, folder, tools, context)
  if (start.kind === 'model' && action.pairs.length === 0 && action.on === undefined)
    return writeStart(action, start.model, { json }, tools, context)
  const sources = await readSources(action, indexing, tools, context)
  const nTexts = sources.reduce((sum, source) => sum + source.length, 0)
  if (nTexts === 0) {
    screen.notice('There is no pair to learn from.')
    if (json) screen.print(JSON.stringify({ pairs: 0 }))
    return EXIT.nothing
  }
  const startedMs = terminal.now()
  const course: Course = { losses: [], validation: [], recorder: undefined, settings: undefined, nDone: 0 }
  screen.notice(
    `Training on ${formatPlural(nTexts, 'pair')} from ${folder ?? 'nothing'}; Ctrl-C keeps what is learnt so far.`,
  )
  const { trained, isComplete } = await train(action, start, sources, course, tools, context)
  const milliseconds = Math.round(terminal.now() - startedMs)
  screen.clearProgress()
  if (course.nDone === 0 || course.settings === undefined) {
    screen.notice('Stopped before anything was learnt: nothing was written.')
    if (json) screen.print(JSON.stringify({ pairs: trained.nPairs, isComplete }))
    return EXIT.nothing
  }
  const result: TrainedModelResult = {
    action,
    start: folder,
    nPairs: trained.nPairs,
    bestAt: trained.bestAt,
    model: write(action, trained.model, tools, context),
    ...course.settings,
    ...course,
    isComplete,
    milliseconds,
  }
  if (action.report !== undefined && course.recorder !== undefined) {
    const history = course.recorder.history(modelSubject(result))
    writeWhole(action.report, tools.renderTrainingReport(history), terminal)
  }
  if (json) screen.print(trainedModelJson(result))
  else for (const line of trainedModelLines(result)) screen.print(line)
  return EXIT.found
}

/** What was distilled is a model of its own where there are no pairs to go on with. */
function writeStart(
  action: TrainModelAction,
  start: TrainedModelHere['model'],
  { json }: Pick<ScreenOptions, 'json'>,
  tools: ModelTools,
  context: CommandContext,
): ExitCode {
  const model = write(action, start, tools, context)
  if (json) context.screen.print(distilledModelJson(action, model))
  else for (const line of distilledModelLines(action, model)) context.screen.print(line)
  return EXIT.found
}

/** One source for each file, and one for the repository. */
async function readSources(
  { pairs, on }: TrainModelAction,
  indexing: IndexingOptions,
  tools: ModelTools,
  context: CommandContext,
): Promise<TrainingText[][]> {
  const { screen, terminal } = context
  const sources: TrainingText[][] = []
  for (const file of pairs) sources.push(await readFile(file, tools, context))
  if (on === undefined) return sources
  const mined = await tools.mineFolder({
    root: await locateRoot(on, indexing.indexDir, context),
    maxFileBytes: indexing.maxFileBytes ?? tools.DEFAULT_MAX_FILE_BYTES,
    // As when an index adapts: what the files say now, not what commits once changed.
    history: undefined,
    maxCommits: tools.DEFAULT_MAX_COMMITS,
    limits: tools.DEFAULT_PAIR_LIMITS,
    environment: terminal.env,
    onProgress: screen.progress,
  })
  screen.clearProgress()
  sources.push(mined.pairs.map(({ query, document, path }) => ({ query, document, path, negatives: [] })))
  return sources
}

async function readFile(
  file: string,
  tools: ModelTools,
  { screen, terminal }: CommandContext,
): Promise<TrainingText[]> {
  const texts: TrainingText[] = []
  const problems: { readonly line: number; readonly message: string }[] = []
  try {
    const path = resolve(terminal.cwd, file)
    for await (const text of tools.readTrainingTexts(path, (problem) => problems.push(problem)))
      texts.push(text)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') throw new UsageError(`There is no file ${file}.`, 'Check the spelling.')
    throw new UsageError(`${file} cannot be read (${String(code)}).`, 'Name a file of pairs.')
  }
  if (problems.length > 0) {
    const [{ line, message }] = problems
    const count = `${formatCount(problems.length)} of its lines ${problems.length === 1 ? 'is no pair' : 'are no pairs'}`
    screen.notice(`${file}: ${count}; line ${line}: ${message}.`)
  }
  return texts
}

async function train(
  action: TrainModelAction,
  start: ModelStart,
  sources: readonly TrainingText[][],
  course: Course,
  tools: ModelTools,
  { screen, terminal }: CommandContext,
): Promise<{ readonly trained: TrainedModelHere; readonly isComplete: boolean }> {
  const interruption = new AbortController()
  const stopListening = terminal.onInterrupt(() => {
    screen.notice('Stopping; what is learnt so far is kept. Ctrl-C again ends at once.')
    interruption.abort()
  })
  try {
    const trained = await tools.trainModelHere(
      sources,
      start,
      {
        epochs: action.epochs,
        seed: action.seed,
        onProgress: (progress) => {
          course.losses.push(progress.loss)
          screen.progress(stepOf(progress, course.settings?.epochs ?? 1))
        },
        signal: interruption.signal,
        createObserver: (examples, settings) => {
          course.settings = settings
          const isDrawn = action.report !== undefined
          course.recorder = isDrawn
            ? tools.recordContrastive(tools.pictureTexts(examples), settings.learningRate)
            : undefined
          return watch(course)
        },
      },
      { nThreads: action.nThreads, workerUrl: undefined },
    )
    return { trained, isComplete: !interruption.signal.aborted }
  } catch (error) {
    // The core's word for pairs that teach nothing.
    if (!(error instanceof RangeError)) throw error
    throw new UsageError(`${error.message}.`, 'Give more pairs; hundreds are few, thousands better.')
  } finally {
    stopListening()
  }
}

/** Everything that is reported goes to the page, if there is to be one. */
function watch(course: Course): ContrastiveObserver {
  const { recorder, validation } = course
  const see = (done: number) => {
    course.nDone = Math.max(course.nDone, done)
  }
  return {
    onProgress: (progress) => {
      see(progress.done)
      recorder?.observer.onProgress(progress)
    },
    onValidation: (point) => {
      see(point.done)
      validation.push(point)
      recorder?.observer.onValidation(point)
    },
    onRound: (round) => {
      see(round.done)
      recorder?.observer.onRound(round)
    },
  }
}

function stepOf(progress: TrainingProgress, nEpochs: number): TrainingStep {
  const { epoch, done, total, loss, pairsPerSecond: perSecond, secondsLeft } = progress
  return { phase: 'train', epoch, nEpochs, share: done / total, loss, perSecond, unit: 'pairs', secondsLeft }
}

function write(
  { out }: TrainModelAction,
  trained: TrainedModelHere['model'],
  tools: ModelTools,
  { terminal }: CommandContext,
): TrainedModelResult['model'] {
  try {
    const { pieces, table, fingerprint } = tools.writeModel(resolve(terminal.cwd, out), trained)
    return { words: pieces.terms.length, dimensions: table.dimensions, fingerprint }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${out} cannot be written: ${reason}`, 'Name another folder with --out.')
  }
}
