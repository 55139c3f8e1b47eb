import type { TrainAction } from './command-line.js'
import { UsageError } from './errors.js'
import type { OptionValues } from './option-values.js'

const MAX_PAIRS = 10_000_000

/** What `cerca train` was asked to do; throws `UsageError`. */
export function parseTrainAction(values: OptionValues): TrainAction {
  const [what, root, ...more] = values.positionals
  if (what !== 'pairs') {
    const message = what === undefined ? 'What to prepare was not said.' : `There is no cerca train ${what}.`
    throw new UsageError(message, 'Write: cerca train pairs [ROOT] --out pairs.jsonl')
  }
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

function readHistory(text: string | undefined): TrainAction['history'] {
  if (text === undefined) return { kind: 'own' }
  if (text === 'none') return { kind: 'none' }
  if (text !== '') return { kind: 'folder', folder: text }
  throw new UsageError('--history is empty.', 'Name the folder of a repository, or none.')
}
