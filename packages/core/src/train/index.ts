/** Learning vectors from text: names only. Runs in Node, a worker or a browser. */
export { createRandom, type Random } from './random.js'
export { type CoOccurrence, countCoOccurrences } from './vectors/co-occurrence.js'
export { oneHotVectors } from './vectors/one-hot.js'
export { denseOf, dotOfRows, type SparseMatrix } from './vectors/sparse-matrix.js'
export { learnTfIdf, type TermWeight, type TfIdf, tfIdfVectors } from './vectors/tf-idf.js'
export {
  createEmbeddingLayer,
  type EmbeddedBatch,
  type EmbeddingLayer,
  type EmbeddingLayerOptions,
} from './windows/embedding-layer.js'
export { type BatchOptions, type WindowBatch, windowBatches } from './windows/window-batches.js'
