import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFile, makeSnapshot, type Snapshot } from '../segment/snapshot.js'
import { analyzedFile, type Project } from '../segment/testing/analyzed.js'
import { randomLayers, randomPath, randomProject, randomText } from '../segment/testing/random-project.js'
import { contentOf, flattened, layers, segmentOf, snapshotOf } from '../segment/testing/segments.js'
import { createTermAnalyzer } from '../tokenize/terms.js'
import type { LineRange } from '../types.js'
import { type SimilarOptions, similar } from './similar.js'
import { buildSimilarityModel, extendSimilarityModel, type Granularity } from './similarity-model.js'
import { ALGORITHMS } from './testing/algorithms.js'
import { WHOLE } from './testing/search-input.js'

const ALL: SimilarOptions = { ...WHOLE, k: 100, explain: false, minSimilarity: 0 }
const INDEX = snapshotOf(ALGORITHMS)

describe('similar, file by file', () => {
  it.each([
    ['go/bellman.go', 'js/paths.js py/bellman_ford.py'],
    ['js/paths.js', 'go/bellman.go py/bellman_ford.py'],
    ['py/bellman_ford.py', 'go/bellman.go js/paths.js'],
    ['go/edit.go', 'js/distance.js py/edit_distance.py'],
    ['js/distance.js', 'go/edit.go py/edit_distance.py'],
    ['py/quicksort.py', 'go/sort.go js/quick.js'],
    ['js/quick.js', 'go/sort.go py/quicksort.py'],
  ])('%s is most like %s', (path, expected) => {
    const paths = alike(INDEX, ALGORITHMS, path, ALL).map((hit) => hit.path)
    expect(paths.slice(0, 2).sort().join(' ')).toBe(expected)
    expect(new Set(paths).size).toBe(paths.length)
    expect(paths).not.toContain(path)
  })

  it('shows the part of a file that is most alike', () => {
    const [first] = alike(INDEX, ALGORITHMS, 'js/paths.js', { ...ALL, languages: ['go'] })
    expect(first).toMatchObject({ path: 'go/bellman.go', symbols: [{ name: 'BellmanFord' }] })
  })

  it('finds a copy first in its language', () => {
    const text = ALGORITHMS['go/sort.go']
    const hits = ask(
      INDEX,
      'file',
      { path: 'go/copy.go', text, self: undefined },
      { ...ALL, languages: ['go'] },
    )
    expect(hits[0].path).toBe('go/sort.go')
  })

  it('looks where it is told to', () => {
    const paths = (options: Partial<SimilarOptions>) =>
      alike(INDEX, ALGORITHMS, 'go/edit.go', { ...ALL, ...options }).map((hit) => hit.path)
    expect(paths({ languages: ['python'], k: 1 })).toEqual(['py/edit_distance.py'])
    expect(paths({ paths: ['js/'], k: 1 })).toEqual(['js/distance.js'])
    expect(paths({ content: 'docs' })).toEqual([])
    expect(paths({ k: 0 })).toEqual([])
    expect(paths({ k: 3 })).toEqual(paths({}).slice(0, 3))
  })

  it('explains a score as the sum of its parts', () => {
    for (const { score, explanation } of alike(INDEX, ALGORITHMS, 'go/edit.go', { ...ALL, explain: true })) {
      const sum = explanation!.children.reduce((total, { value }) => total + value, 0)
      expect(explanation!.value).toBe(score)
      expect(sum).toBeCloseTo(score, 9)
    }
  })

  it('says how alike a hit is: a copy wholly, whatever else there is', () => {
    const text = ALGORITHMS['go/sort.go']
    const likeness = (asked: string) =>
      new Map(
        ask(INDEX, 'file', { path: 'go/copy.go', text: asked, self: undefined }, ALL).map((hit) => [
          hit.path,
          hit.similarity,
        ]),
      )
    const ofCopy = likeness(text)
    expect(ofCopy.get('go/sort.go')).toBeCloseTo(1, 6)
    const ofHalf = likeness(text.slice(0, text.length / 2)).get('go/sort.go')!
    expect(ofHalf).toBeGreaterThan(ofCopy.get('js/quick.js')!)
    expect(ofHalf).toBeLessThan(0.99)
  })

  it('leaves out what is less alike than asked for', () => {
    const hits = (minSimilarity: number) => alike(INDEX, ALGORITHMS, 'go/edit.go', { ...ALL, minSimilarity })
    const all = hits(0).map((hit) => hit.similarity)
    const middle = [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]
    expect(hits(middle).map((hit) => hit.similarity)).toEqual(all.filter((value) => value >= middle))
    expect(hits(1)).toEqual([])
  })

  it('has no answer in an empty index, and none to what has no words', () => {
    expect(ask(snapshotOf({}), 'file', { path: 'a.go', text: 'alpha', self: undefined }, ALL)).toEqual([])
    expect(ask(INDEX, 'file', { path: 'a.go', text: '+ - *', self: undefined }, ALL)).toEqual([])
    expect(ask(INDEX, 'file', { path: 'a.go', text: 'zanzibar', self: undefined }, ALL)).toEqual([])
  })

  it('scores what the recipe worked out file by file scores', () => {
    // Enough files of one language for statistics of its own.
    const manyFiles = fc
      .array(randomText, { maxLength: 12 })
      .map((texts) => Object.fromEntries(texts.map((text, idx) => [`many/${idx}.py`, text])))
    fc.assert(
      fc.property(randomLayers, manyFiles, randomPath, randomText, ({ projects, gone }, many, path, text) => {
        const parts = [...projects, many]
        const files = flattened(parts, gone)
        const expected = slowSimilar(files, path, text)
        for (const snapshot of [makeSnapshot(layers(parts, gone)), snapshotOf(files)]) {
          const hits = ask(snapshot, 'file', { path, text, self: { path, lines: undefined } }, ALL)
          expect(new Set(hits.map((hit) => hit.path))).toEqual(new Set(expected.keys()))
          for (const [idx, hit] of hits.entries()) {
            expect(hit.score).toBeCloseTo(expected.get(hit.path)!, 9)
            expect(hit.score).toBeLessThanOrEqual(idx > 0 ? hits[idx - 1].score : Infinity)
          }
        }
      }),
    )
  })
})

