import type { VectorsCommand, VectorsQuestion } from './command-line.js'
import { UsageError } from './errors.js'
import type { OptionValues } from './option-values.js'

const KINDS = ['similar', 'analogy', 'odd'] as const

/** Which is odd of fewer cannot be said. */
const MIN_ODD_WORDS = 3

/** What `cerca vectors` was asked; throws `UsageError`. */
export function parseVectors(values: OptionValues): Pick<VectorsCommand, 'file' | 'question'> {
  const [file, ...words] = values.positionals
  if (file === undefined || file === '') {
    throw new UsageError('No file was named.', 'Name one: cerca vectors vectors.bin')
  }
  return { file, question: readQuestion(words, values) }
}

function readQuestion(words: readonly string[], values: OptionValues): VectorsQuestion {
  const [kind, ...more] = KINDS.filter((name) => values.flag(name))
  if (more.length > 0) {
    throw new UsageError(`--${kind} and --${more[0]} are two questions.`, 'Ask one after the other.')
  }
  if (kind === undefined) {
    if (words.length === 0) return { kind: 'summary' }
    throw new UsageError(
      `What to do with ${words[0]} was not said.`,
      'Write --similar, --analogy or --odd before the words.',
    )
  }
  if (kind === 'analogy') return readAnalogy(words)
  if (words.length === 0 || words.includes('')) {
    throw new UsageError(`--${kind} needs words.`, `Write them behind it: --${kind} dog cat horse`)
  }
  if (kind === 'odd' && words.length < MIN_ODD_WORDS) {
    throw new UsageError(
      `--odd needs ${MIN_ODD_WORDS} words or more.`,
      'Write them behind it: --odd dog cat bus',
    )
  }
  return { kind, words }
}

/** Either `king - man + woman`, in any order and as one argument or several, or the words `man king woman`. */
function readAnalogy(words: readonly string[]): VectorsQuestion {
  const parts = words.flatMap((word) => word.split(/\s+/)).filter((part) => part !== '')
  const isSum = parts.includes('+') || parts.includes('-')
  const [from, to, other] = isSum ? termsOfSum(parts) : parts.length === 3 ? parts : []
  if (from !== undefined && to !== undefined && other !== undefined)
    return { kind: 'analogy', from, to, other }
  throw new UsageError(
    `--analogy cannot be "${words.join(' ')}".`,
    'Write KING - MAN + WOMAN, or the three words MAN KING WOMAN.',
  )
}

/** `[]` unless two words are added and one is taken away. */
function termsOfSum(parts: readonly string[]): string[] {
  const signed = parts[0] === '+' || parts[0] === '-' ? parts : ['+', ...parts]
  const added: string[] = []
  const taken: string[] = []
  for (let at = 0; at < signed.length; at += 2) {
    const word = signed[at + 1]
    if (word === undefined || word === '+' || word === '-') return []
    if (signed[at] === '+') added.push(word)
    else if (signed[at] === '-') taken.push(word)
    else return []
  }
  return added.length === 2 && taken.length === 1 ? [...taken, ...added] : []
}
