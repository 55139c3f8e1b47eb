/** What a static model is while it is trained. */

/** A static embedding: the vector of a text is the weighted sum of its tokens' rows, divided by its length. */
export interface EmbeddingTable {
  readonly dimensions: number
  /** `[rows, dimensions]`, row-major. */
  readonly vectors: Float32Array
  /** How much a token counts in a query and in a document, `[rows]`. */
  readonly queryWeights: Float32Array
  readonly documentWeights: Float32Array
}
