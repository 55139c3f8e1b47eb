import { bestLines } from '@cerca/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPalette } from './color.js'
import { cutSnippet, type Match, renderSnippet } from './snippet.js'

const PLAIN = createPalette(false)

describe('cutSnippet', () => {
  const file = Array.from({ length: 30 }, (_, i) => (i === 20 ? 'let foo = Foo(bar)' : `line ${i + 1}`))

  it('centres on the line with most different matches and adds context', () => {
    expect(
      numbersOf(cutSnippet(file, { start: 5, end: 28 }, find('foo|bar'), { contextLines: 0, bestLines })),
    ).toEqual([17, 24])
    expect(
      numbersOf(cutSnippet(file, { start: 5, end: 28 }, find('foo|bar'), { contextLines: 2, bestLines })),
    ).toEqual([15, 26])
    expect(
      numbersOf(cutSnippet(file, { start: 0, end: 3 }, find('foo'), { contextLines: 0, bestLines })),
    ).toEqual([1, 3])
  })

  it('goes no further than the file', () => {
    expect(
      numbersOf(cutSnippet(file, { start: 0, end: 30 }, find('zzz'), { contextLines: 100, bestLines })),
    ).toEqual([1, 30])
  })

  it('knows when the file has become shorter', () => {
    expect(
      cutSnippet(file, { start: 25, end: 31 }, find('foo'), { contextLines: 0, bestLines }),
    ).toBeUndefined()
  })
})

describe('renderSnippet', () => {
  it('marks and colours what matches, numbers the lines, widens tabs', () => {
    const lines = [
      { line: 8, text: '\tif foo {', matches: [{ start: 4, end: 7 }] },
      { line: 9, text: '', matches: [] },
    ]
    expect(renderSnippet(lines, PLAIN, undefined)).toEqual(['>  9 │     if foo {', '  10 │'])
    expect(renderSnippet(lines.slice(0, 1), createPalette(true), undefined)).toEqual([
      '\u001b[2m> 9 │ \u001b[0m    if \u001b[1;31mfoo\u001b[0m {',
    ])
  })

  it('cuts long lines, around the first match when it is far on', () => {
    const text = `${'a'.repeat(100)}foo${'b'.repeat(100)}`
    const render = (matches: Match[]) => renderSnippet([{ line: 0, text, matches }], PLAIN, 40)[0]
    expect(render([])).toBe(`  1 │ ${'a'.repeat(32)}…`)
    expect(render([{ start: 100, end: 103 }])).toBe(`> 1 │ …${'a'.repeat(8)}foo${'b'.repeat(21)}…`)
  })

  it('never gets wider than asked, nor breaks a pair of surrogates', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\t', '😀', 'ñ'), maxLength: 200 })
    fc.assert(
      fc.property(text, fc.integer({ min: 40, max: 100 }), fc.nat(200), (line, width, at) => {
        const start = Math.min(at, line.length)
        const matches = [{ start, end: Math.min(line.length, start + 3) }].filter(
          (match) => match.end > match.start,
        )
        const whole = onPair(line, matches)
        const [rendered] = renderSnippet([{ line: 0, text: line, matches: whole }], PLAIN, width)
        expect(rendered.length).toBeLessThanOrEqual(width + 1)
        expect(Buffer.from(rendered).toString()).toBe(rendered)
      }),
    )
  })
})

function find(words: string): (line: string) => Match[] {
  return (line) =>
    [...line.matchAll(new RegExp(words, 'gi'))].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    }))
}

function numbersOf(lines: ReturnType<typeof cutSnippet>): number[] {
  return lines ? [lines[0].line + 1, lines[lines.length - 1].line + 1] : []
}

/** Matches are of whole characters. */
function onPair(text: string, matches: readonly Match[]): Match[] {
  const isInside = (offset: number) => /[\udc00-\udfff]/.test(text[offset] ?? '')
  return matches.map(({ start, end }) => ({
    start: isInside(start) ? start - 1 : start,
    end: isInside(end) ? end + 1 : end,
  }))
}
