import { describe, expect, it } from 'vitest'
import { createStaticEmbedder } from '../../embed/static-embedder.js'
import { loadModel, type StaticModel } from '../../embed/static-model.js'
import { createTermAnalyzer } from '../../tokenize/terms.js'
import type { ContrastiveRound } from '../contrastive/options.js'
import { trainContrastive } from '../contrastive/train.js'
import { createWasmKernel } from '../contrastive/wasm-kernel.js'
import { pictureTexts } from './picture-texts.js'
import { type ModelStart, type ModelTrainingOptions, prepareModelTraining } from './prepare-model-training.js'
import type { TrainingText } from './training-text.js'

const ANALYZER = createTermAnalyzer()
const SHAPE = { words: 60, hashRows: 64, dimensions: 16 }
const NEW = { kind: 'new', shape: SHAPE } as const

// Two words for each thing: one in questions, the other one in code.
const JARGON = ['kraken', 'yeti', 'gnome', 'troll', 'dwarf', 'djinn', 'golem', 'sphinx']
const CODE = ['queue', 'socket', 'parser', 'cache', 'logger', 'router', 'buffer', 'thread']

const textOf = (idx: number, changes: Partial<TrainingText> = {}): TrainingText => ({
  query: `what does the ${JARGON[idx]} do`,
  document: `src/${CODE[idx]}.js\nfunction run() { ${CODE[idx]}.start() }`,
  path: `src/${CODE[idx]}.js`,
  negatives: [],
  ...changes,
})

const TEXTS = Array.from({ length: 160 }, (_, idx) => textOf(idx % 8))

function prepared(
  texts: readonly TrainingText[],
  start: ModelStart = NEW,
  changes: Partial<ModelTrainingOptions> = {},
) {
  return prepareModelTraining([texts], start, ANALYZER, {
    epochs: 30,
    seed: 1,
    clock: () => 0,
    onProgress: () => {},
    signal: undefined,
    createObserver: undefined,
    ...changes,
  })
}

function trained(...[texts, start, changes]: Parameters<typeof prepared>): StaticModel {
  const { pairs, table, options, modelOf } = prepared(texts, start, changes)
  return modelOf(trainContrastive(pairs, table, options, createWasmKernel))
}

describe('prepareModelTraining', () => {
  it('learns which words answer which, from nothing, the same every time', async () => {
    const model = trained(TEXTS)
    expect(await nearestCode(model)).toEqual(CODE)
    expect(trained(TEXTS)).toEqual(model)
    expect(trained(TEXTS, NEW, { seed: 2 })).not.toEqual(model)
  })

  it('goes on from a model, of whose words it keeps the rows', async () => {
    const known = trained(TEXTS.filter(({ query }) => /yeti|gnome/.test(query)))
    expect(await nearestCode(known)).not.toEqual(CODE)
    const { pieces, table } = trained(TEXTS, { kind: 'model', model: known })
    expect(pieces).toEqual(known.pieces)
    expect(table.dimensions).toBe(16)
    expect(await nearestCode(trained(TEXTS, { kind: 'model', model: known }))).toEqual(CODE)
  })

  it('pushes away the negatives that were given', async () => {
    // Near its answer by the word that both share, unless somebody says that it is none.
    const denied = Array.from({ length: 64 }, () => textOf(0, { negatives: ['queue walrus'] }))
    const near = (texts: readonly TrainingText[]) =>
      cosine(trained([...TEXTS, ...texts]), 'what does the kraken do', 'queue walrus')
    const plain = await near(denied.map((text) => ({ ...text, negatives: [] })))
    expect(await near(denied)).toBeLessThan(plain - 0.1)
  })

  it('makes batches that differ, and holds pairs out where there are many', () => {
    const settings = (n: number, start: ModelStart = NEW) => {
      const texts = Array.from({ length: n }, (_, idx) => textOf(idx % 8))
      const { epochs, batchSize, validation } = prepared(texts, start, { epochs: undefined }).options
      return { epochs, batchSize, isValidated: validation !== undefined }
    }
    expect(settings(2)).toEqual({ epochs: 1, batchSize: 2, isValidated: false })
    expect(settings(160)).toEqual({ epochs: 1, batchSize: 40, isValidated: false })
    expect(settings(4000)).toEqual({ epochs: 1, batchSize: 512, isValidated: true })
    expect(settings(160, { kind: 'model', model: trained(TEXTS) })).toMatchObject({ epochs: 8 })
  })

  it('shows a pair and others from near', () => {
    const rounds: number[] = []
    let labels: string[] = []
    trained(TEXTS, NEW, {
      epochs: 1,
      createObserver: (examples, settings) => {
        expect(settings).toMatchObject({ epochs: 1, batchSize: 40 })
        const texts = pictureTexts(examples)
        labels = texts.map(({ label, role }) => `${role}: ${label}`)
        return {
          onProgress: () => {},
          onValidation: () => {},
          onRound: ({ done }: ContrastiveRound) => rounds.push(done),
        }
      },
    })
    expect(rounds[0]).toBe(0)
    expect(labels.slice(0, 2)).toEqual([
      'anchor: what does the kraken do',
      'positive: function run() { queue.start() }',
    ])
    expect(labels.slice(2)).toHaveLength(8)
    expect(
      labels.slice(2).every((label) => /^negative: .*start/.test(label) && !label.includes('queue')),
    ).toBe(true)
  })

  it.each<[string, TrainingText[]]>([
    ['nothing', []],
    ['one pair', [textOf(0)]],
    ['pairs without words', [textOf(0), textOf(1, { query: '?!' }), textOf(2, { document: '--', path: '' })]],
  ])('refuses %s', (_, texts) => {
    expect(() => prepared(texts)).toThrow(/Only [01] of the pairs have words on both sides/)
  })
})

async function cosine(model: StaticModel, query: string, document: string): Promise<number> {
  const embedder = createStaticEmbedder(loadModel(model), ANALYZER)
  const [a, b] = [await embedder.embed([query], 'query'), await embedder.embed([document], 'document')]
  return a.reduce((sum, value, at) => sum + value * b[at], 0)
}

/** For each word of questions the word of code whose text is nearest. */
function nearestCode(model: StaticModel): Promise<string[]> {
  return Promise.all(
    JARGON.map(async (word) => {
      const scores = await Promise.all(CODE.map((name) => cosine(model, word, name)))
      return CODE[scores.indexOf(Math.max(...scores))]
    }),
  )
}
