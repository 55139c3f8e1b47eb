/** What a language model passes to the tools, checked: models make mistakes, and a good sentence corrects them. */

export interface SearchToolInput {
  readonly query: string
  readonly content: 'all' | 'code' | 'docs'
  readonly languages: readonly string[]
  readonly paths: readonly string[]
  readonly limit: number
}

export interface SimilarToolInput {
  readonly path: string
  /** Counted from 1; the definition around `startLine` when `endLine` is undefined. */
  readonly startLine: number
  readonly endLine: number | undefined
  readonly limit: number
}

/** Hits for an agent: enough to choose from, few enough for its context. */
const DEFAULT_LIMIT = 10
const MAX_LIMIT = 50

export function readSearchInput(input: unknown): SearchToolInput {
  const given = objectOf(input)
  const content = given.content ?? 'all'
  if (content !== 'all' && content !== 'code' && content !== 'docs') {
    throw new Error('content must be "all", "code" or "docs".')
  }
  return {
    query: textOf(given, 'query'),
    content,
    languages: textsOf(given, 'languages'),
    paths: textsOf(given, 'paths'),
    limit: limitOf(given),
  }
}

export function readSimilarInput(input: unknown): SimilarToolInput {
  const given = objectOf(input)
  const startLine = lineOf(given, 'startLine')
  if (startLine === undefined) throw new Error('startLine is missing: a line of the file, counted from 1.')
  const endLine = lineOf(given, 'endLine')
  if (endLine !== undefined && endLine < startLine) throw new Error('endLine must not be before startLine.')
  return { path: textOf(given, 'path'), startLine, endLine, limit: limitOf(given) }
}

function objectOf(input: unknown): Readonly<Record<string, unknown>> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new Error('The input must be an object.')
  }
  return input as Readonly<Record<string, unknown>>
}

function textOf(given: Readonly<Record<string, unknown>>, key: string): string {
  const value = given[key]
  if (typeof value !== 'string' || value.trim() === '')
    throw new Error(`${key} must be a text that is not empty.`)
  return value.trim()
}

function textsOf(given: Readonly<Record<string, unknown>>, key: string): readonly string[] {
  const value = given[key] ?? []
  // A single text is what models often give where a list is asked for.
  const texts = typeof value === 'string' ? [value] : value
  if (!Array.isArray(texts) || texts.some((text) => typeof text !== 'string')) {
    throw new Error(`${key} must be a list of texts.`)
  }
  return texts.filter((text) => text.trim() !== '')
}

function lineOf(given: Readonly<Record<string, unknown>>, key: string): number | undefined {
  const value = given[key]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
    throw new Error(`${key} must be a whole number, 1 or more.`)
  }
  return value
}

function limitOf(given: Readonly<Record<string, unknown>>): number {
  const limit = lineOf(given, 'limit') ?? DEFAULT_LIMIT
  return Math.min(limit, MAX_LIMIT)
}
