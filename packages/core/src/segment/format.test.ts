import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CercaError } from '../errors.js'
import { writeContainer } from './container.js'
import { decodeSegment, encodeSegment, SEGMENT_VERSION } from './format.js'
import { randomProject } from './testing/random-project.js'
import { segmentOf } from './testing/segments.js'

describe('encodeSegment and decodeSegment', () => {
  it('give back every segment, and the same bytes again', () => {
    fc.assert(
      fc.property(randomProject, (files) => {
        const segment = segmentOf(files)
        const bytes = encodeSegment(segment)
        expect(decodeSegment(bytes)).toEqual(segment)
        expect(Buffer.from(encodeSegment(decodeSegment(bytes))).equals(bytes)).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  it('read views of the bytes', () => {
    const bytes = encodeSegment(segmentOf({ 'a.go': 'alpha\n' }))
    expect(decodeSegment(bytes).postings.body.docs.buffer).toBe(bytes.buffer)
  })

  it('detect any changed byte and any lost end', () => {
    const intact = encodeSegment(segmentOf({ 'a.go': 'alpha beta\n' }))
    const bytes = intact.slice()
    fc.assert(
      fc.property(fc.nat(intact.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        bytes[at] ^= flip
        expect(codeOf(() => decodeSegment(bytes))).toBe('index-damaged')
        bytes[at] ^= flip
        expect(codeOf(() => decodeSegment(intact.subarray(0, at)))).toBe('index-damaged')
      }),
      { numRuns: 300 },
    )
    expect(codeOf(() => decodeSegment(bytes))).toBe('ok')
  })

  it.each([
    ['another kind of file', writeContainer('manifest', SEGMENT_VERSION, []), 'index-damaged'],
    ['a newer version', writeContainer('segment', SEGMENT_VERSION + 1, []), 'index-too-new'],
    ['an older version than any', writeContainer('segment', 0, []), 'index-too-old'],
    ['a segment without its columns', writeContainer('segment', SEGMENT_VERSION, []), 'index-damaged'],
    ['no bytes', new Uint8Array(0), 'index-damaged'],
  ])('refuse %s', (_, bytes, code) => {
    expect(codeOf(() => decodeSegment(bytes))).toBe(code)
  })
})

function codeOf(action: () => unknown): string {
  try {
    action()
    return 'ok'
  } catch (error) {
    if (error instanceof CercaError) return error.code
    throw error
  }
}
