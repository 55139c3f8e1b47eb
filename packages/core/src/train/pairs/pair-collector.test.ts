import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PAIR_SOURCES, type Pair } from './pair.js'
import { DEFAULT_PAIR_LIMITS, PairCollector, type PairLimits } from './pair-collector.js'
import { formatPair, parsePair } from './pair-line.js'
import { pairStatistics } from './pair-statistics.js'

function pair(query: string, code: string, rest: Partial<Pair> = {}): Pair {
  const path = rest.path ?? 'a.py'
  const fixed = { source: 'doc', language: 'python', naturalLanguage: 'en', line: 1 } as const
  return { query, document: `${path}\n${code}`, ...fixed, path, ...rest }
}

function collect(pairs: readonly Pair[], limits: PairLimits = DEFAULT_PAIR_LIMITS) {
  const collector = new PairCollector(limits)
  for (const one of pairs) collector.add(one)
  const { pairs: kept, dropped } = collector.finish()
  return { kept, dropped: Object.fromEntries(dropped) }
}

const anyPair = fc
  .record({
    query: fc.constantFrom('opens files', 'Opens files!', 'closes files', 'reads lines'),
    code: fc.constantFrom('open(x)', 'open( x )', 'close(x)', 'read(x)', 'write(x)', 'seek(x)'),
    path: fc.constantFrom('a.py', 'b/a.py', 'c.go'),
    line: fc.integer({ min: 1, max: 3 }),
    source: fc.constantFrom(...PAIR_SOURCES),
    language: fc.constantFrom('python', 'go'),
  })
  .map(({ query, code, ...rest }) => pair(query, code, rest))

describe('PairCollector', () => {
  it('keeps a pair once: case, blanks, punctuation and the path of a copy do not count', () => {
    const first = pair('Opens files.', 'open(x)')
    const { kept, dropped } = collect([
      first,
      pair('opens files', 'open( x )'),
      pair('opens files', 'open(x)', { path: 'copy.py' }),
    ])
    expect([kept, dropped]).toEqual([[first], { duplicate: 2 }])
  })

  it('tells apart what differs in words', () => {
    const pairs = [
      pair('opens files', 'open(x)'),
      pair('opens filesopen', '(x)'),
      pair('opens file', 's open(x)'),
    ]
    expect(collect(pairs).kept).toHaveLength(3)
  })

  it('keeps three documents of a query', () => {
    const { kept, dropped } = collect([1, 2, 3, 4, 5].map((n) => pair('opens files', `open(${n})`)))
    expect([kept.length, dropped]).toEqual([3, { 'query too often': 2 }])
  })

  it('orders by path, line and source', () => {
    const pairs = [
      pair('opens files', 'a(1)', { path: 'b.py' }),
      pair('closes files', 'a(2)', { path: 'a.py', line: 9 }),
      pair('reads files', 'a(3)', { path: 'a.py', line: 2, source: 'name' }),
      pair('writes files', 'a(4)', { path: 'a.py', line: 2 }),
    ]
    expect(collect(pairs).kept.map(({ query }) => query)).toEqual([
      'writes files',
      'reads files',
      'closes files',
      'opens files',
    ])
  })

  const limits = { perRepository: 5, perSource: 3, perQuery: 2 }

  it('collecting again changes nothing, and no limit is passed', () => {
    fc.assert(
      fc.property(fc.array(anyPair, { maxLength: 60 }), (pairs) => {
        const { kept } = collect(pairs, limits)
        expect(collect(kept, limits)).toEqual({ kept, dropped: {} })
        expect(kept.length).toBeLessThanOrEqual(limits.perRepository)
        for (const source of PAIR_SOURCES) {
          expect(kept.filter((one) => one.source === source).length).toBeLessThanOrEqual(limits.perSource)
        }
      }),
    )
  })

  it('counts every pair once, as kept or as dropped', () => {
    fc.assert(
      fc.property(fc.array(anyPair, { maxLength: 60 }), (pairs) => {
        const { kept, dropped } = collect(pairs, limits)
        expect(kept.length + Object.values(dropped).reduce((sum, n) => sum + n, 0)).toBe(pairs.length)
      }),
    )
  })

  it('samples above a limit whatever the order of the files', () => {
    const pairs = Array.from({ length: 5000 }, (_, n) => pair(`opens file ${n}`, `open(${n})`))
    const few = { perRepository: 100, perSource: 50, perQuery: 3 }
    const { kept, dropped } = collect(pairs, few)
    expect([kept.length, dropped]).toEqual([50, { 'above the limit': 4950 }])
    expect(collect(pairs.toReversed(), few).kept).toEqual(kept)
  })
})

describe('a line of JSON', () => {
  it('reads back to the same pair', () => {
    fc.assert(
      fc.property(anyPair, fc.string({ unit: 'grapheme' }), (one, text) => {
        const odd = { ...one, document: `${one.document}${text}` }
        const line = formatPair(odd)
        expect(line).not.toContain('\n')
        expect(parsePair(line)).toEqual({ pair: odd, problem: undefined })
      }),
    )
  })

  it.each<[line: string, problem: string]>([
    ['{', 'it is not JSON'],
    ['[]', 'it is not an object'],
    ['null', 'it is not an object'],
    ['{}', '"query" is missing'],
    [JSON.stringify(pair(' ', 'x')), '"query" is wrong'],
    [JSON.stringify({ ...pair('a b', 'x'), source: 'guess' }), '"source" is wrong'],
    [JSON.stringify({ ...pair('a b', 'x'), naturalLanguage: 'toString' }), '"naturalLanguage" is wrong'],
    [JSON.stringify({ ...pair('a b', 'x'), line: 0 }), '"line" is wrong'],
    [JSON.stringify({ ...pair('a b', 'x'), document: 7 }), '"document" is wrong'],
  ])('%s: %s', (line, problem) => {
    expect(parsePair(line)).toEqual({ pair: undefined, problem })
  })
})

it('statistics count sources, languages and reasons, most first', () => {
  const pairs = [
    pair('a b', '1', { language: 'go', source: 'name' }),
    pair('a c', '2', { language: 'c' }),
    pair('a d', '3', { language: 'go' }),
    pair('a e', '4', { language: 'ada' }),
  ]
  const {
    byLanguage,
    bySource,
    dropped,
    pairs: nPairs,
  } = pairStatistics(
    pairs,
    new Map([
      ['todo', 1],
      ['licence', 4],
    ]),
  )
  expect(byLanguage.map(({ language, pairs }) => `${language} ${pairs}`)).toEqual(['go 2', 'ada 1', 'c 1'])
  expect([nPairs, bySource.doc, bySource.name, bySource.commit]).toEqual([4, 3, 1, 0])
  expect(dropped).toEqual([
    { reason: 'licence', pairs: 4 },
    { reason: 'todo', pairs: 1 },
  ])
})
