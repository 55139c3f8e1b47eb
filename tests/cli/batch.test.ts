import { expect, it } from 'vitest'
import { type Answer, workspace } from './cerca.js'
import { SAMPLE } from './sample.js'

it('answers each query before the next one is asked, and goes on after a bad one', async () => {
  const { batch } = workspace(SAMPLE)
  const { ask, end } = batch(['search', '.', '--batch', '-', '--json', '-k', '2'])
  const first = await ask('how do I ask for a refund')
  expect(first.query).toBe('how do I ask for a refund')
  expect(first.results[0]).toMatchObject({ path: 'docs/refunds.md', language: 'markdown', kind: 'prose' })
  expect(first.results.length).toBeLessThanOrEqual(2)
  expect(await ask('')).toMatchObject({ query: '', results: [], error: { code: 'query-empty' } })
  expect(await ask('kind:nonsense')).toMatchObject({ results: [], error: { code: 'filter-unknown' } })
  expect(await ask('xylophone')).toEqual({ query: 'xylophone', language: 'en', results: [] })
  expect((await ask('ChargeCreditCard')).results[0]).toMatchObject({ path: 'shop/payment.go' })
  expect(await end()).toBe(0)
})

it('answers places, relative to ROOT, each other file once', async () => {
  const { batch } = workspace(SAMPLE)
  const { ask, end } = batch(['similar', '.', '--batch', '-', '--json', '-k', '10'])
  const whole = await ask('weather/convert.go')
  expect(whole.results[0]?.path).toBe('weather/forecast.ts')
  const paths = whole.results.map(({ path }) => path)
  expect(paths).not.toContain('weather/convert.go')
  expect(new Set(paths).size).toBe(paths.length)
  expect((await ask('weather/convert.go:4')).results[0]?.path).toBe('weather/forecast.ts')
  expect(await ask('weather/convert.go:999')).toMatchObject({
    results: [],
    error: { code: 'line-out-of-range' },
  })
  expect(await ask('none.go')).toMatchObject({ results: [], error: { code: 'usage' } })
  expect(await end()).toBe(0)
})

it('answers all that was written at once, in order, with nothing on stderr', () => {
  const { cerca } = workspace(SAMPLE)
  const words = ['refund', 'cart', 'payment', 'weather', 'installer']
  const queries = Array.from({ length: 200 }, (_, i) => words[i % words.length] ?? '')
  const { code, out, err } = cerca(['search', '--batch', '-', '.'], { input: queries.join('\r\n') })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const answers = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer)
  expect(answers.map(({ query }) => query)).toEqual(queries)
  expect(answers.every(({ results }) => results.length > 0)).toBe(true)
})

it('ends with 1 when no line finds anything', () => {
  const { cerca } = workspace(SAMPLE)
  expect(cerca(['search', '--batch', '-'], { input: 'xylophone\n' })).toMatchObject({ code: 1, err: '' })
})

it('gives one-shot answers like those of a batch', () => {
  const { cerca } = workspace(SAMPLE)
  const batch = cerca(['search', '--batch', '-'], { input: 'average temperature\n' })
  expect(cerca(['search', 'average temperature', '--json']).out).toBe(batch.out)
})
