/** The part of the core that `cerca train model` needs; only that command loads it. */
import {
  DEFAULT_MAX_COMMITS,
  DEFAULT_MAX_FILE_BYTES,
  distilFolder,
  mineFolder,
  openModel,
  readTrainingTexts,
  trainModelHere,
  writeModel,
} from '@cerca/core/node'
import {
  DEFAULT_PAIR_LIMITS,
  DEFAULT_RECIPE,
  pictureTexts,
  recordContrastive,
  renderTrainingReport,
} from '@cerca/core/train'

export const modelTools = {
  DEFAULT_MAX_COMMITS,
  DEFAULT_MAX_FILE_BYTES,
  DEFAULT_PAIR_LIMITS,
  DEFAULT_RECIPE,
  distilFolder,
  mineFolder,
  openModel,
  pictureTexts,
  readTrainingTexts,
  recordContrastive,
  renderTrainingReport,
  trainModelHere,
  writeModel,
}

export type ModelTools = typeof modelTools
