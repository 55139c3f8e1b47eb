/** What is kept of a training to show how it went: plain data, which JSON can hold. */

/** A history tells of contrastive training and of word vectors alike; what was not observed is empty. */
export interface TrainingHistory extends TrainingSubject {
  /** In the order of `done`, as everything below. */
  readonly progress: readonly ProgressPoint[]
  readonly validation: readonly ValidationPoint[]
  readonly similarities: readonly SimilarityRound[]
  readonly picture: TrainingPicture | undefined
}

/** What was trained, for the head of a report. */
export interface TrainingSubject {
  readonly title: string
  /** Short labels and values, such as Pairs and 12,345. */
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  /** What `done` counts, in the plural: pairs, words. */
  readonly examples: string
  /** Loss of a model that guesses, in nats; undefined where there is no such number. */
  readonly guessingLoss: number | undefined
  /** `done` of the model that was kept where that is not the last; undefined otherwise. */
  readonly bestAt: number | undefined
}

export interface ProgressPoint {
  /** Examples trained on so far, all epochs together. */
  readonly done: number
  /** Mean since the point before. */
  readonly loss: number
  readonly learningRate: number
  readonly examplesPerSecond: number
}

/** How well examples are answered that were held out of the training. */
export interface ValidationPoint {
  readonly done: number
  readonly loss: number
  /** Share of queries whose own document is the nearest of its batch, 0 to 1. */
  readonly accuracy: number
  /** Mean of 1 / rank of the own document, 0 to 1. */
  readonly meanReciprocalRank: number
}

/** How many cosines fell into each of `N_SIMILARITY_BINS` equal bins from -1 to 1. */
export interface SimilarityRound {
  readonly done: number
  readonly positives: readonly number[]
  readonly negatives: readonly number[]
}

export const N_SIMILARITY_BINS = 40

/** Vectors round by round, in two dimensions that are the same in every round. */
export interface TrainingPicture {
  readonly items: readonly PictureItem[]
  readonly rounds: readonly PictureRound[]
  /** Share of the spread of the vectors that the two dimensions keep, 0 to 1. */
  readonly keptShare: number
}

export interface PictureItem {
  readonly label: string
  /** At most one is the anchor: positives are drawn to it and negatives pushed away. A word is just shown. */
  readonly role: 'anchor' | 'positive' | 'negative' | 'word'
}

export interface PictureRound {
  readonly done: number
  /** One x and y an item. */
  readonly positions: readonly (readonly [x: number, y: number])[]
  /** Cosine of each item with the anchor; empty without an anchor. */
  readonly cosines: readonly number[]
}
