/** Where the first sentence of a text ends. */

export interface Sentences {
  readonly first: string
  readonly rest: string
}

// Below this a full stop is more likely an abbreviation, and the sentence says little.
const MIN_SENTENCE_CHARS = 12

const ABBREVIATION = /(?:^|[\s(])(?:e\.?g|i\.?e|etc|vs|cf|resp|approx|incl|esp|aka|no|p\. ?ej|ej)\.$/i

/** Cuts `text`, one paragraph in one line, after its first sentence; `rest` is `''` when it is the only one. */
export function splitFirstSentence(text: string): Sentences {
  for (let at = MIN_SENTENCE_CHARS; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // . ! ?
    if (code !== 46 && code !== 33 && code !== 63) continue
    if (at + 1 < text.length && text.charCodeAt(at + 1) !== 32) continue
    if (code === 46 && ABBREVIATION.test(text.slice(Math.max(0, at - 8), at + 1))) continue
    // What goes on in lower case was no end.
    if (at + 2 < text.length && /\p{Ll}/u.test(text[at + 2])) continue
    return { first: text.slice(0, at + 1), rest: text.slice(at + 1).trim() }
  }
  return { first: text, rest: '' }
}
