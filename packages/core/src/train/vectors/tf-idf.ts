/** TF-IDF: documents as vectors of how often each term occurs, weighted by how rare the term is. */
import { type SparseMatrix, sparseMatrixOf } from './sparse-matrix.js'

/** What is learnt from a collection of documents. */
export interface TfIdf {
  readonly nDocuments: number
  /** Term → column, in order of the terms' code units. */
  readonly columns: ReadonlyMap<string, number>
  /** By column: `ln((1 + nDocuments) / (1 + documents with the term)) + 1`. */
  readonly idf: Float64Array
}

/** How a term's count in one document becomes its weight: the count itself, or `1 + ln(count)`. */
export type TermWeight = 'count' | 'log'

/**
 * Learns the columns and their inverse document frequencies (Spärck Jones 1972), smoothed as if one more document held
 * every term, and raised by 1 so that a term that all documents have still counts: the variant of scikit-learn,
 * https://scikit-learn.org/stable/modules/feature_extraction.html#tfidf-term-weighting
 */
export function learnTfIdf(documents: readonly (readonly string[])[]): TfIdf {
  const nWith = new Map<string, number>()
  for (const terms of documents)
    for (const term of new Set(terms)) nWith.set(term, (nWith.get(term) ?? 0) + 1)
  const terms = [...nWith.keys()].sort()
  const idf = terms.map((term) => Math.log((1 + documents.length) / (1 + (nWith.get(term) ?? 0))) + 1)
  return {
    nDocuments: documents.length,
    columns: new Map(terms.map((term, column) => [term, column])),
    idf: Float64Array.from(idf),
  }
}

/**
 * `[documents.length, columns]`: weight of the term in the document × idf, each row divided by its Euclidean length,
 * so that the dot product of two rows is their cosine. Terms not learnt are left out; a row without any is all zero.
 */
export function tfIdfVectors(
  documents: readonly (readonly string[])[],
  { columns, idf }: TfIdf,
  weight: TermWeight,
): SparseMatrix {
  const rows = documents.map((terms) => {
    const counts = new Map<number, number>()
    for (const term of terms) {
      const column = columns.get(term)
      if (column !== undefined) counts.set(column, (counts.get(column) ?? 0) + 1)
    }
    const weighted = [...counts].map(([column, count]): [number, number] => [
      column,
      (weight === 'log' ? 1 + Math.log(count) : count) * idf[column],
    ])
    // In order of the columns, because sums of floats depend on their order.
    weighted.sort(([a], [b]) => a - b)
    const length = Math.sqrt(weighted.reduce((sum, [, value]) => sum + value * value, 0))
    return new Map(weighted.map(([column, value]) => [column, value / length]))
  })
  return sparseMatrixOf(rows, idf.length)
}
