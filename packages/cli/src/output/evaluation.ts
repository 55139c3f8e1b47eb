/** How well questions were answered, for people and programs. */
import type { EvaluatedQuestion, FoundPlace, Measures, Question, Target } from '@cerca/core/train'
import type { EvaluationTools } from '../evaluation-tools.js'
import { formatPlural } from './format.js'

/** The questions of one repository. */
export interface EvaluatedSet {
  readonly name: string
  /** The folder that was asked. */
  readonly root: string
  readonly answers: readonly EvaluatedQuestion[]
  /** Those that could not be asked; they are among the answers, too. */
  readonly unanswered: readonly { readonly question: Question; readonly problem: string }[]
  readonly measures: Measures
}

/** Places shown of a bad answer: enough to see what was taken for the right one. */
const SHOWN_PLACES = 3

/** A table of repositories (where there are several) and categories, then the worst answers. */
export function evaluationLines(
  sets: readonly EvaluatedSet[],
  nWorst: number,
  tools: EvaluationTools,
): string[] {
  const answers = sets.flatMap((set) => set.answers)
  const rows: [name: string, questions: number, measures: Measures][] = []
  if (sets.length > 1)
    for (const { name, answers: own, measures } of sets) rows.push([name, own.length, measures])
  const categories = tools.measuresByCategory(answers)
  if (categories.length > 1) {
    for (const category of categories)
      rows.push([`[${category.category || 'none'}]`, category.questions, category])
  }
  const overall = tools.meanMeasures(sets.map(({ measures }) => measures))
  rows.push([sets.length > 1 ? 'mean of repositories' : 'all', answers.length, overall])
  const cells = [
    ['', 'questions', 'NDCG@10', 'recall@10', 'MAP@10'],
    ...rows.map(([name, questions, { ndcg10, recall10, map10 }]) => [
      name,
      String(questions),
      ndcg10.toFixed(4),
      recall10.toFixed(4),
      map10.toFixed(4),
    ]),
  ]
  return [...alignColumns(cells), ...worstLines(sets, nWorst, tools)]
}

/** One line, without its end. */
export function evaluationJson(sets: readonly EvaluatedSet[], tools: EvaluationTools): string {
  const answers = sets.flatMap((set) => set.answers)
  return JSON.stringify({
    questions: answers.length,
    ...tools.meanMeasures(sets.map(({ measures }) => measures)),
    byCategory: tools.measuresByCategory(answers),
    repositories: sets.map(({ name, root, answers: own, measures }) => ({
      name,
      root,
      questions: own.length,
      ...measures,
    })),
    answers: sets.flatMap(({ name, answers: own, unanswered }) =>
      own.map(({ question, places, ndcg10, recall10, map10 }) => ({
        repository: name,
        query: question.query,
        category: question.category,
        ndcg10,
        recall10,
        averagePrecision10: map10,
        wanted: question.targets,
        found: places,
        problem: unanswered.find((entry) => entry.question === question)?.problem,
      })),
    ),
  })
}

function worstLines(sets: readonly EvaluatedSet[], nWorst: number, tools: EvaluationTools): string[] {
  const nameOf = new Map(sets.flatMap(({ name, answers }) => answers.map(({ question }) => [question, name])))
  const worst = tools.worstAnswers(
    sets.flatMap(({ answers }) => answers),
    nWorst,
  )
  if (worst.length === 0) return []
  const lines = worst.flatMap(({ question, places, ndcg10 }) => {
    const category = question.category === '' ? '' : `  [${question.category}]`
    const repository = sets.length > 1 ? `  ${nameOf.get(question)}` : ''
    const found = places.slice(0, SHOWN_PLACES).map(showPlace)
    return [
      `  ${ndcg10.toFixed(2)}${repository}${category}  ${question.query}`,
      `        wanted  ${question.targets.map(showTarget).join(', ')}`,
      `        found   ${found.join(', ') || 'nothing'}`,
    ]
  })
  return ['', `The ${formatPlural(worst.length, 'worst answer')}, by NDCG@10:`, ...lines]
}

function showTarget(target: Target): string {
  if (typeof target === 'string') return target
  const { path, start_line, end_line } = target
  return start_line === undefined || end_line === undefined ? path : `${path}:${start_line}-${end_line}`
}

function showPlace({ path, startLine, endLine }: FoundPlace): string {
  return `${path}:${startLine}-${endLine}`
}

/** The first column to the left, the others to the right. */
function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
      .join('  '),
  )
}
