import { describe, expect, it } from 'vitest'
import { createPalette, wantsColor, withoutControls } from './color.js'

describe('wantsColor', () => {
  it.each<[Parameters<typeof wantsColor>, boolean]>([
    [['auto', {}, true], true],
    [['auto', {}, false], false],
    [['auto', { TERM: 'dumb' }, true], false],
    [['auto', { NO_COLOR: '1' }, true], false],
    [['auto', { NO_COLOR: '' }, true], true],
    [['auto', { FORCE_COLOR: '1' }, false], true],
    [['auto', { FORCE_COLOR: '' }, false], true],
    [['auto', { FORCE_COLOR: '0' }, true], false],
    [['auto', { NO_COLOR: '1', FORCE_COLOR: '1' }, true], false],
    [['always', { NO_COLOR: '1' }, false], true],
    [['never', { FORCE_COLOR: '1' }, true], false],
  ])('%j → %s', (args, expected) => {
    expect(wantsColor(...args)).toBe(expected)
  })
})

describe('createPalette', () => {
  it('wraps text in escape sequences only when coloured', () => {
    expect(createPalette(true).match('x')).toBe('\u001b[1;31mx\u001b[0m')
    expect(createPalette(true).match('')).toBe('')
    expect(createPalette(false).match('x')).toBe('x')
  })
})

describe('withoutControls', () => {
  it('shows control characters as pictures and keeps tabs and letters', () => {
    expect(withoutControls('a\tñ\u001b[31mred\u0007\n\u007f\u009b😀')).toBe('a\tñ␛[31mred␇␊␡␡😀')
  })
})
