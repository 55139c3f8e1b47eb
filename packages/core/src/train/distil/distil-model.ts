/** Any embedder → a static model of our own: what it thinks of each term, without its network. */
import type { StaticModel } from '../../embed/static-model.js'
import { buildWordPieces, createPieceTokenizer } from '../../tokenize/word-pieces.js'
import type { Embedder } from '../../types.js'
import type { ModelShape } from '../model/new-model.js'
import { modelOfTable } from '../model/train-model.js'
import { embedTerms, type TeachingRun } from './embed-terms.js'
import { fitRows } from './fit-rows.js'
import type { TeacherTerm } from './teacher-words.js'

/** Frequency at which a term counts half: the middle of the range that its authors found equally good. */
const SIF_A = 1e-3

/**
 * A model of the most frequent `shape.words` terms; the others teach the rows that rare terms share. A term of frequency
 * p counts a / (a + p): the more usual, the less it says (Arora et al. 2017, smooth inverse frequency). The fingerprint is
 * empty, as the model has no files yet. Same teacher, terms and shape, same model.
 */
export async function distilModel(
  teacher: Embedder,
  terms: readonly TeacherTerm[],
  { words, hashRows, dimensions }: ModelShape,
  run: TeachingRun,
): Promise<StaticModel> {
  const vectors = await embedTerms(teacher, terms, dimensions, run)
  const vectorOf = new Map(
    terms.map(({ term }, row) => [term, vectors.subarray(row * dimensions, (row + 1) * dimensions)]),
  )
  const frequencies = new Map(terms.map(({ term, frequency }) => [term, frequency]))
  const pieces = buildWordPieces(frequencies, words, hashRows)
  const { nRows } = createPieceTokenizer(pieces)
  const weights = Float32Array.from(
    { length: nRows },
    (_, row) => SIF_A / (SIF_A + (frequencies.get(pieces.terms[row]) ?? 0)),
  )
  return modelOfTable(pieces, {
    dimensions,
    vectors: fitRows(pieces, vectorOf, dimensions),
    queryWeights: weights,
    documentWeights: weights,
  })
}
