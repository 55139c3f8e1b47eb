import { expect, it } from 'vitest'
import { parseSize } from './sizes.js'

it.each([
  ['1MiB', 1_048_576],
  ['500k', 512_000],
  ['500kB', 500_000],
  ['2 MB', 2_000_000],
  ['1.5m', 1_572_864],
  ['1G', 1_073_741_824],
  ['4096', 4096],
  ['10B', 10],
  ['0', undefined],
  ['0.4', undefined],
  ['', undefined],
  ['big', undefined],
  ['-1', undefined],
  ['1 constructor', undefined],
  ['99999999999G', undefined],
])('%s is %s bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes)
})
