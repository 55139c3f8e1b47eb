import type { TokensAction, WindowShape } from './command-line.js'
import { UsageError } from './errors.js'
import { type OptionValues, refuseOptions } from './option-values.js'

/** Ids are GPT-2's unless somebody says otherwise: the encoding that books and courses begin with. */
const DEFAULT_ENCODING = 'gpt2'

/** Every byte needs a token, and more than this no model has. */
const MIN_VOCABULARY = 257
const MAX_VOCABULARY = 1_000_000

const DEFAULT_VOCABULARY = 4000

/** What `cerca tokens` was asked to do; throws `UsageError`. */
export function parseTokensAction(values: OptionValues): TokensAction {
  return values.list('train').length > 0 ? parseTraining(values) : parseShowing(values)
}

function parseShowing(values: OptionValues): TokensAction {
  const [file, ...more] = values.positionals
  if (file === undefined || file === '') {
    throw new UsageError('No file was given.', 'Name one: cerca tokens README.md')
  }
  if (more.length > 0) throw new UsageError(`There is one argument too many: ${more[0]}`, 'Name one file.')
  refuseOptions(values, ['vocabulary', 'out'], 'Only --train makes a vocabulary.')
  return {
    kind: 'show',
    file,
    encoding: values.text('encoding') ?? DEFAULT_ENCODING,
    specials: values.flag('special') ? 'recognise' : 'as-text',
    windows: readWindows(values.text('windows')),
    isCount: values.flag('count'),
  }
}

function parseTraining(values: OptionValues): TokensAction {
  const [extra] = values.positionals
  if (extra !== undefined) {
    throw new UsageError(
      `${extra} is not part of --train.`,
      'Write --train before each file or folder to learn from.',
    )
  }
  refuseOptions(values, ['encoding', 'windows', 'count', 'special'], '--train only makes a vocabulary.')
  const out = values.text('out')
  if (out === undefined || out === '') {
    throw new UsageError('--train needs --out.', 'Name the file to write: --out tokenizer.json')
  }
  const vocabularySize = values.number('vocabulary', MIN_VOCABULARY, MAX_VOCABULARY) ?? DEFAULT_VOCABULARY
  return { kind: 'train', places: values.list('train'), vocabularySize, out }
}

/** `4:2` → windows of 4 at every 2; `4` alone → the next begins where one ends. */
function readWindows(text: string | undefined): WindowShape | undefined {
  if (text === undefined) return undefined
  const [, length, stride = length] = /^([1-9]\d{0,6})(?::([1-9]\d{0,6}))?$/.exec(text) ?? []
  if (length !== undefined) return { length: Number(length), stride: Number(stride) }
  throw new UsageError(
    `--windows cannot be "${text}".`,
    'Write LENGTH:STRIDE, both whole numbers from 1, such as 4:1.',
  )
}
