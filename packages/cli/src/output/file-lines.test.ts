import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.js'
import { createLineReader, splitLines } from './file-lines.js'

describe('splitLines', () => {
  it.each<[string, string[]]>([
    ['', ['']],
    ['a', ['a']],
    ['a\n', ['a']],
    ['a\r\nb\rc\n\nd', ['a', 'b', 'c', '', 'd']],
  ])('%j', (text, lines) => {
    expect(splitLines(text)).toEqual(lines)
  })
})

describe('createLineReader', () => {
  it('reads a file once, and gives nothing for one that is gone or no text', () => {
    const folder = temporaryFolder({ a: '1\n2', binary: 'b' })
    let nDecoded = 0
    const read = createLineReader(folder, (bytes) => {
      nDecoded++
      return bytes.toString() === 'b' ? undefined : { text: bytes.toString() }
    })
    expect([read('a'), read('a'), read('gone'), read('binary')]).toEqual([
      ['1', '2'],
      ['1', '2'],
      undefined,
      undefined,
    ])
    expect(nDecoded).toBe(2)
  })
})
