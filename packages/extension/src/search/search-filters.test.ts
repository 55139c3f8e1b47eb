import { expect, it } from 'vitest'
import { inEnglish } from '../translate.js'
import { describeFilters, isNarrowed, NO_FILTERS, scopeOf } from './search-filters.js'

it.each([
  ['nothing', {}, '', {}],
  ['code', { content: 'code' }, 'code only', { content: 'code' }],
  [
    'docs in two languages',
    { content: 'docs', languages: ['markdown', 'text'] },
    'docs only · markdown, text',
    { content: 'docs', languages: ['markdown', 'text'] },
  ],
  ['paths', { paths: ['src/'] }, 'in src/', { paths: ['src/'] }],
  [
    'a root folder',
    { folders: ['file:///home/me/my%20code'] },
    'in my code',
    { folders: ['file:///home/me/my%20code'] },
  ],
] as const)('%s', (_what, chosen, words, scope) => {
  const filters = { ...NO_FILTERS, ...chosen }
  expect(describeFilters(filters, inEnglish)).toBe(words)
  expect(scopeOf(filters)).toEqual(scope)
  expect(isNarrowed(filters)).toBe(words !== '')
})
