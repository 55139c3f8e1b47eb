/** The part of the core that `cerca evaluate` needs; only that command loads it. */
import {
  EVALUATED_PLACES,
  evaluateQuestion,
  meanMeasures,
  measuresByCategory,
  parseQuestions,
  worstAnswers,
} from '@cerca/core/train'

export const evaluationTools = {
  EVALUATED_PLACES,
  evaluateQuestion,
  meanMeasures,
  measuresByCategory,
  parseQuestions,
  worstAnswers,
}

export type EvaluationTools = typeof evaluationTools
