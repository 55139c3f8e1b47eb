/** The library without the machine: names only. Runs in Node, a worker or a browser. */
export { type ChunkedFile, chunkFile } from './chunk/chunk-file.js'
export { chunkOptionsFor } from './chunk/chunk-options.js'
export { createSyntaxParser, type SyntaxParser } from './chunk/syntax-parser.js'
export { type SyntaxRuntime, startSyntaxRuntime } from './chunk/syntax-runtime.js'
export { decodeModel, encodeModel, type ModelFiles } from './embed/model-files.js'
export { createStaticEmbedder } from './embed/static-embedder.js'
export { type LoadedModel, loadModel, type StaticModel } from './embed/static-model.js'
export {
  createTransformerEmbedder,
  type TokenBatch,
  type TransformerModel,
  type TransformerSettings,
} from './embed/transformer-embedder.js'
export { CercaError, type ErrorCode } from './errors.js'
export { type Candidate, FEATURE_NAMES, FEATURES, type FeatureName } from './query/features.js'
export { hitOfChunk } from './query/hits.js'
export { parseQuery } from './query/parse.js'
export { retrieve, type SearchInput, search } from './query/search.js'
export { similar } from './query/similar.js'
export { buildSimilarityModel } from './query/similarity-model.js'
export { DEFAULT_WEIGHTS, type RankingWeights, type Weights } from './query/weights.js'
export { decodeSegment, encodeSegment } from './segment/format.js'
export { mergeSegments } from './segment/merge.js'
export { SegmentBuilder } from './segment/segment-builder.js'
export { makeSnapshot } from './segment/snapshot.js'
export { statisticsOf } from './segment/statistics.js'
export { bestLines } from './text/best-lines.js'
export { languageById, languageOf } from './text/languages.js'
export { createBytePairEncoding } from './tokenize/byte-pair/byte-pair-encoding.js'
export type { BytePairModel } from './tokenize/byte-pair/byte-pair-model.js'
export { readTokenizerJson, writeTokenizerJson } from './tokenize/byte-pair/tokenizer-json.js'
export { type BytePairTraining, trainBytePairs } from './tokenize/byte-pair/train-byte-pairs.js'
export {
  type Dictionary,
  type DictionaryFinder,
  readDictionary,
  type TranslatedTerm,
  writeDictionary,
} from './tokenize/dictionary.js'
export {
  encodingNames,
  type GptEncodingName,
  isGptEncodingName,
  loadGptEncoding,
} from './tokenize/gpt-encodings.js'
export { type SlidingWindows, slidingWindows } from './tokenize/sliding-windows.js'
export { isNaturalLanguage, type NaturalLanguage } from './tokenize/stop-words.js'
export { createTermAnalyzer } from './tokenize/terms.js'
export type { SpecialTokenPolicy, TokenEncoding } from './tokenize/token-encoding.js'
export { buildWordPieces, type WordPieces } from './tokenize/word-pieces.js'
export type {
  Chunk,
  ChunkTrait,
  ContentKind,
  Embedder,
  Explanation,
  Hit,
  HitSymbol,
  LanguageId,
  LineRange,
  SourceFile,
  Span,
  SymbolDefinition,
  SymbolKind,
  VectorIndex,
} from './types.js'
