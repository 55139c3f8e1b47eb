import { describe, expect, it } from 'vitest'
import { readSettings } from './read-settings.js'
import { SETTINGS, type Setting } from './settings.js'

const DEFAULTS = Object.fromEntries(Object.entries(SETTINGS).map(([key, row]) => [key, row.default]))

describe('readSettings', () => {
  it.each([
    ['nothing', undefined, {}],
    ['null, as some clients answer', null, {}],
    ['no object', 'on', {}],
    [
      'nested objects',
      { codeLens: { enabled: 'on' }, search: { limit: 5 } },
      { 'codeLens.enabled': 'on', 'search.limit': 5 },
    ],
    ['dotted keys', { 'codeLens.enabled': 'off' }, { 'codeLens.enabled': 'off' }],
    ['null for a default', { codeLens: { enabled: null } }, {}],
    ['keys of the client', { view: { filter: 'x' }, codeLens: { color: 1 } }, {}],
    ['a list', { duplicates: { ignore: ['/gen/'] } }, { 'duplicates.ignore': ['/gen/'] }],
    ['the name of a method', { toString: { enabled: 'on' } }, {}],
  ])('reads %s', (_what, value, expected) => {
    expect(readSettings(value)).toEqual({ settings: { ...DEFAULTS, ...expected }, refused: [] })
  })

  it.each([
    ['a value that is not in the list', { codeLens: { enabled: 'always' } }, 'codeLens.enabled'],
    ['a number that is too large', { search: { limit: 1001 } }, 'search.limit'],
    ['no number', { search: { limit: Number.NaN } }, 'search.limit'],
    ['a number as text', { search: { limit: '5' } }, 'search.limit'],
    ['a truth as text', { duplicates: { diagnostics: 'true' } }, 'duplicates.diagnostics'],
    ['a list of anything', { duplicates: { ignore: ['a', 1] } }, 'duplicates.ignore'],
  ])('refuses %s and says which', (_what, value, key) => {
    expect(readSettings(value)).toEqual({ settings: DEFAULTS, refused: [key] })
  })
})

describe('the schema', () => {
  it.each(Object.entries(SETTINGS) as [string, Setting][])('%s allows its own default', (key, row) => {
    expect(readSettings({ [key]: row.default }).refused).toEqual([])
  })

  it.each(Object.entries(SETTINGS) as [string, Setting][])(
    '%s is described in both languages',
    (_key, row) => {
      const texts = [row.description, ...Object.values(row.values ?? {})]
      for (const { en, es } of texts) {
        expect(en).toMatch(/\.$/)
        expect(es).toMatch(/\.$/)
        expect(es).not.toBe(en)
      }
    },
  )
})
