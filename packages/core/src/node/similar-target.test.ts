import { describe, expect, it } from 'vitest'
import { project } from '../segment/testing/analyzed.js'
import { snapshotOf } from '../segment/testing/segments.js'
import type { LineRange } from '../types.js'
import { placeInFile, queryOfText } from './similar-target.js'
import { codeOf } from './testing/code-of.js'

const FILES = project(`
  //- a.py
  import os

  class Stack
    def push
      items.append(x)
    def pop
      return items.pop()

  print(1)
  print(2)
  def last
  //- b.md
  # Title

  Some words.
`)
const SNAPSHOT = snapshotOf(FILES)

/** 1-based and inclusive, as people write them. */
function place(path: string, first: number, last = first) {
  return placeInFile(SNAPSHOT, FILES[path], { kind: 'lines', path, lines: { start: first - 1, end: last } })
}

function linesOf({ self }: ReturnType<typeof place>): LineRange | undefined {
  return self?.lines && { start: self.lines.start + 1, end: self.lines.end }
}

describe('placeInFile', () => {
  // In this fixture a definition goes on to the end of its paragraph.
  it.each([
    ['a line in a method means the method', 'a.py', 6, 6, 7],
    ['a line in two definitions means the smaller one', 'a.py', 5, 4, 7],
    ['a line in a class alone means the class', 'a.py', 3, 3, 7],
    ['a line outside of definitions means its chunk', 'a.py', 10, 9, 11],
    ['a definition of one line is too little', 'a.py', 11, 9, 11],
    ['a blank line means itself', 'a.py', 2, 2, 2],
    ['a line of prose means its paragraph', 'b.md', 3, 3, 3],
  ])('%s', (_, path, line, start, end) => {
    expect(linesOf(place(path, line))).toEqual({ start, end })
  })

  it('takes more lines than one as they are', () => {
    const query = place('a.py', 4, 6)
    expect(linesOf(query)).toEqual({ start: 4, end: 6 })
    expect(query.analyzed.file.text).toBe(FILES['a.py'].split('\n').slice(3, 6).join('\n'))
  })

  it('takes the names that are defined inside', () => {
    const names = (query: ReturnType<typeof place>) =>
      query.analyzed.chunks[0].symbols.map(({ name }) => name)
    expect(names(place('a.py', 6))).toEqual(['pop'])
    expect(names(place('a.py', 3))).toEqual(['Stack', 'push', 'pop'])
    expect(names(place('a.py', 9, 10))).toEqual([])
    expect(names(placeInFile(SNAPSHOT, FILES['a.py'], { kind: 'file', path: 'a.py' }))).toEqual([
      'Stack',
      'push',
      'pop',
      'last',
    ])
  })

  it('takes a whole file for itself', () => {
    const query = placeInFile(SNAPSHOT, FILES['a.py'], { kind: 'file', path: 'a.py' })
    expect(query.self).toEqual({ path: 'a.py', lines: undefined })
    expect(query.analyzed.file).toEqual({ path: 'a.py', text: FILES['a.py'], language: 'python' })
    expect(query.analyzed.kind).toBe('code')
  })

  it.each<[string, LineRange, string]>([
    ['a.py', { start: 11, end: 12 }, 'line-out-of-range'],
    ['a.py', { start: -1, end: 0 }, 'line-out-of-range'],
    ['a.py', { start: 3, end: 3 }, 'line-out-of-range'],
    ['a.py', { start: 5, end: 2 }, 'line-out-of-range'],
    ['a.py', { start: 9, end: 10 }, 'ok'],
    ['absent.py', { start: 0, end: 1 }, 'path-not-indexed'],
  ])('of %s %j: %s', async (path, lines, code) => {
    expect(await codeOf(() => placeInFile(SNAPSHOT, FILES['a.py'], { kind: 'lines', path, lines }))).toBe(
      code,
    )
  })
})

describe('queryOfText', () => {
  it.each([
    ['x = 1', 'python', 'python', 'code'],
    ['#!/usr/bin/env python3\nx = 1', undefined, 'python', 'code'],
    ['just words', undefined, 'plaintext', 'prose'],
  ])('%j as %s is %s', (text, language, expected, kind) => {
    const { analyzed, self } = queryOfText({ text, language })
    expect([analyzed.file.language, analyzed.kind, self]).toEqual([expected, kind, undefined])
  })
})
