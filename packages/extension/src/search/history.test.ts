import { expect, it } from 'vitest'
import { forgetSearch, rememberSearch } from './history.js'

it.each([
  ['a new search first', ['a', 'b'], 'c', ['c', 'a', 'b']],
  ['an old one moves up', ['a', 'b'], 'b', ['b', 'a']],
  ['blanks around it do not count', ['a', 'b'], ' b ', ['b', 'a']],
  ['nothing is not a search', ['a'], '  ', ['a']],
])('%s', (_what, history, query, expected) => {
  expect(rememberSearch(history, query)).toEqual(expected)
})

it('keeps the latest fifty', () => {
  const history = Array.from({ length: 60 }, (_, index) => `${index}`).reduce(rememberSearch, [] as string[])
  expect(history).toHaveLength(50)
  expect([history[0], history.at(-1)]).toEqual(['59', '10'])
})

it('forgets one', () => {
  expect(forgetSearch(['a', 'b'], 'a')).toEqual(['b'])
})
