import { describe, expect, it } from 'vitest'
import { formatBytes, formatCount, formatDuration, formatPlural, formatReasons } from './format.js'

describe('numbers for people', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1234567, '1,234,567'],
  ])('count %d', (count, text) => {
    expect(formatCount(count)).toBe(text)
  })

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [9_949, '9.9 kB'],
    [9_950, '10 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [1_234_567, '1.2 MB'],
    [123_456_789, '123 MB'],
    [999_500_000, '1.0 GB'],
    [12_345_678_901, '12.3 GB'],
  ])('%d bytes', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })

  it.each([
    [0.4, '0 ms'],
    [530.2, '530 ms'],
    [999.4, '999 ms'],
    [999.5, '1.0 s'],
    [5_300, '5.3 s'],
    [59_949, '59.9 s'],
    [59_950, '1 min 0 s'],
    [125_000, '2 min 5 s'],
  ])('%d milliseconds', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text)
  })

  it('one and many', () => {
    expect(formatPlural(1, 'file')).toBe('1 file')
    expect(formatPlural(1200, 'file')).toBe('1,200 files')
    expect(formatPlural(0, 'index', 'indexes')).toBe('0 indexes')
  })

  it('reasons, most first, ties by name', () => {
    expect(formatReasons({ binary: 3, 'too-large': 8, empty: 3, log: 0 })).toBe(
      '8 too large, 3 binary, 3 empty',
    )
    expect(formatReasons({})).toBe('')
  })
})
