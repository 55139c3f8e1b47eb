/** Where `cerca evaluate` finds its questions, and what each set of them is asked of. */
import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Question } from '@cerca/core/train'
import type { EvaluateCommand } from './command-line.js'
import { UsageError } from './errors.js'
import type { EvaluationTools } from './evaluation-tools.js'

/** One file of questions. */
export interface QuestionSet {
  readonly name: string
  /** As `locateRoot` takes it. */
  readonly root: string | undefined
  readonly questions: readonly Question[]
}

/** Throws `UsageError` for what cannot be read, and `questions-damaged`. */
export function readQuestionSets(
  { queries, root }: EvaluateCommand,
  cwd: string,
  tools: EvaluationTools,
): QuestionSet[] {
  const path = resolve(cwd, queries)
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return [{ name: queries, root, questions: readQuestions(path, queries, tools) }]
  }
  if (root === undefined) {
    throw new UsageError(
      `${queries} is a folder of questions.`,
      'Name the folder of its repositories with --root.',
    )
  }
  return readRepositories(join(path, 'repos.json'), join(queries, 'repos.json')).map(
    ({ name, root: part }) => ({
      name,
      root: join(root, name, part),
      questions: readQuestions(
        join(path, 'annotations', `${name}.json`),
        join(queries, 'annotations', `${name}.json`),
        tools,
      ),
    }),
  )
}

function readQuestions(path: string, shownPath: string, tools: EvaluationTools): Question[] {
  return tools.parseQuestions(readText(path, shownPath))
}

function readRepositories(
  path: string,
  shownPath: string,
): { readonly name: string; readonly root: string }[] {
  const fail = (what: string) => new UsageError(`${shownPath} ${what}.`, 'Write a list of {name, root}.')
  let json: unknown
  try {
    json = JSON.parse(readText(path, shownPath))
  } catch (error) {
    throw error instanceof UsageError ? error : fail('is not JSON')
  }
  if (!Array.isArray(json) || json.length === 0) throw fail('is no list')
  return json.map((entry: unknown) => {
    const { name, root = '.' } =
      typeof entry === 'object' && entry !== null ? { ...(entry as Partial<Repository>) } : {}
    if (typeof name !== 'string' || typeof root !== 'string') throw fail('names a repository without a name')
    return { name, root }
  })
}

interface Repository {
  readonly name: unknown
  readonly root: unknown
}

function readText(path: string, shownPath: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') throw new UsageError(`There is no file ${shownPath}.`, 'Check the spelling.')
    throw new UsageError(`${shownPath} cannot be read (${String(code)}).`, 'Name a file of questions.')
  }
}
