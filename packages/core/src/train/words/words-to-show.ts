/** Which words a picture of all of them shows. */
import { isStopWord } from '../../tokenize/terms.js'

/** Shorter ones are mostly abbreviations and names of variables. */
const MIN_LETTERS = 3

/** The places of at most n words: the first, which are the most frequent, that are content and not grammar. */
export function wordsToShow(words: readonly string[], n: number): number[] {
  const rows: number[] = []
  for (let row = 0; row < words.length && rows.length < n; row++) {
    const word = words[row]
    if ([...word].length < MIN_LETTERS || !/^\p{L}+$/u.test(word)) continue
    if (!isStopWord(word, 'en') && !isStopWord(word, 'es')) rows.push(row)
  }
  return rows
}
