/** The part of the core that `cerca train words` and `cerca vectors` need; only those commands load it. */
import {
  DEFAULT_MAX_FILE_BYTES,
  readWordCorpus,
  trainGloveHere,
  trainWordVectorsHere,
} from '@cerca/core/node'
import {
  analogy,
  createTrainingRecorder,
  DEFAULT_GLOVE_OPTIONS,
  DEFAULT_SUBWORD_OPTIONS,
  DEFAULT_WORD_VECTOR_OPTIONS,
  decodeWordVectors,
  doesntMatch,
  encodeFastText,
  encodeWord2VecBinary,
  encodeWord2VecText,
  epochsFor,
  renderTrainingReport,
  similarWords,
  wordsToShow,
} from '@cerca/core/train'

export const wordTools = {
  DEFAULT_GLOVE_OPTIONS,
  DEFAULT_MAX_FILE_BYTES,
  DEFAULT_SUBWORD_OPTIONS,
  DEFAULT_WORD_VECTOR_OPTIONS,
  analogy,
  createTrainingRecorder,
  decodeWordVectors,
  doesntMatch,
  encodeFastText,
  encodeWord2VecBinary,
  encodeWord2VecText,
  epochsFor,
  readWordCorpus,
  renderTrainingReport,
  similarWords,
  trainGloveHere,
  trainWordVectorsHere,
  wordsToShow,
}

export type WordTools = typeof wordTools
