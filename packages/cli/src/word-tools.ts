/** The part of the core that `cerca train words` and `cerca vectors` need; only those commands load it. */
import {
  DEFAULT_MAX_FILE_BYTES,
  readWordCorpus,
  trainGloveHere,
  trainWordVectorsHere,
} from '@cerca/core/node'
import {
  analogy,
  DEFAULT_GLOVE_OPTIONS,
  DEFAULT_SUBWORD_OPTIONS,
  DEFAULT_WORD_VECTOR_OPTIONS,
  decodeWordVectors,
  doesntMatch,
  encodeFastText,
  encodeWord2VecBinary,
  encodeWord2VecText,
  epochsFor,
  similarWords,
} from '@cerca/core/train'

export const wordTools = {
  DEFAULT_GLOVE_OPTIONS,
  DEFAULT_MAX_FILE_BYTES,
  DEFAULT_SUBWORD_OPTIONS,
  DEFAULT_WORD_VECTOR_OPTIONS,
  analogy,
  decodeWordVectors,
  doesntMatch,
  encodeFastText,
  encodeWord2VecBinary,
  encodeWord2VecText,
  epochsFor,
  readWordCorpus,
  similarWords,
  trainGloveHere,
  trainWordVectorsHere,
}

export type WordTools = typeof wordTools
