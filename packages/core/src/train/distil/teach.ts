/** What a teacher knows of words, for a model that goes on to learn from pairs. */
import type { Embedder } from '../../types.js'
import { embedTerms, type TeachingRun } from './embed-terms.js'
import type { TeacherTerm } from './teacher-words.js'

export interface Teaching {
  readonly dimensions: number
  /** Terms of language, the most frequent first, then what else was asked about, of frequency 0. */
  readonly terms: readonly TeacherTerm[]
  /** `[terms, dimensions]`, rows of about length 1 with their mean at 0. */
  readonly vectors: Float32Array
}

/** Asks a teacher about its own terms and about `others`, which stand for themselves. Throws as `embedTerms`. */
export async function askTeacher(
  teacher: Embedder,
  ownTerms: readonly TeacherTerm[],
  others: readonly string[],
  dimensions: number,
  run: TeachingRun,
): Promise<Teaching> {
  const known = new Set(ownTerms.map(({ term }) => term))
  const added = others
    .filter((term) => !known.has(term))
    .map((term) => ({ term, texts: [{ text: term, share: 1 }], frequency: 0 }))
  const terms = [...ownTerms, ...added]
  return { dimensions, terms, vectors: await embedTerms(teacher, terms, dimensions, run) }
}
