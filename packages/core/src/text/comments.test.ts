import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Span } from '../types.js'
import { commentAndStringSpans, commentSpans } from './comments.js'
import { LANGUAGES, languageById } from './languages.js'

function comments(language: string, text: string): string[] {
  return commentSpans(text, languageById(language)).map(({ start, end }) => text.slice(start, end))
}

describe('commentSpans', () => {
  it.each<[language: string, text: string, expected: string[]]>([
    ['javascript', 'a // b\nc /* d\n e */ f', ['// b', '/* d\n e */']],
    ['javascript', '"// a" + \'/* b\' + `// ${c}\n// d`', []],
    ['javascript', 'x = /[/*]"/.test(y) // z', ['// z']],
    ['javascript', 'x.replace(/https?:\\/\\//, "") // z', ['// z']],
    ['javascript', "it's // z", ['// z']],
    ['javascript', 'glob("src/*.js") // z\nlet a = b /* never closed', ['// z']],
    ['javascript', '// a\r\n// b\r\n', ['// a', '// b']],
    ['typescript', 'a / b / c // d', ['// d']],
    ['python', '"""Doc."""\nx = """# not"""\n# yes', ['"""Doc."""', '# yes']],
    ['python', "def f():\n  r'''Doc\n  # in it'''\n  return '#'", ["'''Doc\n  # in it'''"]],
    ['python', 'f(\n  """argument""",\n)', []],
    ['go', "a := `// no` // yes\nb := '\"' // too", ['// yes', '// too']],
    ['rust', "fn f<'a>(x: &'a str) {} // it's\n/* a /* b */ c */", ["// it's", '/* a /* b */ c */']],
    ['rust', 'let x = r#"// "no" "#; /// yes', ['/// yes']],
    ['csharp', 'var x = @"C:\\"; /// yes', ['/// yes']],
    ['cpp', 'auto x = R"(// no)"; // yes', ['// yes']],
    ['c', "int x = '\"'; /* yes */", ['/* yes */']],
    ['haskell', 'a --> b -- yes\n{-# INLINE a #-}\n{- b {- c -} -}', ['-- yes', '{- b {- c -} -}']],
    ['lua', 'a = [[-- no]] --[[ b\nc ]] d --[==[ e ]==] -- f', ['--[[ b\nc ]]', '--[==[ e ]==]', '-- f']],
    ['elixir', '@doc """\nDoc # in\n"""\nx = """\n# no\n"""\n"#{a}" # yes', ['"""\nDoc # in\n"""', '# yes']],
    ['ruby', '"#{a} # no" # yes\n=begin\nb\n=end\nx = 1', ['# yes', '=begin\nb\n=end']],
    ['ruby', 'x = <<~EOS\n  # no\nEOS\n# yes', ['# yes']],
    ['bash', 'echo $# ${#x} ${x#y} a#b # yes\n#too', ['# yes', '#too']],
    ['bash', "cat <<EOF\ndon't # no\nEOF\n# yes", ['# yes']],
    ['bash', 'grep a <<<"b" # yes\nb # too', ['# yes', '# too']],
    ['php', '$a = <<<EOS\n# no\nEOS;\n# yes', ['# yes']],
    ['php', '#[Attribute]\n# yes\n$a = "// no"; // too', ['# yes', '// too']],
    ['perl', '$x = "#"; # yes\n=head1 A\n\ntext\n\n=cut\n', ['# yes', '=head1 A\n\ntext\n\n=cut']],
    ['sql', "select 'it''s -- no' -- yes\n/* too */", ['-- yes', '/* too */']],
    ['zig', 'const a =\n  \\\\// no\n; /// yes', ['/// yes']],
    ['html', '<p>// no</p><!-- yes\n -->', ['<!-- yes\n -->']],
    ['yaml', 'a: b#c # yes\nurl: http://x#y', ['# yes']],
    ['toml', 'a = "# no" # yes', ['# yes']],
    ['latex', '100\\% sure % yes', ['% yes']],
    ['json', '{"a": "// no"} // yes', ['// yes']],
    ['markdown', '# heading\n<!-- yes -->', ['<!-- yes -->']],
    ['plaintext', '# no // no', []],
  ])('%s: %j', (language, text, expected) => {
    expect(comments(language, text)).toEqual(expected)
  })

  it('gives ordered, disjoint, non-empty spans for any text in any language', () => {
    const piece = fc.constantFrom(
      '"',
      "'",
      '`',
      '//',
      '/*',
      '*/',
      '#',
      '--',
      '[[',
      ']]',
      '"""',
      '\\',
      '\n',
      '{-',
      '-}',
      ' ',
      'a',
      '<<A',
      'R"(',
      '=begin\n',
      '=end',
    )
    const text = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.constantFrom(...LANGUAGES), text, (language, source) => {
        let end = 0
        for (const span of commentSpans(source, language)) {
          expect(span.start).toBeGreaterThanOrEqual(end)
          expect(span.end).toBeGreaterThan(span.start)
          end = span.end
        }
        expect(end).toBeLessThanOrEqual(source.length)
      }),
      { numRuns: 500 },
    )
  })
})

describe('commentAndStringSpans', () => {
  it.each<[language: string, text: string, strings: string[], comments: string[]]>([
    ['javascript', 'a = "b // c" + \'d\' // "e"', ['"b // c"', "'d'"], ['// "e"']],
    ['javascript', 'x = /[/*]"/.test(`y`) \\ "', ['/[/*]"/', '`y`'], []],
    ['python', '"""Doc."""\nx = """a\nb""" # c', ['"""a\nb"""'], ['"""Doc."""', '# c']],
    ['rust', "fn f<'a>(c: char) { c == '\\n' }", ["'\\n'"], []],
    ['c', 'glob("*") /* never closed', ['"*"'], []],
    ['markdown', '"a" <!-- b -->', [], ['<!-- b -->']],
  ])('tells strings from comments in %s: %s', (language, text, strings, comments) => {
    const found = commentAndStringSpans(text, languageById(language))
    const texts = (spans: readonly Span[]) => spans.map(({ start, end }) => text.slice(start, end))
    expect({ strings: texts(found.strings), comments: texts(found.comments) }).toEqual({ strings, comments })
  })
})
