import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGpt2Cutter, GPT2_PATTERN } from './gpt2-pieces.js'
import { ODD_TEXTS, oddText } from './testing/texts.js'

const cut = createGpt2Cutter()

function piecesOf(text: string): string[] {
  const pieces: string[] = []
  cut(text, 0, text.length, (start, end) => pieces.push(text.slice(start, end)))
  return pieces
}

describe('cutting like GPT-2', () => {
  it.each([
    ["it's 12 o'clock!!", ['it', "'s", ' 12', ' o', "'", 'clock', '!!']],
    ['a  b', ['a', ' ', ' b']],
    ['a \n b', ['a', ' \n', ' b']],
    ['a  ', ['a', '  ']],
    [' \nx', [' ', '\n', 'x']],
    ['x1y', ['x', '1', 'y']],
    ['ñandú日本', ['ñandú日本']],
    ["'lla", ["'ll", 'a']],
    ["'Re", ["'", 'Re']],
  ])('%j', (text, pieces) => {
    expect(piecesOf(text)).toEqual(pieces)
  })

  it.each(ODD_TEXTS)('is what the pattern says: %j', (text) => {
    expect(piecesOf(text)).toEqual(text.match(GPT2_PATTERN) ?? [])
  })

  it('is what the pattern says, on any text', () => {
    fc.assert(
      fc.property(oddText, (text) => {
        expect(piecesOf(text)).toEqual(text.match(GPT2_PATTERN) ?? [])
      }),
      { numRuns: 1000 },
    )
  })

  it('of a part of a text does not see the rest', () => {
    const pieces: string[] = []
    cut("a's  b", 0, 2, (start, end) => pieces.push("a's  b".slice(start, end)))
    cut("a's  b", 3, 5, (start, end) => pieces.push("a's  b".slice(start, end)))
    expect(pieces).toEqual(['a', "'", '  '])
  })
})
