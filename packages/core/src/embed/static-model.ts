/**
 * A static embedding model: the vector of a text is the weighted sum of its terms' rows, brought to length 1. No
 * network runs over it, so a text costs microseconds (after Model2Vec; the recipe is in packages/model).
 */
import { createPieceTokenizer, type PieceTokenizer, type WordPieces } from '../tokenize/word-pieces.js'
import { dequantizeRows, type Int8Rows } from '../vector/int8-rows.js'
import { normalizeRows } from '../vector/normalize-rows.js'

export interface StaticModel {
  /** Names everything that changes a vector. */
  readonly fingerprint: string
  readonly pieces: WordPieces
  /** A row for each token of `pieces`. */
  readonly table: Int8Rows
  /** How much a token counts in a query and in a document, `[rows]`. */
  readonly queryWeights: Float32Array
  readonly documentWeights: Float32Array
}

/** Rows of a table and how much each counts in a query. */
export type Rows = Pick<StaticModel, 'table' | 'queryWeights'>

/** A model made ready: what encoding needs at hand. */
export interface LoadedModel {
  readonly model: StaticModel
  readonly dimensions: number
  readonly tokenizer: PieceTokenizer
  /** The table that has a row, and which one of that table it is. */
  rowAt(row: number): { readonly of: Rows; readonly idx: number }
  /** The table as floats, `[rows, dimensions]`; made when first asked for. */
  floats(): Float32Array
}

export function loadModel(model: StaticModel): LoadedModel {
  let floats: Float32Array | undefined
  return {
    model,
    dimensions: model.table.dimensions,
    tokenizer: createPieceTokenizer(model.pieces),
    rowAt: (row) => ({ of: model, idx: row }),
    floats() {
      floats ??= dequantizeRows(model.table)
      return floats
    },
  }
}

/** A term of a text and how much it counts. */
export interface WeightedTerm {
  readonly term: string
  readonly weight: number
}

/** The unit vector `[dimensions]` of a query's terms; all zero when there are none. */
export function embedTerms({ dimensions, tokenizer, rowAt }: LoadedModel, terms: readonly WeightedTerm[]) {
  const vector = new Float32Array(dimensions)
  for (const { term, weight } of terms) {
    for (const row of tokenizer.rowsOf(term)) {
      const { of, idx } = rowAt(row)
      const { values, scales } = of.table
      const factor = weight * of.queryWeights[idx] * scales[idx]
      for (let at = 0; at < dimensions; at++) vector[at] += factor * values[idx * dimensions + at]
    }
  }
  normalizeRows(vector, dimensions)
  return vector
}
