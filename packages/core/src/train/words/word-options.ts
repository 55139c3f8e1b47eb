/** What is trained and how: the parameters of word2vec and fastText, with gensim's meanings and defaults. */

export interface WordVectorOptions {
  /** `skipgram`: a word predicts each word around it. `cbow`: the words around it together predict a word. */
  readonly model: 'skipgram' | 'cbow'
  /** Length of a vector. */
  readonly dimensions: number
  /** The farthest a word looks to each side; how far in fact is drawn for each word from 1 to this. */
  readonly window: number
  /** Rarer words are left out of the text, as if they had not been there. */
  readonly minCount: number
  /** How many words are drawn by chance against each true one. */
  readonly nNegative: number
  /** Words with a larger share of the text than about this are dropped now and then; 0 keeps all. */
  readonly sample: number
  /** The step at the beginning; it falls linearly to `minLearningRate`. */
  readonly learningRate: number
  readonly minLearningRate: number
  /** How often the text is read. */
  readonly epochs: number
  /** With `cbow`: whether words around are averaged or added up. */
  readonly cbowCombination: 'mean' | 'sum'
  /** fastText: a word is also its character n-grams. `undefined`: words only. */
  readonly subwords: SubwordOptions | undefined
  readonly seed: number
}

export interface SubwordOptions {
  /** Characters in the shortest and the longest n-gram, with the marks of beginning and end. */
  readonly minLength: number
  readonly maxLength: number
  /** N-grams with the same hash modulo this share a vector. */
  readonly nBuckets: number
}

/** gensim's Word2Vec defaults, but for skip-gram, which is the better model for small texts. */
export const DEFAULT_WORD_VECTOR_OPTIONS: WordVectorOptions = {
  model: 'skipgram',
  dimensions: 100,
  window: 5,
  minCount: 5,
  nNegative: 5,
  sample: 1e-3,
  learningRate: 0.025,
  minLearningRate: 1e-4,
  epochs: 5,
  cbowCombination: 'mean',
  subwords: undefined,
  seed: 1,
}

/** Words to read at least, over all epochs: by eye, neighbours in two small repositories get no better after that. */
const ENOUGH_WORDS = 2_000_000

const MAX_DEFAULT_EPOCHS = 20

/** How often a text of so many words is best read, when nobody says: more often than the default where it is small. */
export function epochsFor(nWords: number): number {
  const epochs = Math.ceil(ENOUGH_WORDS / Math.max(1, nWords))
  return Math.min(MAX_DEFAULT_EPOCHS, Math.max(DEFAULT_WORD_VECTOR_OPTIONS.epochs, epochs))
}

/** Bojanowski et al. (2017), and gensim's FastText. */
export const DEFAULT_SUBWORD_OPTIONS: SubwordOptions = { minLength: 3, maxLength: 6, nBuckets: 2_000_000 }

/** Throws RangeError with the first option that cannot be. */
export function checkWordVectorOptions(options: WordVectorOptions): void {
  const { minLearningRate, learningRate, sample, subwords } = options
  for (const name of ['dimensions', 'window', 'minCount', 'epochs'] as const) {
    if (!Number.isInteger(options[name]) || options[name] < 1) {
      throw new RangeError(`${name} is ${options[name]}, not a positive integer`)
    }
  }
  if (!Number.isInteger(options.nNegative) || options.nNegative < 1) {
    throw new RangeError(`nNegative is ${options.nNegative}: without words to tell apart nothing is learnt`)
  }
  if (!(sample >= 0 && sample < 1)) throw new RangeError(`sample is ${sample}, not a share of the text`)
  if (!(minLearningRate >= 0 && learningRate >= minLearningRate)) {
    throw new RangeError(`the learning rate cannot fall from ${learningRate} to ${minLearningRate}`)
  }
  if (subwords !== undefined && !(subwords.minLength >= 1 && subwords.maxLength >= subwords.minLength)) {
    throw new RangeError(`there are no n-grams of ${subwords.minLength} to ${subwords.maxLength} characters`)
  }
  if (subwords !== undefined && !(subwords.nBuckets >= 1)) {
    throw new RangeError(`${subwords.nBuckets} buckets hold no n-grams`)
  }
}
