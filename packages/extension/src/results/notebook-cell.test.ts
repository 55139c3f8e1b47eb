import { expect, it } from 'vitest'
import { cellAt, isNotebook } from './notebook-cell.js'

const cells = ['# One', 'two()', 'three()'].map((source) => ({ cell_type: 'code', source: [source] }))

it.each([
  ['one', 0],
  ['two', 1],
  ['three', 2],
])('finds the cell of %s', (word, cell) => {
  const text = JSON.stringify({ cells, nbformat: 4 }, null, 1)
  const line = text
    .toLowerCase()
    .split('\n')
    .findIndex((fileLine) => fileLine.includes(word))
  expect(cellAt(text, line)).toBe(cell)
})

it('takes the first cell where all is one line', () => {
  expect(cellAt(JSON.stringify({ cells }), 0)).toBe(0)
})

it.each([
  ['file:///a/b.ipynb', true],
  ['file:///a/b.ipynb.py', false],
])('%s', (uri, expected) => {
  expect(isNotebook(uri)).toBe(expected)
})
