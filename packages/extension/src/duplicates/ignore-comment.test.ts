import { expect, it } from 'vitest'
import { ignoreComment } from './ignore-comment.js'

it.each([
  ['typescript', '  read() {', '  // cerca: ignore duplicates'],
  ['python', '\tdef read():', '\t# cerca: ignore duplicates'],
  ['lua', 'function read()', '-- cerca: ignore duplicates'],
  ['html', '<div>', '<!-- cerca: ignore duplicates -->'],
  ['a language that nobody knows', 'x', '// cerca: ignore duplicates'],
])('in %s', (language, line, expected) => {
  expect(ignoreComment(language, line)).toBe(expected)
})
