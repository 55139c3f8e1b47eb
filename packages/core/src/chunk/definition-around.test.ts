import { describe, expect, it } from 'vitest'
import { type DefinitionLines, definitionAround } from './definition-around.js'

const DEFINITIONS: readonly DefinitionLines[] = [
  { name: 'LIMIT', kind: 'constant', start: 2, end: 3 },
  { name: 'Stack', kind: 'class', start: 4, end: 14 },
  { name: 'sizes', kind: 'field', start: 5, end: 7 },
  { name: 'push', kind: 'method', start: 7, end: 11 },
  { name: 'check', kind: 'function', start: 8, end: 10 },
  { name: 'waiting', kind: 'variable', start: 8, end: 10 },
  { name: 'pop', kind: 'method', start: 12, end: 14 },
]
const CHUNKS = [
  { start: 0, end: 3 },
  { start: 4, end: 14 },
]

describe('definitionAround', () => {
  it.each<[string, number, string | [number, number] | undefined]>([
    ['in a method', 10, 'push'],
    ['on the line of its name', 7, 'push'],
    ['in a function of a method, before what only is as small', 9, 'check'],
    ['in a class but outside of its methods', 11, 'Stack'],
    ['in a definition without a body of its own', 6, 'sizes'],
    ['in a definition of one line: the chunk', 2, [0, 3]],
    ['outside of all definitions: the chunk', 0, [0, 3]],
    ['between chunks', 3, undefined],
  ])('%s', (_, line, expected) => {
    const found = definitionAround(DEFINITIONS, CHUNKS, line)
    if (Array.isArray(expected)) expect(found).toEqual({ start: expected[0], end: expected[1] })
    else expect(found?.name).toBe(expected)
  })
})
