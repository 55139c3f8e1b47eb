import { describe, expect, it } from 'vitest'
import { wordsToShow } from './words-to-show.js'

describe('wordsToShow', () => {
  const words = ['the', 'router', 'de', 'id', '404', 'Wir', 'para', 'ñandú', 'x-y', 'path', 'last']
  it.each<[number, string[]]>([
    [0, []],
    [2, ['router', 'Wir']],
    [9, ['router', 'Wir', 'ñandú', 'path', 'last']],
  ])('%i', (n, shown) => expect(wordsToShow(words, n).map((row) => words[row])).toEqual(shown))
})
