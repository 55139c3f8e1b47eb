import type { TrainAction, TrainPairsAction } from './command-line.js'
import { UsageError } from './errors.js'
import { TRAIN_OPTIONS } from './help-texts.js'
import { type OptionValues, refuseOptions } from './option-values.js'
import type { OptionName } from './options.js'
import { parseTrainModel } from './train-model-arguments.js'
import { parseTrainWords } from './train-words-arguments.js'

const MAX_PAIRS = 10_000_000

const KINDS = Object.keys(TRAIN_OPTIONS) as (keyof typeof TRAIN_OPTIONS)[]

/** What `cerca train` was asked to do; throws `UsageError`. */
export function parseTrainAction(values: OptionValues): TrainAction {
  const [what, ...rest] = values.positionals
  const kind = KINDS.find((name) => name === what)
  if (kind === undefined) {
    throw new UsageError(
      what === undefined ? 'What to train or prepare was not said.' : `There is no cerca train ${what}.`,
      'Write: cerca train words [PATH...] --out FILE\n     or: cerca train pairs [ROOT] --out FILE\n     or: cerca train model --pairs FILE --out FOLDER',
    )
  }
  refuseOthers(kind, values)
  switch (kind) {
    case 'pairs':
      return parseTrainPairs(rest, values)
    case 'words':
      return parseTrainWords(rest, values)
    case 'model':
      return parseTrainModel(rest, values)
  }
}

/** Options of the other kinds of training do not fit. */
function refuseOthers(kind: keyof typeof TRAIN_OPTIONS, values: OptionValues): void {
  const own = new Set<OptionName>(TRAIN_OPTIONS[kind])
  for (const other of KINDS) {
    const foreign = TRAIN_OPTIONS[other].filter((name) => !own.has(name))
    refuseOptions(values, foreign, `It belongs to cerca train ${other}.`)
  }
}

function parseTrainPairs(
  [root, ...more]: readonly (string | undefined)[],
  values: OptionValues,
): TrainPairsAction {
  if (more.length > 0) throw new UsageError(`There is one argument too many: ${more[0]}`, 'Name one ROOT.')
  if (root === '') throw new UsageError('ROOT is empty.', 'Name a folder, or leave it out.')
  const out = values.text('out')
  const isStats = values.flag('stats')
  if (out === '') throw new UsageError('--out is empty.', 'Name the file to write: --out pairs.jsonl')
  if (out === undefined && !isStats) {
    throw new UsageError(
      'Neither --out nor --stats was given.',
      'Name the file to write, --out pairs.jsonl, or count with --stats.',
    )
  }
  const maxPairs = values.number('max-pairs', 1, MAX_PAIRS)
  return { kind: 'pairs', root, out, isStats, history: readHistory(values.text('history')), maxPairs }
}

function readHistory(text: string | undefined): TrainPairsAction['history'] {
  if (text === undefined) return { kind: 'own' }
  if (text === 'none') return { kind: 'none' }
  if (text !== '') return { kind: 'folder', folder: text }
  throw new UsageError('--history is empty.', 'Name the folder of a repository, or none.')
}
