/** Learning vectors from text: names only. Runs in Node, a worker or a browser. */
export type { EmbeddingTable } from '../embed/embedding-table.js'
export type { TokenBag, TrainingPair } from './contrastive/examples.js'
export { type HardNegativeOptions, mineHardNegatives } from './contrastive/hard-negatives.js'
export {
  type CheckpointOptions,
  type ContrastiveObjective,
  type ContrastiveObserver,
  type ContrastiveOptions,
  type ContrastiveRound,
  DEFAULT_VALIDATION,
  type TrainingProgress,
  type ValidationOptions,
} from './contrastive/options.js'
export { trainContrastive } from './contrastive/train.js'
export { ContrastiveTraining } from './contrastive/training.js'
export { createWasmKernel } from './contrastive/wasm-kernel.js'
export {
  buildDictionary,
  DEFAULT_DICTIONARY_OPTIONS,
  type DictionaryOptions,
} from './dictionary/build-dictionary.js'
export type { Markup } from './dictionary/document-blocks.js'
export { mineCatalogue, mineDocuments } from './dictionary/mine-translations.js'
export type { Translation } from './dictionary/translation.js'
export { distilModel } from './distil/distil-model.js'
export type { TeachingRun } from './distil/embed-terms.js'
export { type PrincipalComponents, principalComponents, projectRows } from './distil/principal-components.js'
export { askTeacher, type Teaching } from './distil/teach.js'
export { type TeacherTerm, termsOfWords, wordsOfTokenizer } from './distil/teacher-words.js'
export {
  type CategoryMeasures,
  EVALUATED_PLACES,
  type EvaluatedQuestion,
  evaluateQuestion,
  type Measures,
  meanMeasures,
  measuresByCategory,
  worstAnswers,
} from './evaluate/evaluate.js'
export { covers, type FoundPlace, ndcg, type Target } from './evaluate/measures.js'
export { parseQuestions, type Question } from './evaluate/questions.js'
export { type AdaptOptions, adaptModel } from './model/adapt-model.js'
export type { ModelShape } from './model/new-model.js'
export { type PairTerms, termsOfPair } from './model/pair-bags.js'
export { PairStore } from './model/pair-store.js'
export { pictureTexts } from './model/picture-texts.js'
export {
  type ModelStart,
  type ModelTrainingOptions,
  type ModelTrainingSettings,
  type PreparedModelTraining,
  prepareModelTraining,
  type TrainedText,
  type TrainingSource,
} from './model/prepare-model-training.js'
export { DEFAULT_SHARES, isSampled, type SourceShares } from './model/sample-pairs.js'
export { DEFAULT_RECIPE, type ModelRecipe, trainModel } from './model/train-model.js'
export { parseTrainingText, type TrainingText } from './model/training-text.js'
export { type Commit, type Hunk, LOG_FORMAT, LogReader } from './pairs/commit-log.js'
export { mineCommit } from './pairs/mine-commits.js'
export { mineFile } from './pairs/mine-file.js'
export type { NoiseReason } from './pairs/noise.js'
export {
  MAX_DOCUMENT_CHARS,
  MAX_QUERY_CHARS,
  PAIR_SOURCES,
  type Pair,
  type PairSource,
} from './pairs/pair.js'
export { DEFAULT_PAIR_LIMITS, PairCollector, type PairLimits } from './pairs/pair-collector.js'
export type { MinedPairs } from './pairs/pair-drafts.js'
export { formatPair, type ParsedPair, parsePair } from './pairs/pair-line.js'
export { type LanguageStatistics, type PairStatistics, pairStatistics } from './pairs/pair-statistics.js'
export { createRandom, type Random } from './random.js'
export { type ContrastiveRecorder, type PictureText, recordContrastive } from './report/record-contrastive.js'
export { renderTrainingReport } from './report/render-training-report.js'
export type {
  PictureItem,
  PictureRound,
  ProgressPoint,
  SimilarityRound,
  TrainingHistory,
  TrainingPicture,
  TrainingSubject,
  ValidationPoint,
} from './report/training-history.js'
export { createTrainingRecorder, type TrainingRecorder } from './report/training-recorder.js'
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
export { analogy } from './words/analogy.js'
export type { WordTrainingHost, WordTrainingProgress } from './words/batch-run.js'
export {
  type DecodedWordVectors,
  decodeWordVectors,
  type WordVectorFormat,
} from './words/decode-word-vectors.js'
export { doesntMatch } from './words/doesnt-match.js'
export { decodeFastText, encodeFastText } from './words/fasttext-format.js'
export { DEFAULT_GLOVE_OPTIONS, type GloveOptions } from './words/glove-options.js'
export { type ScoredWord, similarWords } from './words/similar-words.js'
export { trainGlove } from './words/train-glove.js'
export { type TrainedWordVectors, trainWordVectors } from './words/train-word-vectors.js'
export {
  buildWordCorpus,
  createWordCorpusBuilder,
  type WordCorpus,
} from './words/word-corpus.js'
export {
  DEFAULT_SUBWORD_OPTIONS,
  DEFAULT_WORD_VECTOR_OPTIONS,
  epochsFor,
  type SubwordOptions,
  type WordVectorOptions,
} from './words/word-options.js'
export { createWordSentences, type WordSentences, type WordSplit } from './words/word-sentences.js'
export {
  createWordVectors,
  type SubwordVectors,
  type WordVectorData,
  type WordVectors,
} from './words/word-vectors.js'
export {
  decodeWord2VecBinary,
  decodeWord2VecText,
  encodeWord2VecBinary,
  encodeWord2VecText,
} from './words/word2vec-format.js'
export { wordsToShow } from './words/words-to-show.js'
