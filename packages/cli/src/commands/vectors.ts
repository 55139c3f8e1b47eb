import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ScoredWord, WordVectors } from '@cerca/core/train'
import type { VectorsCommand, VectorsQuestion } from '../command-line.js'
import { EXIT, type ExitCode, UsageError } from '../errors.js'
import { oddJson, scoredWordLines, scoredWordsJson, vectorsJson, vectorsLines } from '../output/vectors.js'
import { suggest } from '../suggest.js'
import type { WordTools } from '../word-tools.js'
import type { CommandContext } from './context.js'

/** Words that a misspelt one is compared with: the frequent ones, or a long list would take seconds. */
const MAX_SUGGESTIONS_FROM = 200_000

/** Says what a file of word vectors holds, or answers a question with it. */
export async function runVectors(command: VectorsCommand, context: CommandContext): Promise<ExitCode> {
  const { core, screen } = context
  const { question, file, limit } = command
  const { json } = command.screen
  const tools = await core.loadWordTools()
  const bytes = readFile(file, context)
  const decoded = tools.decodeWordVectors(bytes)
  const { vectors } = decoded
  if (vectors.words.length === 0) {
    screen.notice(`There are no words in ${file}.`)
    if (json) screen.print(vectorsJson(file, decoded, bytes.length))
    return EXIT.nothing
  }
  switch (question.kind) {
    case 'summary': {
      if (json) screen.print(vectorsJson(file, decoded, bytes.length))
      else for (const line of vectorsLines(file, decoded, bytes.length)) screen.print(line)
      return EXIT.found
    }
    case 'odd': {
      requireWords(vectors, question.words)
      const odd = tools.doesntMatch(vectors, question.words)
      screen.print(json ? oddJson(question.words, odd) : odd)
      return EXIT.found
    }
  }
  const answers = answersTo(question, vectors, limit, tools)
  if (json) screen.print(scoredWordsJson(answers))
  else for (const line of scoredWordLines(answers, screen.palette)) screen.print(line)
  return EXIT.found
}

/** One list of words for each thing asked. */
function answersTo(
  question: Extract<VectorsQuestion, { kind: 'similar' | 'analogy' }>,
  vectors: WordVectors,
  limit: number,
  tools: WordTools,
): { readonly query: string; readonly results: readonly ScoredWord[] }[] {
  if (question.kind === 'similar') {
    requireWords(vectors, question.words)
    return question.words.map((query) => ({ query, results: tools.similarWords(vectors, query, limit) }))
  }
  const { from, to, other } = question
  requireWords(vectors, [from, to, other])
  return [{ query: `${to} - ${from} + ${other}`, results: tools.analogy(vectors, from, to, other, limit) }]
}

/** Throws `UsageError` for the first word without a vector, with the word that was probably meant. */
function requireWords(vectors: WordVectors, words: readonly string[]): void {
  for (const word of words) {
    if (vectors.vectorOf(word) !== undefined) continue
    const near = nearestSpelling(word, vectors.words)
    const fix = near === undefined ? 'Check its spelling and case.' : `Did you mean ${near}?`
    const only = vectors.subwords === undefined ? ' Only files of fastText have vectors for other words.' : ''
    throw new UsageError(`These word vectors do not know the word "${word}".`, `${fix}${only}`)
  }
}

function nearestSpelling(word: string, words: readonly string[]): string | undefined {
  const folded = word.toLowerCase()
  const frequent = words.slice(0, MAX_SUGGESTIONS_FROM)
  return frequent.find((known) => known.toLowerCase() === folded) ?? suggest(folded, frequent)
}

function readFile(file: string, { terminal }: CommandContext): Buffer {
  try {
    return readFileSync(resolve(terminal.cwd, file))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') throw new UsageError(`There is no file ${file}.`, 'Check the spelling.')
    throw new UsageError(`${file} cannot be read (${String(code)}).`, 'Name a file of word vectors.')
  }
}
