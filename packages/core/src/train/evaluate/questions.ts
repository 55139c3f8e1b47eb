/** Questions with their right answers, as annotation files hold them. */
import { CercaError } from '../../errors.js'
import type { Target } from './measures.js'

export interface Question {
  /** `search`: words that somebody asks; `similar`: the path of a file to find the like of. */
  readonly ask: 'search' | 'similar'
  readonly query: string
  readonly category: string
  /** At least one. */
  readonly targets: readonly Target[]
}

/**
 * Either a list of `{query, category, relevant, secondary}`, whose `relevant` and `secondary` count alike, or an object
 * of lists of paths, each file of which asks for the others of its list. Throws `questions-damaged`.
 */
export function parseQuestions(text: string): Question[] {
  const json = parseJson(text)
  if (Array.isArray(json)) return json.map((entry, idx) => questionOf(entry, idx + 1))
  if (isRecord(json))
    return Object.entries(json).flatMap(([group, members]) => questionsOfGroup(group, members))
  throw new CercaError('questions-damaged', 'it is neither a list of questions nor groups of paths')
}

function questionOf(entry: unknown, number: number): Question {
  const fail = (what: string) => new CercaError('questions-damaged', `question ${number} ${what}`)
  if (!isRecord(entry) || typeof entry.query !== 'string') throw fail('has no query')
  const { query, category = '', relevant, secondary = [] } = entry
  if (typeof category !== 'string') throw fail('has a category that is no text')
  if (!Array.isArray(relevant) || !Array.isArray(secondary)) throw fail('has no list of what is relevant')
  const targets = [...relevant, ...secondary]
  if (targets.length === 0) throw fail('has no right answer')
  if (!targets.every(isTarget))
    throw fail('has an answer that is neither a path nor {path, start_line, end_line}')
  return { ask: 'search', query, category, targets }
}

function questionsOfGroup(group: string, members: unknown): Question[] {
  if (!Array.isArray(members) || members.length < 2 || !members.every((path) => typeof path === 'string')) {
    throw new CercaError('questions-damaged', `the group ${group} is no list of two paths or more`)
  }
  return members.map((query) => {
    const targets = members.filter((path) => path !== query)
    return { ask: 'similar', query, category: '', targets }
  })
}

function isTarget(value: unknown): value is Target {
  if (typeof value === 'string') return true
  if (!isRecord(value) || typeof value.path !== 'string') return false
  return [value.start_line, value.end_line].every((line) => line === undefined || Number.isInteger(line))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CercaError('questions-damaged', 'it is not JSON', { cause })
  }
}
