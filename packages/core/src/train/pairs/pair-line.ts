/** One pair as one line of JSON, and back. */
import { STOP_WORDS } from '../../tokenize/stop-words.js'
import { PAIR_SOURCES, type Pair } from './pair.js'

/** Without its line end; fields in a fixed order. */
export function formatPair({ query, document, source, language, naturalLanguage, path, line }: Pair): string {
  return JSON.stringify({ query, document, source, language, naturalLanguage, path, line })
}

export type ParsedPair =
  | { readonly pair: Pair; readonly problem: undefined }
  | { readonly pair: undefined; readonly problem: string }

/** A pair, or what is wrong with the line, for people. Unknown fields are passed over. */
export function parsePair(line: string): ParsedPair {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return problem('it is not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return problem('it is not an object')
  const fields = value as Readonly<Record<string, unknown>>
  const wrong = CHECKS.find(([name, isRight]) => !isRight(fields[name]))
  if (wrong !== undefined)
    return problem(`"${wrong[0]}" ${fields[wrong[0]] === undefined ? 'is missing' : 'is wrong'}`)
  const { query, document, source, language, naturalLanguage, path, line: number } = value as Pair
  return {
    pair: { query, document, source, language, naturalLanguage, path, line: number },
    problem: undefined,
  }
}

const isText = (value: unknown): boolean => typeof value === 'string'
const isFilledText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''

const CHECKS: readonly (readonly [name: keyof Pair, isRight: (value: unknown) => boolean])[] = [
  ['query', isFilledText],
  ['document', isFilledText],
  ['source', (value) => PAIR_SOURCES.some((source) => source === value)],
  ['language', isText],
  ['naturalLanguage', (value) => typeof value === 'string' && Object.hasOwn(STOP_WORDS, value)],
  ['path', isText],
  ['line', (value) => Number.isSafeInteger(value) && Number(value) >= 1],
]

function problem(text: string): ParsedPair {
  return { pair: undefined, problem: text }
}
