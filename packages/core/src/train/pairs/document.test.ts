import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutText, documentOf, placeOf, textWithout, withoutName } from './document.js'
import { MAX_DOCUMENT_CHARS } from './pair.js'

describe('withoutName', () => {
  it.each([
    ['function add(a) { return add(a) }', 'add', 'function  (a) { return  (a) }'],
    ['address(padd, add_all, add)', 'add', 'address(padd, add_all,  )'],
    ['a b b', 'a b', '  b'],
    ['x == y', '==', 'x   y'],
    ['aa bb', '', 'aa bb'],
    ['aa bb', ' ', 'aa bb'],
    ['add', 'subtract', 'add'],
  ])('%j without %j is %j', (text, name, expected) => {
    expect(withoutName(text, name)).toBe(expected)
  })

  it('leaves no place of the name, whatever it is', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '_', '$', '(', 'ñ', '\n'), maxLength: 60 })
    const name = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '_', '$', '('),
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(text, name, (text, name) => {
        fc.pre(name.trim() !== '')
        expect(placeOf(withoutName(text, name), name, 0)).toBe(-1)
      }),
    )
  })
})

describe('documentOf', () => {
  it('puts the path in a line of its own and cuts the code', () => {
    expect(documentOf('a.py', 'x = 1')).toBe('a.py\nx = 1')
    expect(documentOf('', 'x = 1')).toBe('x = 1')
    expect(documentOf('a.py', 'x'.repeat(5000))).toHaveLength(MAX_DOCUMENT_CHARS)
    expect(documentOf('p'.repeat(5000), 'x')).toHaveLength(MAX_DOCUMENT_CHARS)
  })

  it('never cuts a character in two', () => {
    expect(cutText('a👍', 2)).toBe('a')
    expect(cutText('a👍', 3)).toBe('a👍')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, most) => {
        const cut = cutText(text, most)
        expect(cut).not.toMatch(/\p{Surrogate}/u)
        expect(text.startsWith(cut)).toBe(true)
      }),
    )
  })
})

describe('textWithout', () => {
  it.each<[start: number, end: number, holes: [number, number][], expected: string]>([
    [0, 10, [], '0123456789'],
    [2, 8, [[3, 5]], '2567'],
    [2, 8, [[0, 4]], '4567'],
    [2, 8, [[6, 10]], '2345'],
    [2, 8, [[0, 10]], ''],
    [
      2,
      8,
      [
        [0, 1],
        [3, 4],
        [5, 6],
        [9, 10],
      ],
      '2467',
    ],
  ])('of %i to %i without %j is %j', (start, end, holes, expected) => {
    expect(
      textWithout(
        '0123456789',
        { start, end },
        holes.map(([start, end]) => ({ start, end })),
      ),
    ).toBe(expected)
  })
})
