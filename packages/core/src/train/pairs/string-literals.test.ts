import { describe, expect, it } from 'vitest'
import { commentSpans } from '../../text/comments.js'
import { languageById } from '../../text/languages.js'
import { stringLiterals } from './string-literals.js'

describe('stringLiterals', () => {
  it.each<[language: string, text: string, expected: readonly string[]]>([
    ['javascript', `a("one", 'two', \`three\`)`, ['one', 'two', 'three']],
    ['javascript', `a("it\\"s", 'b')`, ['it\\"s', 'b']],
    ['javascript', `// "no"\na("yes") /* 'no' */`, ['yes']],
    [
      'javascript',
      `a("the first part " +\n  "and the second", "third")`,
      ['the first part and the second', 'third'],
    ],
    ['javascript', `a("unclosed\nb("closed")`, ['closed']],
    ['python', `f("the file is " "missing")\nx = ["a b", "c d"]`, ['the file is missing', 'a b', 'c d']],
    ['python', `x = """one\ntwo"""`, ['one\ntwo']],
    ['rust', `fn a<'x>(b: &'x str) { c("d", '"', "e") }`, ['d', 'e']],
    ['go', 'a(`raw "text"`, \'"\', "b")', ['raw "text"', 'b']],
    ['java', `char c = '\\''; String s = "text";`, ['text']],
  ])('%s: %s', (language, text, expected) => {
    const row = languageById(language)
    const literals = stringLiterals(text, commentSpans(text, row), row)
    expect(literals.map(({ text }) => text)).toEqual(expected)
    for (const { span } of literals) expect(text.slice(span.start, span.end)).toMatch(/^(["'`])[\s\S]*\1$/)
  })
})
