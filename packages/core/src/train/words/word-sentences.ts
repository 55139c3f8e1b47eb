/** Lines of text → sentences to learn words from. */
import { foldWord, forEachWord, splitIdentifier } from '../../text/identifiers.js'

/**
 * `parts`: words and the parts of identifiers, `parseHTTPBody` → parse http body, lower case without accents, with at
 * least two letters; a sentence is what stands between blank lines, because a line of code is too short to say what its
 * words mean. `spaces`: what stands between white space, as it is; a line is a sentence, as in gensim's LineSentence.
 */
export type WordSplit = 'parts' | 'spaces'

export interface WordSentences {
  /** The next line, without its end. */
  line(text: string): void
  /** The end of a file: what follows is another sentence. */
  end(): void
}

const LETTERS = /\p{L}.*\p{L}/u

/** Calls `add` with each sentence when it is complete; none is empty. */
export function createWordSentences(
  split: WordSplit,
  add: (sentence: readonly string[]) => void,
): WordSentences {
  if (split === 'spaces') {
    return {
      line(text) {
        const trimmed = text.trim()
        if (trimmed !== '') add(trimmed.split(/\s+/))
      },
      end() {},
    }
  }
  // The words of files repeat, and cutting one costs far more than looking it up.
  const partsOf = new Map<string, readonly string[]>()
  let sentence: string[] = []
  const end = () => {
    if (sentence.length > 0) add(sentence)
    sentence = []
  }
  return {
    line(text) {
      if (text.trim() === '') return end()
      forEachWord(text, 0, text.length, (from, to) => {
        const word = text.slice(from, to)
        let parts = partsOf.get(word)
        if (parts === undefined) {
          if (partsOf.size >= MAX_REMEMBERED_WORDS) partsOf.clear()
          parts = wordParts(word)
          partsOf.set(word, parts)
        }
        for (const part of parts) sentence.push(part)
      })
      // A text without blank lines would otherwise be kept whole.
      if (sentence.length >= MAX_SENTENCE_WORDS) end()
    },
    end,
  }
}

/** Remembered words at most: about 30 MB. */
const MAX_REMEMBERED_WORDS = 200_000

/** Far more than a window, so that hardly a neighbour is lost. */
const MAX_SENTENCE_WORDS = 1000

function wordParts(word: string): readonly string[] {
  return splitIdentifier(word)
    .filter((part) => LETTERS.test(part))
    .map(foldWord)
}
