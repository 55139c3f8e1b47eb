import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../text/languages.js'
import { codeTokens } from './code-tokens.js'

/** The text of each token, as far as its beginning and that of the next one tell. */
function tokens(language: string, text: string): string[] {
  const { starts, shapes, comments } = codeTokens(text, language)
  return [...shapes.keys()].map((idx) => {
    const end = Math.min(
      ...[starts[idx + 1], ...comments.map(({ start }) => start)].filter((at) => at > starts[idx]),
    )
    return text.slice(starts[idx], end).replace(/[\s;\\]+$/, '')
  })
}

describe('codeTokens', () => {
  it.each<[language: string, text: string, expected: string]>([
    ['typescript', 'const a = b.c(1.5, "x // y") // z', 'const|a|=|b|.|c|(|1.5|,|"x // y"|)'],
    ['typescript', 'if (a>=b && c) {\n  d++;\n}', 'if|(|a|>=|b|&&|c|)|{|d|++|}'],
    ['typescript', 'Map<string,Set<string>>', 'Map|<|string|,|Set|<|string|>|>'],
    ['go', 'x := `a\n  b c\n\n d`', 'x|:=|`a|b c|d`'],
    ['python', 'def f(a):\n  """Doc."""\n  return a + \\\n    0x1F', 'def|f|(|a|)|:|return|a|+|0x1F'],
    ['rust', "fn f<'a>(x: &'a str) {}", "fn|f|<|'|a|>|(|x|:|&|'|a|str|)|{|}"],
    ['javascript', 'niño = 0..9', 'niño|=|0|..|9'],
  ])('cuts %s: %s', (language, text, expected) => {
    expect(tokens(language, text).join('|')).toBe(expected)
  })

  it.each<[language: string, a: string, b: string]>([
    ['javascript', 'f(a, b);', 'f(\n  a, // first\n  b,\n)'],
    ['typescript', 'if (a) { return [1, 2]; }', 'if(a){return [1,2,]}'],
    ['python', 'x = a + b', 'x = a + \\\n  b # sum'],
    ['c', 'a->b = c[1] ;', 'a -> b=c [ 1 ]'],
  ])('sees no layout in %s', (language, a, b) => {
    const [first, second] = [codeTokens(a, language), codeTokens(b, language)]
    expect({ shapes: first.shapes, texts: first.texts }).toEqual({
      shapes: second.shapes,
      texts: second.texts,
    })
  })

  it('cuts any text in any language into tokens in order', () => {
    const piece = fc.constantFrom(
      '"',
      "'",
      '`',
      '//',
      '/*',
      '*/',
      '\n',
      'ab',
      '1',
      '+',
      ')',
      ',',
      '\\',
      '"""',
    )
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(fc.constantFrom(...LANGUAGES), text, ({ id }, source) => {
        const { starts, shapes, texts } = codeTokens(source, id)
        expect([shapes.length, texts.length]).toEqual([starts.length, starts.length])
        for (const [idx, start] of starts.entries()) {
          expect(start).toBeLessThan(source.length)
          if (idx > 0) expect(start).toBeGreaterThan(starts[idx - 1])
        }
      }),
    )
  })
})
