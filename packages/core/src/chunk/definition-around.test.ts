import { describe, expect, it } from 'vitest'
import { LineIndex } from '../text/lines.js'
import { chunkFile } from './chunk-file.js'
import type { ChunkOptions } from './chunk-options.js'
import { definitionAround } from './definition-around.js'

const NORMAL: ChunkOptions = { targetChars: 1500, maxChars: 2400, minChars: 200 }

const text = `import os

LIMIT = 1

class Stack:
    size = 0

    def push(self, value):
        def check():
            return value
        return check()

    def pop(self):
        pass
`

describe('definitionAround', () => {
  const lines = new LineIndex(text)
  const { chunks } = chunkFile({ path: 'a.py', text, language: 'python' }, undefined, NORMAL)

  it.each([
    ['in a method', 11, [8, 11]],
    ['on the line of its name', 8, [8, 11]],
    ['in a function of a function', 9, [9, 10]],
    ['in a class but outside of its methods: the chunk', 6, [1, 14]],
    ['outside of all definitions: the chunk', 1, [1, 14]],
  ])('%s', (_, line, [first, last]) => {
    expect(definitionAround(chunks, lines, line - 1)).toEqual({ start: first - 1, end: last })
  })

  it('is undefined for a file without chunks', () => {
    expect(definitionAround([], new LineIndex(''), 0)).toBeUndefined()
  })
})
