/** What the library can do on a machine with files: names only. */

// Also in the pure entry, whose parsers a search does not load.
export { bestLines } from '../text/best-lines.js'
export type {
  DuplicatesOptions,
  IndexOptions,
  IndexReport,
  IndexStatus,
  Progress,
  RebuildReason,
  SearchIndex,
  SearchOptions,
  SimilarTarget,
} from './api.js'
export { cloneToCache } from './clone.js'
export { decode } from './decode.js'
export { ensureIndex, openSearchInput } from './ensure-index.js'
export { isGitUrl } from './git-address.js'
export { indexRootFolder, machine, realRootOf } from './index-dir.js'
export type { LeftOutReason } from './left-out.js'
export { type LeftOutFile, listLeftOut } from './list-left-out.js'
export type { LiveIndex } from './live-index.js'
export type {
  LiveDefinition,
  LiveSimilarAnswer,
  LiveSimilarOptions,
  LiveSubject,
} from './live-similar.js'
export {
  DEFAULT_MAX_COMMITS,
  type MinedFolder,
  type MineOptions,
  type MineReport,
  mineFolder,
} from './mine-folder.js'
export { openModel, writeModel } from './model-folder.js'
export { openLiveIndex, type StoredLiveIndex } from './open-live-index.js'
export { distilFolder, openTeacher, type Teacher } from './open-teacher.js'
export { type OpenTransformerOptions, openTransformer } from './open-transformer.js'
export { type PairLineProblem, readPairs, readTrainingTexts, writePairs } from './pair-file.js'
export { readStatus } from './read-status.js'
export { type FileText, type ReadTextsOptions, readTexts } from './read-texts.js'
export {
  readWordCorpus,
  type WordCorpusOptions,
  type WordSource,
  type WordText,
} from './read-word-corpus.js'
export { removeAllIndexes, removeIndex } from './remove-index.js'
export type { ThreadedRun } from './run-in-threads.js'
export { maxFileBytesOf } from './stored-index.js'
export { type ContrastiveRun, type TrainedTable, trainContrastiveHere } from './train-contrastive.js'
export { type TrainedModelHere, trainModelHere } from './train-model.js'
export { trainGloveHere, trainWordVectorsHere } from './train-words.js'
export { updateIndex } from './update-index.js'
export { DEFAULT_MAX_FILE_BYTES } from './walk.js'
export { type WhyAnswer, why } from './why.js'
