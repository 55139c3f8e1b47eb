import { describe, expect, it } from 'vitest'
import { createStaticEmbedder } from '../../embed/static-embedder.js'
import { loadModel, type StaticModel } from '../../embed/static-model.js'
import { createTermAnalyzer } from '../../tokenize/terms.js'
import type { Embedder } from '../../types.js'
import { normalizeRows } from '../../vector/normalize-rows.js'
import { createRandom } from '../random.js'
import { distilModel } from './distil-model.js'
import { fitRows } from './fit-rows.js'
import { termsOfWords, wordsOfTokenizer } from './teacher-words.js'

const ANALYZER = createTermAnalyzer()
// The most frequent first, as a tokenizer lists them.
const KINDS = {
  animal: ['dog', 'puppy', 'cat', 'kitten', 'horse', 'dogs'],
  vehicle: ['car', 'truck', 'wagon', 'lorry', 'tractor', 'cars'],
  music: ['flute', 'trumpet', 'tuba', 'trombone', 'violin', 'flutes'],
  weather: ['rain', 'storm', 'thunder', 'hail', 'drizzle', 'rains'],
}
const WORDS = KINDS.animal.flatMap((_, idx) => Object.values(KINDS).map((words) => words[idx]))
const TEACHER_DIMENSIONS = 20
const RUN = { onProgress: () => {}, signal: undefined }
const SHAPE = { words: 100, hashRows: 64, dimensions: 16 }

/** A teacher for whom words of a kind lie around one direction, and all have something in common. */
function kindsTeacher(): Embedder {
  const vectorOf = new Map<string, Float32Array>()
  const random = createRandom(7)
  const draw = (deviation: number) =>
    Float32Array.from({ length: TEACHER_DIMENSIONS }, () => random.nextGaussian() * deviation)
  const common = draw(1)
  for (const words of Object.values(KINDS)) {
    const direction = draw(1)
    for (const word of words) {
      const own = draw(0.3)
      vectorOf.set(
        word,
        common.map((value, at) => value + direction[at] + own[at]),
      )
    }
  }
  return {
    fingerprint: 'kinds',
    dimensions: TEACHER_DIMENSIONS,
    async embed(texts) {
      const rows = new Float32Array(texts.length * TEACHER_DIMENSIONS)
      for (const [idx, text] of texts.entries()) rows.set(vectorOf.get(text) ?? [], idx * TEACHER_DIMENSIONS)
      normalizeRows(rows, TEACHER_DIMENSIONS)
      return rows
    },
  }
}

async function kindOfNearest(model: StaticModel, word: string): Promise<string> {
  const others = WORDS.filter((other) => !other.startsWith(word))
  const embedder = createStaticEmbedder(loadModel(model), ANALYZER)
  const vectors = await embedder.embed([word, ...others], 'document')
  const rowAt = (row: number) => [...vectors.subarray(row * 16, (row + 1) * 16)]
  const scores = others.map((_, row) =>
    rowAt(row + 1).reduce((sum, value, at) => sum + value * rowAt(0)[at], 0),
  )
  const nearest = others[scores.indexOf(Math.max(...scores))]
  return Object.entries(KINDS).find(([, words]) => words.includes(nearest))?.[0] ?? ''
}

describe('distilModel', () => {
  const terms = termsOfWords(WORDS, ANALYZER)

  it('keeps what is near what', async () => {
    const model = await distilModel(kindsTeacher(), terms, SHAPE, RUN)
    for (const [kind, words] of Object.entries(KINDS))
      for (const word of words)
        expect(`${word}: ${await kindOfNearest(model, word)}`).toBe(`${word}: ${kind}`)
    expect(await distilModel(kindsTeacher(), terms, SHAPE, RUN)).toEqual(model)
  })

  it('gives what has no row of its own the meaning that its pieces lack', async () => {
    const model = await distilModel(kindsTeacher(), terms, { ...SHAPE, words: 8 }, RUN)
    expect(model.pieces.terms).toHaveLength(8)
    expect(model.pieces.terms).not.toContain('trombon')
    expect(await kindOfNearest(model, 'trombone')).toBe('music')
    expect(await kindOfNearest(model, 'kitten')).toBe('animal')
  })

  it('weighs a term the less the more usual it is', async () => {
    const { pieces, documentWeights, queryWeights } = await distilModel(kindsTeacher(), terms, SHAPE, RUN)
    for (const [row, term] of pieces.terms.entries()) {
      const { frequency } = terms.find((other) => other.term === term) ?? { frequency: 0 }
      expect(documentWeights[row]).toBeCloseTo(0.001 / (0.001 + frequency), 6)
    }
    expect(queryWeights).toEqual(documentWeights)
  })

  it('says how far it is, and stops when it is told to', async () => {
    const seen: string[] = []
    const onProgress = (done: number, total: number) => seen.push(`${done}/${total}`)
    await distilModel(kindsTeacher(), terms, SHAPE, { ...RUN, onProgress })
    expect(seen).toEqual(['24/24'])
    const stopped = distilModel(kindsTeacher(), terms, SHAPE, { ...RUN, signal: AbortSignal.abort() })
    await expect(stopped).rejects.toThrow(/abort/i)
  })
})

describe('wordsOfTokenizer', () => {
  it.each<[string, object, string[]]>([
    ['WordPiece', { vocab: { '[CLS]': 0, '!': 1, the: 2, '##s': 4, dog: 3, a: 5 } }, ['the', 'dog']],
    ['byte pairs', { vocab: { Ġthe: 1, dog: 0, ĠDog: 3, Ġ9: 2, Ġdog: 4 } }, ['the', 'dog']],
    [
      'unigrams',
      {
        vocab: [
          ['<s>', 0],
          ['▁the', -1],
          ['s', -2],
          ['▁perro', -3],
        ],
      },
      ['the', 'perro'],
    ],
    ['nothing', {}, []],
  ])('reads %s', (_, model, expected) => {
    expect(wordsOfTokenizer(JSON.stringify({ model }))).toEqual(expected)
  })
})

describe('termsOfWords', () => {
  it('adds up the words of a term, by the law of Zipf and Mandelbrot', () => {
    const [sum, dog, cat, dogs] = [1 / 2.7 + 1 / 3.7 + 1 / 4.7, 1 / 2.7, 1 / 3.7, 1 / 4.7]
    expect(termsOfWords(['dog', 'cat', 'dogs'], ANALYZER)).toEqual([
      {
        term: 'dog',
        texts: [
          { text: 'dog', share: dog / (dog + dogs) },
          { text: 'dogs', share: dogs / (dog + dogs) },
        ],
        frequency: (dog + dogs) / sum,
      },
      { term: 'cat', texts: [{ text: 'cat', share: 1 }], frequency: cat / sum },
    ])
  })
})

describe('fitRows', () => {
  it('gives a hash row what its terms lack on average', () => {
    const vectors = new Map([
      ['dog', Float32Array.of(1, 0)],
      ['doggi', Float32Array.of(3, 4)],
      ['dogma', Float32Array.of(1, 2)],
    ])
    const rows = fitRows({ terms: ['dog', 'cat'], nHashRows: 1 }, vectors, 2)
    expect([...rows]).toEqual([1, 0, 0, 0, 1, 3])
  })
})
