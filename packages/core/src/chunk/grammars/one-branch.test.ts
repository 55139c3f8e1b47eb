import { expect, it } from 'vitest'
import { oneBranch } from './one-branch.js'

it.each<[what: string, text: string, expected: string]>([
  ['nothing', 'a\n#define B 1\nc', 'a\n#define B 1\nc'],
  [
    'the first branch',
    '#if A\na\n#elif B\nb\n#else\nc\n#endif\nd',
    '     \na\n       \n \n     \n \n      \nd',
  ],
  ['what is not 0', '#if 0\na\n#else\nb\n#endif', '     \n \n     \nb\n      '],
  ['a condition of two lines', '#if A && \\\n  B\na\n#endif\n', '          \n   \na\n      \n'],
  [
    'what is inside of what is kept',
    '#ifdef A\n#ifndef B\na\n#else\nb\n#endif\n#else\n#if C\nc\n#endif\n#endif\n',
    '        \n         \na\n     \n \n      \n     \n     \n \n      \n      \n',
  ],
  ['a text that ends too soon', '#else\na\n#endif\n#if A\nb', '     \na\n      \n     \nb'],
])('keeps %s', (_, text, expected) => {
  expect(oneBranch(text)).toBe(expected)
})