describe('similar, chunk by chunk', () => {
  it('compares a function with all others, those of its own file too', () => {
    const lines = { start: 0, end: 6 }
    const text = ALGORITHMS['py/bellman_ford.py'].split('\n').slice(0, 6).join('\n')
    const hits = ask(
      INDEX,
      'chunk',
      { path: 'py/bellman_ford.py', text, self: { path: 'py/bellman_ford.py', lines } },
      ALL,
    )
    const places = hits.map((hit) => `${hit.path}:${hit.lines.start}`)
    expect(places).not.toContain('py/bellman_ford.py:0')
    expect(places).toContain('py/bellman_ford.py:7')
    expect(places.slice(0, 2).sort()).toEqual(['go/bellman.go:2', 'js/paths.js:0'])
  })

  it('leaves out every chunk that the lines touch', () => {
    const text = ALGORITHMS['go/bellman.go']
    const places = (lines: LineRange | undefined) =>
      ask(INDEX, 'chunk', { path: 'go/bellman.go', text, self: { path: 'go/bellman.go', lines } }, ALL)
        .filter((hit) => hit.path === 'go/bellman.go')
        .map((hit) => hit.lines.start)
        .sort((a, b) => a - b)
    expect(places({ start: 100, end: 101 })).toEqual([0, 2, 10])
    expect(places({ start: 1, end: 2 })).toEqual([0, 2, 10])
    expect(places({ start: 3, end: 4 })).toEqual([0, 10])
    expect(places({ start: 0, end: 11 })).toEqual([])
    expect(places(undefined)).toEqual([])
  })
})

