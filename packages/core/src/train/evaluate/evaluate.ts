/** Questions and what was found for them → how good that is, overall and by category. */
import { averagePrecision, type FoundPlace, ndcg, recall } from './measures.js'
import type { Question } from './questions.js'

/** Places that count: nobody looks further down. */
export const EVALUATED_PLACES = 10

/** Means over questions, or over repositories; all 0 to 1, higher is better. */
export interface Measures {
  readonly ndcg10: number
  readonly recall10: number
  readonly map10: number
}

export interface EvaluatedQuestion extends Measures {
  readonly question: Question
  /** The places that counted, best first. */
  readonly places: readonly FoundPlace[]
}

export interface CategoryMeasures extends Measures {
  readonly category: string
  readonly questions: number
}

/** Measures one answer; `places` is what was found, best first. `map10` of one question is its average precision. */
export function evaluateQuestion(question: Question, places: readonly FoundPlace[]): EvaluatedQuestion {
  const counted = placesThatCount(question, places).slice(0, EVALUATED_PLACES)
  return {
    question,
    places: counted,
    ndcg10: ndcg(counted, question.targets, EVALUATED_PLACES),
    recall10: recall(counted, question.targets, EVALUATED_PLACES),
    map10: averagePrecision(counted, question.targets, EVALUATED_PLACES),
  }
}

/** The mean of each measure; 0 for none. */
export function meanMeasures(all: readonly Measures[]): Measures {
  const mean = (measure: keyof Measures) =>
    all.reduce((sum, measures) => sum + measures[measure], 0) / Math.max(1, all.length)
  return { ndcg10: mean('ndcg10'), recall10: mean('recall10'), map10: mean('map10') }
}

/** In order of first appearance; each question counts the same. */
export function measuresByCategory(evaluated: readonly EvaluatedQuestion[]): CategoryMeasures[] {
  const categories = [...new Set(evaluated.map(({ question }) => question.category))]
  return categories.map((category) => {
    const own = evaluated.filter(({ question }) => question.category === category)
    return { category, questions: own.length, ...meanMeasures(own) }
  })
}

/** The lowest NDCG first, equal ones in their order; answers without a fault are not among them. */
export function worstAnswers(evaluated: readonly EvaluatedQuestion[], n: number): EvaluatedQuestion[] {
  return evaluated
    .filter(({ ndcg10 }) => ndcg10 < 1)
    .sort((a, b) => a.ndcg10 - b.ndcg10)
    .slice(0, n)
}

/** A file that is asked for others like it is no answer itself, and each other file is one answer. */
function placesThatCount(question: Question, places: readonly FoundPlace[]): readonly FoundPlace[] {
  if (question.ask === 'search') return places
  const seen = new Set([question.query])
  return places.filter(({ path }) => {
    const isNew = !seen.has(path)
    seen.add(path)
    return isNew
  })
}
