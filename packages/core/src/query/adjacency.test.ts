import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LocatedTerm, locateTerm } from '../segment/bm25.js'
import type { LiveSegment } from '../segment/merge.js'
import { chunksOfFile, findFile, makeSnapshot, type Snapshot } from '../segment/snapshot.js'
import { randomLayers } from '../segment/testing/random-project.js'
import { contentOf, layers, snapshotOf } from '../segment/testing/segments.js'
import { chunksWithPhrase, forEachAdjacent, forEachNeighbours } from './adjacency.js'

const term = fc.constantFrom('alpha', 'beta', 'gamma', 'betagamma', 'handler', 'stack', 'the', 'la', 'absent')

describe('forEachAdjacent', () => {
  it('visits once each live chunk where a look at all positions finds the pair', () => {
    const spellings = fc.uniqueArray(term, { minLength: 1, maxLength: 2 })
    fc.assert(
      fc.property(randomLayers, spellings, spellings, ({ projects, gone }, firsts, seconds) => {
        const parts = layers(projects, gone)
        const snapshot = makeSnapshot(parts)
        const pairs = firsts.flatMap((first) => seconds.map((second) => [first, second]))
        const found = adjacent(snapshot, locate(snapshot, firsts), locate(snapshot, seconds))
        expect([...found].sort((a, b) => a - b)).toEqual(slowPhrases(snapshot, parts, pairs))
      }),
    )
  })

  it.each([
    ['handler stack', ['handler', 'stack'], true],
    ['stack handler', ['handler', 'stack'], false],
    ['handler the stack', ['handler', 'stack'], false],
    ['HandlerStack', ['handler', 'stack'], true],
    // A joined term stands where its first part does.
    ['HandlerStack pop', ['handlerstack', 'stack'], true],
    ['beta beta', ['beta', 'beta'], true],
    ['beta', ['beta', 'beta'], false],
  ])('%s has %j side by side: %s', (text, [first, second], expected) => {
    const snapshot = snapshotOf({ 'a.go': text })
    const found = adjacent(snapshot, locate(snapshot, [first]), locate(snapshot, [second]))
    expect(found).toEqual(expected ? [0] : [])
  })

  it('does not see past the last position that is kept', () => {
    const snapshot = snapshotOf({ 'a.txt': `${'x '.repeat(65_534)}beta x x x alpha` })
    const [alpha, beta, x] = ['alpha', 'beta', 'x'].map((one) => locate(snapshot, [one]))
    expect(adjacent(snapshot, x, x)).toEqual([0])
    expect(adjacent(snapshot, beta, alpha)).toEqual([])
    expect(adjacent(snapshot, alpha, alpha)).toEqual([])
  })
})

describe('forEachNeighbours', () => {
  it('visits once what has the pair either way round', () => {
    const spellings = fc.uniqueArray(term, { minLength: 1, maxLength: 2 })
    fc.assert(
      fc.property(randomLayers, spellings, spellings, ({ projects, gone }, firsts, seconds) => {
        const parts = layers(projects, gone)
        const snapshot = makeSnapshot(parts)
        const pairs = firsts.flatMap((first) =>
          seconds.flatMap((second) => [
            [first, second],
            [second, first],
          ]),
        )
        const found: number[] = []
        const [first, second] = [locate(snapshot, firsts), locate(snapshot, seconds)]
        forEachNeighbours(snapshot, first, second, (chunk) => found.push(chunk))
        expect(found.sort((a, b) => a - b)).toEqual(slowPhrases(snapshot, parts, pairs))
      }),
    )
  })
})

describe('chunksWithPhrase', () => {
  it.each([
    ['alpha beta gamma', 'alpha beta gamma', true],
    ['alpha gamma beta', 'alpha beta gamma', false],
    ['alpha beta x gamma', 'alpha beta gamma', false],
    ['alpha beta alpha beta gamma', 'alpha beta gamma', true],
    ['alpha alpha beta', 'alpha alpha', true],
    ['alpha', 'alpha', true],
    ['alpha', 'alpha absent', false],
  ])('%s has the phrase %s: %s', (text, phrase, expected) => {
    const snapshot = snapshotOf({ 'a.go': text })
    const located = phrase.split(' ').map((one) => locate(snapshot, [one]))
    expect([...chunksWithPhrase(snapshot, located)]).toEqual(expected ? [0] : [])
  })

  it('finds what a look at all positions finds', () => {
    fc.assert(
      fc.property(
        randomLayers,
        fc.array(term, { minLength: 1, maxLength: 3 }),
        ({ projects, gone }, phrase) => {
          const parts = layers(projects, gone)
          const snapshot = makeSnapshot(parts)
          const found = chunksWithPhrase(
            snapshot,
            phrase.map((one) => locate(snapshot, [one])),
          )
          expect([...found].sort((a, b) => a - b)).toEqual(slowPhrases(snapshot, parts, [phrase]))
        },
      ),
    )
  })
})

function locate(snapshot: Snapshot, spellings: readonly string[]): LocatedTerm {
  return locateTerm(
    snapshot,
    spellings.map((term) => ({ term, weight: 1 })),
    1,
  )
}

function adjacent(snapshot: Snapshot, first: LocatedTerm, second: LocatedTerm): number[] {
  const found: number[] = []
  forEachAdjacent(snapshot, first, second, (chunk) => found.push(chunk))
  return found
}

/** Ids, ascending, of the live chunks that have any of the phrases at any position. */
function slowPhrases(
  snapshot: Snapshot,
  parts: readonly LiveSegment[],
  phrases: readonly (readonly string[])[],
): number[] {
  const found: number[] = []
  for (const [path, { chunks }] of contentOf(parts)) {
    const { start } = chunksOfFile(snapshot, findFile(snapshot, path))
    for (const [idx, { fields }] of chunks.entries()) {
      const positionsOf = (one: string) => (fields.body[one] ?? []) as readonly number[]
      const holds = phrases.some((phrase) =>
        positionsOf(phrase[0]).some((first) =>
          phrase.every((one, at) => positionsOf(one).includes(first + at)),
        ),
      )
      if (holds) found.push(start + idx)
    }
  }
  return found.sort((a, b) => a - b)
}
