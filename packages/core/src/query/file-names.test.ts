import { describe, expect, it } from 'vitest'
import { createTermAnalyzer } from '../tokenize/terms.js'
import { bestSimilarity, fileNameOf, stemSimilarity } from './file-names.js'

const analyzer = createTermAnalyzer()

describe('fileNameOf', () => {
  it.each([
    ['src/http/client.go', 'client', 'client'],
    ['HandlerStack.php', 'handler stack', 'handlerstack'],
    ['src/handler_stack_test.py', 'handler stack test', 'handlerstacktest'],
    ['lib/tcp-listener.rs', 'tcp listen', 'tcplistener'],
    ['lib/types.d.ts', 'type', 'types'],
    ['src/Serializer.Json.cs', 'serial json', 'serializerjson'],
    ['.eslintrc.js', 'eslintrc', 'eslintrc'],
    // These take the name of their folder.
    ['packages/router/index.js', 'router', 'router'],
    ['packages/router/index.d.ts', 'router', 'router'],
    ['src/net/mod.rs', 'net', 'net'],
    ['flask/json/__init__.py', 'json', 'json'],
    ['README.md', 'readm', 'readme'],
    ['.gitignore', 'gitignor', 'gitignore'],
    ['docs/instalación.md', 'instalacion', 'instalacion'],
    ['Makefile', 'makefil', 'makefile'],
  ])('%s', (path, stems, folded) => {
    const name = fileNameOf(path, analyzer)
    expect([name.stems.join(' '), name.folded]).toEqual([stems, folded])
  })
})

describe('the subject of a file', () => {
  it.each([
    ['src/rate_limiter.py', 'ratelimiter'],
    ['tests/test_rate_limiter.py', 'ratelimiter'],
    ['src/RateLimiterTest.java', 'ratelimiter'],
    ['src/rate-limiter.spec.ts', 'ratelimiter'],
    ['src/RateLimiterTests/index.js', 'ratelimiter'],
    ['src/rate_limiter/mod.rs', 'ratelimiter'],
    ['tests/tests.rs', ''],
  ])('%s → %s', (path, subject) => {
    expect(fileNameOf(path, analyzer).subject).toBe(subject)
  })
})

describe('stemSimilarity', () => {
  it.each([
    ['router', 'router'],
    ['x', 'x'],
  ])('%s and %s are the same', (a, b) => {
    expect(stemSimilarity(a, b)).toBe(1)
  })

  it.each([
    ['router', 'rout'],
    ['serial', 'serializ'],
  ])('%s and %s are relatives', (a, b) => {
    expect(stemSimilarity(a, b)).toBeGreaterThan(0)
    expect(stemSimilarity(a, b)).toBeLessThan(1)
    expect(stemSimilarity(b, a)).toBe(stemSimilarity(a, b))
  })

  it.each([
    ['router', 'table'],
    ['in', 'init'],
    ['form', 'formatterfactory'],
    ['', 'a'],
  ])('%s and %s are strangers', (a, b) => {
    expect(stemSimilarity(a, b)).toBe(0)
  })
})

describe('bestSimilarity', () => {
  it('is the best of any, and 0 among none', () => {
    const router = { term: 'router', weight: 1 }
    const rout = stemSimilarity('router', 'rout')
    expect(bestSimilarity([router], ['table', 'rout', 'router'])).toBe(1)
    expect(bestSimilarity([router], ['table', 'rout'])).toBe(rout)
    expect(bestSimilarity([router], [])).toBe(0)
    expect(
      bestSimilarity(
        [
          { term: 'path', weight: 1 },
          { ...router, weight: 0.4 },
        ],
        ['rout'],
      ),
    ).toBe(0.4 * rout)
  })
})
