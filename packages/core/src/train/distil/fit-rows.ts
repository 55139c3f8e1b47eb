/** Vectors of terms → rows of a vocabulary in which not every term has a row of its own. */
import { createPieceTokenizer, type WordPieces } from '../../tokenize/word-pieces.js'

/**
 * `[rows, dimensions]`. A term with a row of its own gets its vector. A hash row gets what the terms that end in it lack
 * beside their other pieces, on average over them: its least-squares fit. Rows that no term asks for are zero.
 */
export function fitRows(
  pieces: WordPieces,
  vectorOf: ReadonlyMap<string, Float32Array>,
  dimensions: number,
): Float32Array {
  const tokenizer = createPieceTokenizer(pieces)
  const nTerms = pieces.terms.length
  const rows = new Float32Array(tokenizer.nRows * dimensions)
  for (const [row, term] of pieces.terms.entries()) {
    const vector = vectorOf.get(term)
    if (vector !== undefined) rows.set(vector, row * dimensions)
  }
  const nSharers = new Uint32Array(tokenizer.nRows)
  for (const [term, vector] of vectorOf) {
    const own = tokenizer.rowsOf(term)
    const hashRow = own[own.length - 1]
    if (hashRow === undefined || hashRow < nTerms) continue
    nSharers[hashRow]++
    for (let at = 0; at < dimensions; at++) {
      let lacking = vector[at]
      for (const row of own) if (row < nTerms) lacking -= rows[row * dimensions + at]
      rows[hashRow * dimensions + at] += lacking
    }
  }
  for (let row = nTerms; row < tokenizer.nRows; row++)
    for (let at = 0; at < dimensions; at++) rows[row * dimensions + at] /= Math.max(1, nSharers[row])
  return rows
}
