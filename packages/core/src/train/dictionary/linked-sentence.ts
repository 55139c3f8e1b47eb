/** A sentence, its translation and which of their words stand for each other. */
import type { WordLink } from './align-words.js'

/** A word in lower case, with its accents: the stemmer needs them. */
export interface PlacedWord {
  readonly text: string
  /** How many words stand before it in its sentence, also those that are not looked at. */
  readonly place: number
}

export interface SentenceWords {
  readonly foreign: readonly PlacedWord[]
  readonly english: readonly PlacedWord[]
}

export interface LinkedSentence extends SentenceWords {
  readonly links: readonly WordLink[]
}
