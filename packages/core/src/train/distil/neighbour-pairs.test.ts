import { describe, expect, it } from 'vitest'
import { createPieceTokenizer } from '../../tokenize/word-pieces.js'
import { createRandom } from '../random.js'
import { neighbourPairs } from './neighbour-pairs.js'
import type { Teaching } from './teach.js'

const DIMENSIONS = 16
const PER_KIND = 15

/** Terms of two kinds that point in opposite directions, and one that was only asked about. */
function twoKinds(): Teaching {
  const random = createRandom(1)
  const names = Array.from(
    { length: 2 * PER_KIND },
    (_, idx) => `${idx < PER_KIND ? 'animal' : 'tool'}${idx}`,
  )
  const terms = [...names, 'other'].map((term) => ({
    term,
    texts: [{ text: term, share: 1 }],
    frequency: term === 'other' ? 0 : 0.1,
  }))
  const vectors = Float32Array.from({ length: terms.length * DIMENSIONS }, (_, at) => {
    const noise = random.nextGaussian() * 0.1
    return at % DIMENSIONS === 0 ? noise + (at < PER_KIND * DIMENSIONS ? 1 : -1) : noise
  })
  return { dimensions: DIMENSIONS, terms, vectors }
}

describe('neighbourPairs', () => {
  const teaching = twoKinds()
  const tokenizer = createPieceTokenizer({ terms: teaching.terms.map(({ term }) => term), nHashRows: 1 })
  const pairs = neighbourPairs(teaching, tokenizer, 7, createRandom(2))

  it('pairs each term of language with others that are like it', () => {
    expect(new Set(pairs.map(({ query }) => query.ids[0])).size).toBe(2 * PER_KIND)
    for (const { query, document, source } of pairs) {
      expect(source).toBe(7)
      expect(document.ids).toHaveLength(4)
      const rows = Array.from(document.ids)
      expect(rows).not.toContain(query.ids[0])
      expect(rows.every((row) => row < PER_KIND)).toBe(query.ids[0] < PER_KIND)
    }
  })

  it('draws others each time, and the same for the same seed', () => {
    const first = pairs.filter(({ query }) => query.ids[0] === 0).map(({ document }) => String(document.ids))
    expect(new Set(first).size).toBeGreaterThan(first.length / 2)
    expect(neighbourPairs(teaching, tokenizer, 7, createRandom(2))).toEqual(pairs)
    expect(neighbourPairs(teaching, tokenizer, 7, createRandom(3))).not.toEqual(pairs)
  })
})
