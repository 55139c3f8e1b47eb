import type { SearchIndex, SearchOptions } from '@cerca/core/node'
import type { EvaluatedQuestion, FoundPlace, Question } from '@cerca/core/train'
import type { EvaluateCommand } from '../command-line.js'
import { describeFailure, EXIT, type ExitCode } from '../errors.js'
import type { EvaluationTools } from '../evaluation-tools.js'
import { type EvaluatedSet, evaluationJson, evaluationLines } from '../output/evaluation.js'
import { type QuestionSet, readQuestionSets } from '../question-sets.js'
import { locateRoot } from '../root.js'
import { ANSWER_NOW, type CommandContext, indexOptions } from './context.js'

/** Measures the index, with whatever model it has, on questions whose right answers are known. */
export async function runEvaluate(command: EvaluateCommand, context: CommandContext): Promise<ExitCode> {
  const { core, screen, terminal } = context
  const tools = await core.loadEvaluationTools()
  const sets: EvaluatedSet[] = []
  for (const set of readQuestionSets(command, terminal.cwd, tools)) {
    const evaluated = await evaluateSet(set, command, tools, context)
    for (const { question, problem } of evaluated.unanswered) {
      screen.notice(`${set.name}: "${question.query}" could not be asked: ${problem}`)
    }
    sets.push(evaluated)
  }
  screen.clearProgress()
  if (command.screen.json) screen.print(evaluationJson(sets, tools))
  else for (const line of evaluationLines(sets, command.nWorst, tools)) screen.print(line)
  return sets.some(({ answers }) => answers.some(({ ndcg10 }) => ndcg10 > 0)) ? EXIT.found : EXIT.nothing
}

async function evaluateSet(
  { name, root, questions }: QuestionSet,
  command: EvaluateCommand,
  tools: EvaluationTools,
  context: CommandContext,
): Promise<EvaluatedSet> {
  const folder = await locateRoot(root, command.indexing.indexDir, context)
  const { index } = await context.core.ensureIndex(
    indexOptions(folder, command.indexing, ANSWER_NOW, context),
  )
  const answers: EvaluatedQuestion[] = []
  const unanswered: { question: Question; problem: string }[] = []
  for (const question of questions) {
    let places: readonly FoundPlace[] = []
    try {
      places = ask(index, question, tools.EVALUATED_PLACES)
    } catch (error) {
      // A question that cannot be asked counts as answered with nothing, and is named.
      unanswered.push({ question, problem: describeFailure(error).message })
    }
    answers.push(tools.evaluateQuestion(question, places))
  }
  return { name, root: folder, answers, unanswered, measures: tools.meanMeasures(answers) }
}

function ask(index: SearchIndex, { ask, query }: Question, nPlaces: number): FoundPlace[] {
  // One more, because the file that is asked with may be among them.
  const options: SearchOptions = {
    k: nPlaces + 1,
    languages: [],
    paths: [],
    content: 'all',
    explain: false,
    queryLanguage: undefined,
  }
  const hits =
    ask === 'search'
      ? index.search(query, { ...options, k: nPlaces })
      : index.similar({ kind: 'file', path: query }, options)
  return hits.map(({ path, lines }) => ({ path, startLine: lines.start + 1, endLine: lines.end }))
}
