import { describe, expect, it } from 'vitest'
import { applyPatch } from '../../embed/model-patch.js'
import { createStaticEmbedder } from '../../embed/static-embedder.js'
import { loadModel, type StaticModel } from '../../embed/static-model.js'
import { createTermAnalyzer } from '../../tokenize/terms.js'
import type { Embedder } from '../../types.js'
import { askTeacher } from '../distil/teach.js'
import { termsOfWords } from '../distil/teacher-words.js'
import type { Pair, PairSource } from '../pairs/pair.js'
import { createRandom } from '../random.js'
import { adaptModel } from './adapt-model.js'
import { termsOfPair } from './pair-bags.js'
import { PairStore } from './pair-store.js'
import { isSampled } from './sample-pairs.js'
import { DEFAULT_RECIPE, trainModel } from './train-model.js'

const ANALYZER = createTermAnalyzer()
const RUN = { clock: () => 0, onProgress: () => {}, signal: undefined }
const RECIPE = {
  ...DEFAULT_RECIPE,
  learningRate: 0.01,
  schedule: 'constant',
  words: 60,
  hashRows: 4,
  dimensions: 16,
  epochs: 30,
  batchSize: 16,
} as const
// Two words for each thing: one in questions, the other one in code.
const JARGON = ['kraken', 'yeti', 'gnome', 'troll', 'dwarf', 'djinn', 'golem', 'sphinx']
const CODE = ['queue', 'socket', 'parser', 'cache', 'logger', 'router', 'buffer', 'thread']

function pairOf(idx: number, source: PairSource = 'doc', path = ''): Pair {
  const query = `what does the ${JARGON[idx]} do`
  const text = `function run${CODE[idx]}() { ${CODE[idx]}.start() }`
  const document = path === '' ? text : `${path}\n${text}`
  return { query, document, source, language: 'javascript', naturalLanguage: 'en', path, line: 1 }
}

const PAIRS = Array.from({ length: 64 }, (_, idx) => pairOf(idx % 8))

// Enough for a hundred steps or so.
const MANY_PAIRS = Array.from({ length: 16 }, () => PAIRS).flat()

function storeOf(pairs: readonly Pair[]): PairStore {
  const store = new PairStore()
  store.addRepository(pairs.map((pair) => termsOfPair(pair, ANALYZER)))
  return store
}

describe('trainModel', () => {
  const model = trainModel(storeOf(PAIRS), RECIPE, RUN)

  it('learns which words answer which', async () => {
    expect(await nearestCode(model)).toEqual(CODE)
  })

  it('gives the same model for the same pairs and seed', () => {
    expect(trainModel(storeOf(PAIRS), RECIPE, RUN)).toEqual(model)
    expect(trainModel(storeOf(PAIRS), { ...RECIPE, seed: 2 }, RUN)).not.toEqual(model)
  })
})

describe('trainModel with a teacher', () => {
  // What the teacher knows and the pairs do not speak of: fruit is like fruit, weather like weather.
  const FRUIT =
    'apple banana cherry grape melon lemon orange mango papaya quince plum apricot peach fig'.split(' ')
  const WEATHER =
    'storm thunder drizzle hail fog mist snow sleet wind gale breeze monsoon blizzard frost'.split(' ')
  const teacher: Embedder = {
    fingerprint: 'fruit-or-weather',
    dimensions: 16,
    embed: async (texts) =>
      Float32Array.from(
        texts.flatMap((text, idx) =>
          Array.from({ length: 16 }, (_, at) =>
            at === (FRUIT.includes(text) ? 0 : WEATHER.includes(text) ? 1 : 2 + (idx % 14)) ? 1 : 0,
          ),
        ),
      ),
  }
  const terms = termsOfWords([...FRUIT, ...WEATHER], ANALYZER)

  it('learns what the pairs say and keeps what the teacher knows', async () => {
    const teaching = await askTeacher(teacher, terms, ['kraken', 'queue'], 16, RUN)
    const recipe = { ...RECIPE, learningRate: 0.03, taughtWords: 20 }
    const model = trainModel(storeOf(PAIRS), recipe, RUN, teaching)
    expect(await nearestCode(model)).toEqual(CODE)
    expect(model.pieces.terms).toContain('banana')
    expect(model.pieces.terms).not.toContain('frost')
    const embedder = createStaticEmbedder(loadModel(model), ANALYZER)
    const near = async (a: string, b: string) => {
      const vectors = await embedder.embed([a, b], 'document')
      return vectors.subarray(0, 16).reduce((sum, value, at) => sum + value * vectors[16 + at], 0)
    }
    for (const [a, b, far] of [
      ['apple', 'banana', 'storm'],
      ['thunder', 'drizzle', 'cherry'],
      ['banana', 'cherry', 'queue'],
    ])
      expect(await near(a, b)).toBeGreaterThan((await near(a, far)) + 0.3)
    expect(trainModel(storeOf(PAIRS), recipe, RUN, teaching)).toEqual(model)
  })
})