describe('extendSimilarityModel', () => {
  it('weighs a few more documents as if they had been there, but for how rare their words make each other', () => {
    fc.assert(
      fc.property(randomLayers, randomProject, randomText, ({ projects, gone }, added, text) => {
        const base = makeSnapshot(layers(projects, gone))
        const parts = layers([...projects, added], gone)
        const snapshot = makeSnapshot(parts)
        for (const granularity of ['file', 'chunk'] as const) {
          const model = buildSimilarityModel(base, granularity)
          const extended = extendSimilarityModel(model, base.parts.length, snapshot)
          const whole = buildSimilarityModel(snapshot, granularity)
          const nameOf = ({ languages, languageOf }: typeof model) =>
            [...languageOf].map((language) => languages[language])
          expect(nameOf(extended)).toEqual(nameOf(whole))
          // Weighed by the same documents, they have the same length.
          const same = extendSimilarityModel(whole, parts.length, snapshot)
          expect(same.norms).toEqual(whole.norms)
          const query = { analyzed: analyzedFile('q.go', text), self: undefined }
          const input = { snapshot, analyzer: createTermAnalyzer(), model: extended, meaning: undefined }
          for (const hit of similar(input, query, ALL)) expect(hit.similarity).toBeLessThanOrEqual(1)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('measures a new document with the weights of those that are known', () => {
    const base = snapshotOf(ALGORITHMS)
    const copy = segmentOf({ 'go/zz.go': ALGORITHMS['go/sort.go'] })
    const snapshot = makeSnapshot([...base.parts, { segment: copy, live: undefined }])
    const model = buildSimilarityModel(base, 'file')
    const { norms } = extendSimilarityModel(model, 1, snapshot)
    const original = findFile(base, 'go/sort.go')
    expect(norms.body.at(-1)).toBeCloseTo(model.norms.body[original], 9)
    expect(norms.symbols.at(-1)).toBeCloseTo(model.norms.symbols[original], 9)
  })
})

interface Asked {
  readonly path: string
  readonly text: string
  readonly self: { readonly path: string; readonly lines: LineRange | undefined } | undefined
}

function ask(
  snapshot: Snapshot,
  granularity: Granularity,
  { path, text, self }: Asked,
  options: SimilarOptions,
) {
  const model = buildSimilarityModel(snapshot, granularity)
  const query = { analyzed: analyzedFile(path, text), self }
  return similar({ snapshot, analyzer: createTermAnalyzer(), model, meaning: undefined }, query, options)
}

function alike(snapshot: Snapshot, files: Project, path: string, options: SimilarOptions) {
  return ask(snapshot, 'file', { path, text: files[path], self: { path, lines: undefined } }, options)
}

type Counts = ReadonlyMap<string, number>

/** The recipe of `similar` and its model, a file at a time: path → score, of the files that have any. */
function slowSimilar(files: Project, path: string, text: string): Map<string, number> {
  const documents = wholeFiles(files)
  const [asked] = wholeFiles({ [path]: text })
  const vectors = (field: 'body' | 'symbols') => {
    const weigh = (counts: Counts, language: string) =>
      new Map(
        [...counts].map(([term, count]) => [
          term,
          (1 + Math.log(count)) * rarity(documents, field, term, language),
        ]),
      )
    const query = weigh(asked[field], asked.language)
    return documents.map((document) => cosine(query, weigh(document[field], document.language)))
  }
  const [body, symbols] = [vectors('body'), vectors('symbols')]
  const scored = documents
    .map((document, idx) => ({ ...document, score: body[idx] + 0.3 * symbols[idx] }))
    .filter((document) => document.score > 0 && document.path !== path)
  return new Map(
    scored.map((document) => {
      const rivals = scored.filter(({ language }) => language === document.language).map(({ score }) => score)
      const best = rivals.sort((a, b) => b - a).slice(0, 3)
      return [document.path, document.score / (best.reduce((sum, score) => sum + score, 0) / 3 + 0.15)]
    }),
  )
}

/** Rarity among the files of a language, or among all where there are fewer than 8; an unknown one has the mean. */
function rarity(
  documents: ReturnType<typeof wholeFiles>,
  field: 'body' | 'symbols',
  term: string,
  language: string,
): number {
  const languages = [...new Set(documents.map((document) => document.language))]
  const among = (pool: typeof documents) => {
    const nWith = pool.filter((document) => document[field].has(term)).length
    return Math.log(1 + (pool.length - nWith + 0.5) / (nWith + 0.5)) ** 1.5
  }
  const of = (name: string) => {
    const own = documents.filter((document) => document.language === name)
    return among(own.length < 8 ? documents : own)
  }
  if (languages.includes(language)) return of(language)
  return languages.reduce((sum, name) => sum + of(name), 0) / languages.length
}

function wholeFiles(files: Project) {
  return [...contentOf([{ segment: segmentOf(files), live: undefined }])].map(
    ([path, { columns, chunks }]) => {
      const counts = (field: 'body' | 'symbols') => {
        const sums = new Map<string, number>()
        for (const { fields } of chunks) {
          for (const [term, found] of Object.entries(fields[field])) {
            const frequency = typeof found === 'number' ? found : found.length
            if (term !== '') sums.set(term, (sums.get(term) ?? 0) + frequency)
          }
        }
        return sums
      }
      return { path, language: String(columns[0]), body: counts('body'), symbols: counts('symbols') }
    },
  )
}

function cosine(a: Counts, b: Counts): number {
  const length = (vector: Counts) => Math.hypot(...vector.values())
  const product = [...a].reduce((sum, [term, weight]) => sum + weight * (b.get(term) ?? 0), 0)
  return product === 0 ? 0 : product / (length(a) * length(b))
}
