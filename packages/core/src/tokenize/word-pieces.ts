/**
 * The vocabulary of a static embedding model: frequent terms whole, rarer ones in pieces.
 *
 * A token is a row of the model's table. A term in the vocabulary is one token; another is cut greedily into the
 * longest pieces that are (as WordPiece does, Wu et al. 2016, section 4.1), and what is left is hashed into rows that
 * rare terms share (fastText's trick, Bojanowski et al. 2017, section 3.2).
 */

/** Terms by row, then `nHashRows` rows for what is cut off. */
export interface WordPieces {
  readonly terms: readonly string[]
  readonly nHashRows: number
}

/** Rows of terms, remembering each. */
export interface PieceTokenizer {
  readonly nRows: number
  /** Whether the term is one token of its own. */
  has(term: string): boolean
  /** At least one row for every term that is not empty. */
  rowsOf(term: string): readonly number[]
}

/** Shorter beginnings say nothing of a word: `re`, `in`. */
const MIN_PIECE_CHARS = 3

/** The most frequent terms, ties by their letters. */
export function buildWordPieces(
  counts: ReadonlyMap<string, number>,
  nTerms: number,
  nHashRows: number,
): WordPieces {
  const ranked = [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
  return { terms: ranked.slice(0, nTerms).map(([term]) => term), nHashRows }
}

export function createPieceTokenizer({ terms, nHashRows }: WordPieces): PieceTokenizer {
  const rowOf = new Map<string, number>()
  for (let row = 0; row < terms.length; row++) rowOf.set(terms[row], row)
  const memory = new Map<string, readonly number[]>()
  const nRows = terms.length + nHashRows
  return {
    nRows,
    has: (term) => rowOf.has(term),
    rowsOf(term) {
      const known = memory.get(term)
      if (known) return known
      const rows = cut(term, rowOf, (rest) => terms.length + (hashOf(rest) % nHashRows))
      memory.set(term, rows)
      return rows
    },
  }
}

function cut(term: string, rowOf: ReadonlyMap<string, number>, hashRow: (rest: string) => number): number[] {
  const whole = rowOf.get(term)
  if (whole !== undefined) return [whole]
  const rows: number[] = []
  let start = 0
  while (start < term.length) {
    let end = term.length
    while (end - start >= MIN_PIECE_CHARS && !rowOf.has(term.slice(start, end))) end--
    const row = end - start >= MIN_PIECE_CHARS ? rowOf.get(term.slice(start, end)) : undefined
    if (row === undefined) {
      rows.push(hashRow(term.slice(start)))
      break
    }
    rows.push(row)
    start = end
  }
  return rows
}

/** FNV-1a over UTF-16 code units (Fowler, Noll, Vo). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
