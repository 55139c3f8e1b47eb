import { describe, expect, it } from 'vitest'
import { createWordSentences, type WordSplit } from './word-sentences.js'

/** Sentences joined with `|`. */
function sentencesOf(split: WordSplit, text: string): string {
  const sentences: string[] = []
  const reader = createWordSentences(split, (sentence) => sentences.push(sentence.join(' ')))
  for (const line of text.split('\n')) reader.line(line)
  reader.end()
  return sentences.join(' | ')
}

describe('createWordSentences', () => {
  it.each<[what: string, text: string, parts: string, spaces: string]>([
    ['identifiers', 'parseHTTPBody_v2(x1)', 'parse http body', 'parseHTTPBody_v2(x1)'],
    ['prose', 'Él corrió, and I ran.', 'el corrio and ran', 'Él corrió, and I ran.'],
    ['lines', 'a cat\nthe dog', 'cat the dog', 'a cat | the dog'],
    ['blank lines', '\none cat\n \t\n\ntwo dogs\n', 'one cat | two dogs', 'one cat | two dogs'],
    ['white space', '  one\t cat\r', 'one cat', 'one cat'],
    ['nothing', '\n1 2 3\n--\n', '', '1 2 3 | --'],
  ])('%s', (_, text, parts, spaces) => {
    expect(sentencesOf('parts', text)).toBe(parts)
    expect(sentencesOf('spaces', text)).toBe(spaces)
  })

  it('keeps no text whole that has no blank lines', () => {
    const nOf = (nLines: number) =>
      sentencesOf('parts', 'ten words are here so that lines are rather long\n'.repeat(nLines)).split(' | ')
    expect(nOf(99)).toHaveLength(1)
    expect(nOf(350).map((sentence) => sentence.split(' ').length)).toEqual([1000, 1000, 1000, 500])
  })
})