describe('adaptModel', () => {
  const knows = new Set(['yeti', 'gnome'])
  const learnt = PAIRS.filter(({ query }) => knows.has(query.split(' ')[3]))
  const model = trainModel(storeOf(learnt), { ...RECIPE, hashRows: 256 }, RUN)
  const options = { seed: 1, ...RUN }

  it('learns what the model did not know', async () => {
    expect(await nearestCode(model)).not.toEqual(CODE)
    const patch = adaptModel(model, MANY_PAIRS, ANALYZER, options)
    expect(patch && (await nearestCode(applyPatch(model, patch, '')))).toEqual(CODE)
    expect(adaptModel(model, MANY_PAIRS, ANALYZER, options)).toEqual(patch)
  })

  it('leaves the model alone where there is too little to learn', () => {
    expect(adaptModel(model, PAIRS.slice(0, 8), ANALYZER, options)).toBeUndefined()
  })
})

describe('PairStore', () => {
  it('tells a path from the text under it and counts the name of a file twice', () => {
    const store = storeOf([pairOf(0, 'doc', 'src/cache.js')])
    const { occurrences, documents } = store.countTerms()
    expect(occurrences.get('cach')).toBe(2)
    expect(documents.get('cach')).toBe(0)
    expect(documents.get('queue')).toBe(1)
  })

  it('leaves out what says nothing', () => {
    expect(
      storeOf([
        { ...pairOf(0), query: '' },
        { ...pairOf(1), document: ' ' },
      ]).size,
    ).toBe(0)
  })
})

describe('isSampled', () => {
  it('keeps about the share that a source has, and the same pairs each time', () => {
    const random = createRandom(1)
    const commits = Array.from({ length: 2000 }, () => ({
      ...pairOf(0, 'commit'),
      query: `fix ${random.nextInt(1e9)}`,
    }))
    const kept = commits.filter((pair) => isSampled(pair, { commit: 0.2 }))
    expect(kept.length / commits.length).toBeGreaterThan(0.15)
    expect(kept.length / commits.length).toBeLessThan(0.25)
    expect(commits.filter((pair) => isSampled(pair, { commit: 0.2 }))).toEqual(kept)
    expect(PAIRS.every((pair) => isSampled(pair, { commit: 0 }))).toBe(true)
  })
})

/** For each word of questions the word of code whose text is nearest. */
async function nearestCode(model: StaticModel): Promise<string[]> {
  const embedder = createStaticEmbedder(loadModel(model), ANALYZER)
  const { dimensions } = embedder
  const documents = await embedder.embed(CODE, 'document')
  const queries = await embedder.embed(JARGON, 'query')
  return JARGON.map((_, query) => {
    const scores = CODE.map((_, document) => {
      let sum = 0
      for (let at = 0; at < dimensions; at++)
        sum += queries[query * dimensions + at] * documents[document * dimensions + at]
      return sum
    })
    return CODE[scores.indexOf(Math.max(...scores))]
  })
}
