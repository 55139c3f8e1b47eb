import { describe, expect, it } from 'vitest'
import { loadModel } from '../embed/static-model.js'
import { smallModel } from '../embed/testing/small-model.js'
import { embedSegment } from '../segment/segment-vectors.js'
import { openMeaning } from './meaning.js'
import { search } from './search.js'
import { grownIndexOf, WHOLE } from './testing/search-input.js'

const TERMS = ['puppi', 'dog', 'car', 'engin', 'wheel', 'rout', 'handler']
const LOADED = loadModel(smallModel(TERMS, { puppi: 'dog' }))

function meaningfulIndexOf(projects: readonly Record<string, string>[], gone: readonly string[] = []) {
  const input = grownIndexOf(projects, gone)
  const vectors = input.snapshot.parts.map(({ segment }) => embedSegment(segment, LOADED))
  return { ...input, meaning: openMeaning(LOADED, vectors) }
}

const FILES = {
  'a.txt': 'the car has an engine\n',
  'b.txt': 'a puppy that barks\n',
  'c.txt': 'wheel\n',
  'd.txt': 'route to a handler\n',
  'e.txt': 'engine of a car\n',
}

describe('search with a model', () => {
  const found = (query: string, input = meaningfulIndexOf([FILES])) =>
    search(input, query, { ...WHOLE, k: 3, explain: false }).map(({ path }) => path)

  it('finds what means the same in other words', () => {
    expect(found('dog')[0]).toBe('b.txt')
  })

  it('finds nothing for words that nobody knows', () => {
    expect(found('zxqwv')).toEqual([])
  })

  it('does not find what is gone', () => {
    expect(found('dog', meaningfulIndexOf([FILES, { 'f.txt': 'handler\n' }], ['b.txt']))).not.toContain(
      'b.txt',
    )
  })

  it.each(TERMS)('finds nothing gone that is nearer than the median is: %s', (query) => {
    for (const path of Object.keys(FILES)) {
      const input = meaningfulIndexOf([FILES, { 'f.txt': 'handler\n' }], [path])
      expect(search(input, query, { ...WHOLE, k: 9, explain: false }).map((hit) => hit.path)).not.toContain(
        path,
      )
    }
  })

  it('answers the same from one part and from several', () => {
    const { 'a.txt': a, 'b.txt': b, ...rest } = FILES
    const grown = meaningfulIndexOf([{ 'b.txt': b, ...rest }, { 'a.txt': a }])
    for (const query of ['dog', 'car engine', 'handlers']) expect(found(query, grown)).toEqual(found(query))
  })
})
