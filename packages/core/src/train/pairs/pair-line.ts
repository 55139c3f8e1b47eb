/** One pair as one line of JSON, and back. */
import { STOP_WORDS } from '../../tokenize/stop-words.js'
import { fieldsOfLine, isFilledText } from '../json-line.js'
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
  const fields = fieldsOfLine(line)
  if (typeof fields === 'string') return problem(fields)
  const wrong = CHECKS.find(([name, isRight]) => !isRight(fields[name]))
  if (wrong !== undefined)
    return problem(`"${wrong[0]}" ${fields[wrong[0]] === undefined ? 'is missing' : 'is wrong'}`)
  const { query, document, source, language, naturalLanguage, path, line: number } = fields as unknown as Pair
  return {
    pair: { query, document, source, language, naturalLanguage, path, line: number },
    problem: undefined,
  }
}

const isText = (value: unknown): boolean => typeof value === 'string'

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
