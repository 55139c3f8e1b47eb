/** What a teacher thinks of each term: the vocabulary pass of a distillation. */
import type { Embedder } from '../../types.js'
import { principalComponents, projectRows } from './principal-components.js'
import type { TeacherTerm } from './teacher-words.js'

export interface TeachingRun {
  readonly onProgress: (done: number, total: number) => void
  readonly signal: AbortSignal | undefined
}

/** Texts between two looks at the signal. */
const TEXTS_AT_ONCE = 512

/**
 * Rows of the terms, `[terms, dimensions]`: the mean of what the teacher makes of their texts, along the directions in
 * which these differ most and with their mean at 0 (Tulkens & van Dongen 2024, Model2Vec). The rows' mean length is 1.
 * A teacher of fewer dimensions leaves zeros. Throws the signal's reason.
 */
export async function embedTerms(
  teacher: Embedder,
  terms: readonly TeacherTerm[],
  dimensions: number,
  { onProgress, signal }: TeachingRun,
): Promise<Float32Array> {
  const width = teacher.dimensions
  const texts = terms.flatMap((term, row) => term.texts.map((text) => ({ ...text, row })))
  const rows = new Float32Array(terms.length * width)
  for (let first = 0; first < texts.length; first += TEXTS_AT_ONCE) {
    signal?.throwIfAborted()
    const some = texts.slice(first, first + TEXTS_AT_ONCE)
    const vectors = await teacher.embed(
      some.map(({ text }) => text),
      'document',
    )
    for (const [idx, { row, share }] of some.entries())
      for (let at = 0; at < width; at++) rows[row * width + at] += share * vectors[idx * width + at]
    onProgress(first + some.length, texts.length)
  }
  const projected = projectRows(rows, width, principalComponents(rows, width), dimensions)
  const meanLength = meanLengthOf(projected, dimensions)
  return meanLength === 0 ? projected : projected.map((value) => value / meanLength)
}

function meanLengthOf(rows: Float32Array, dimensions: number): number {
  let sum = 0
  for (let start = 0; start < rows.length; start += dimensions)
    sum += Math.hypot(...rows.subarray(start, start + dimensions))
  return sum / Math.max(1, rows.length / dimensions)
}
