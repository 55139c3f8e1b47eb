import { answerBatch } from '../batch.js'
import type { SearchCommand } from '../command-line.js'
import { EXIT, type ExitCode } from '../errors.js'
import { printAnswer, selectHits } from '../output/answer.js'
import { locateRoot, splitQueryAndRoot } from '../root.js'
import { ANSWER_NOW, type CommandContext, indexOptions, searchOptions } from './context.js'

/** Finds the chunks that answer a query, or each query of a batch; the index is brought up to date first. */
export async function runSearch(command: SearchCommand, context: CommandContext): Promise<ExitCode> {
  const { terminal, core, screen } = context
  const { query, root: rootArgument } = command.isBatch
    ? { query: '', root: command.positionals[0] }
    : splitQueryAndRoot(command.positionals, terminal, core)
  if (command.positionals.length > 2 && rootArgument !== undefined) {
    screen.notice(
      `Searching ${rootArgument} for "${query}"; quote the whole query if ${rootArgument} belongs to it.`,
    )
  }
  const root = await locateRoot(rootArgument, command.indexing.indexDir, context)
  const { index, report } = await core.ensureIndex(indexOptions(root, command.indexing, ANSWER_NOW, context))
  screen.clearProgress()
  const options = searchOptions(command.results, command.queryLanguage)
  const answer = (text: string) => {
    const language = command.queryLanguage ?? index.languageOf(text)
    return {
      hits: selectHits(index.search(text, { ...options, queryLanguage: language }), command.results),
      language,
    }
  }
  if (command.isBatch) return answerBatch(terminal, answer, report?.rebuilt)
  const { hits, language } = answer(query)
  const matchesOf = (line: string) => index.matches(query, line, language)
  printAnswer({ query, language, hits, root, matchesOf, rebuilt: report?.rebuilt }, command, context)
  return hits.length > 0 ? EXIT.found : EXIT.nothing
}
