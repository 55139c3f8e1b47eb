import { describe, expect, it } from 'vitest'
import { isMinified } from './minified.js'

const statement = 'function n(e,t){var r=e[t];return r&&(r.x=1),r}'
const bundle = statement.repeat(100)
const handWritten = 'function add(left, right) {\n  return left + right\n}\n\n'
const base64 = 'iVBORw0KGgoAAAANSUhEUgAA'.repeat(400)

describe('isMinified', () => {
  it.each([
    ['one line of code', 'a.js', bundle, true],
    ['with a licence above', 'a.js', `/*\n${' * words of a licence\n'.repeat(20)} */\n${bundle}\n`, true],
    ['lines that a minifier broke', 'a.js', `${statement.repeat(12)}\n`.repeat(20), true],
    ['a style sheet', 'a.css', '.a{color:#fff;margin:0}'.repeat(200), true],
    ['a module', 'a.mjs', bundle, true],
    ['code that someone wrote', 'a.js', handWritten.repeat(200), false],
    ['embedded data among code', 'a.js', `${handWritten.repeat(3)}const logo = '${base64}'\n`, false],
    ['a table of numbers', 'a.js', `export const table = [${'12, 345, '.repeat(900)}]\n`, false],
    ['a little script in one line', 'a.js', statement.repeat(10), false],
    ['one long line in a long file', 'a.js', handWritten.repeat(400) + bundle, false],
    ['another language', 'a.py', bundle, false],
    ['a notebook', 'a.ipynb', bundle, false],
    ['prose', 'a.md', bundle, false],
  ])('%s in %s', (_, path, text, expected) => expect(isMinified(path, text)).toBe(expected))
})
