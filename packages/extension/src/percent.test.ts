import { expect, it } from 'vitest'
import { percent } from './percent.js'

it.each([
  [0, 'en', '0%'],
  [0.874, 'en', '87%'],
  [0.874, 'es', '87 %'],
  // What is not quite the same must not look as if it were.
  [0.999, 'en', '99%'],
  [1, 'en', '100%'],
  [0.99999, 'en', '100%'],
  [1.0000001, 'en', '100%'],
  [-0.1, 'en', '0%'],
])('%d in %s is %s', (fraction, locale, expected) => {
  expect(percent(fraction, locale).replace(/\s/g, ' ')).toBe(expected)
})
