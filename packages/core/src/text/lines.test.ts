import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LineIndex } from './lines.js'

/** The slow way: split, and forget the empty piece after a final line end. */
function splitLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/)
  return lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

const textWithLineEnds = fc
  .array(fc.constantFrom('a', '🎉', ' ', '\n', '\r', '\r\n', '\0', 'bc'), { maxLength: 40 })
  .map((parts) => parts.join(''))

describe('LineIndex', () => {
  it('agrees with splitting the text', () => {
    fc.assert(
      fc.property(textWithLineEnds, (text) => {
        const lines = new LineIndex(text)
        const expected = splitLines(text)
        expect(lines.count).toBe(expected.length)
        const actual = expected.map((_, line) => lines.slice({ start: line, end: line + 1 }))
        expect(actual).toEqual(expected)
        for (let offset = 0; offset < text.length; offset++) {
          const line = lines.lineAt(offset)
          expect(lines.start(line)).toBeLessThanOrEqual(offset)
          if (line + 1 < lines.count) expect(lines.start(line + 1)).toBeGreaterThan(offset)
        }
      }),
    )
  })

  it('keeps the line ends between the lines of a slice', () => {
    expect(new LineIndex('a\r\nb\nc').slice({ start: 0, end: 2 })).toBe('a\r\nb')
    expect(new LineIndex('a\nb').slice({ start: 1, end: 1 })).toBe('')
  })

  it('puts offsets past the end on the last line', () => {
    expect(new LineIndex('a\nb\n').lineAt(99)).toBe(1)
    expect(new LineIndex('').lineAt(0)).toBe(0)
  })
})
