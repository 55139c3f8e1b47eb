import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CercaError } from '../errors.js'
import { createTermAnalyzer } from '../tokenize/terms.js'
import { dequantizeRows } from '../vector/int8-rows.js'
import { decodeModel, encodeModel, type ModelFiles } from './model-files.js'
import { applyPatch, floatTableOf, loadPatched, patchBetween } from './model-patch.js'
import { decodeSafetensors, encodeSafetensors } from './safetensors.js'
import { createStaticEmbedder } from './static-embedder.js'
import { embedTerms, loadModel } from './static-model.js'
import { SMALL_DIMENSIONS, smallModel } from './testing/small-model.js'

const TERMS = ['rout', 'handler', 'dog', 'puppi', 'car']
const MODEL = smallModel(TERMS, { puppi: 'dog' })

describe('createStaticEmbedder', () => {
  const embedder = createStaticEmbedder(loadModel(MODEL), createTermAnalyzer())
  const cosine = async (a: string, b: string) => {
    const vectors = await embedder.embed([a, b], 'document')
    return dot(vectors.subarray(0, SMALL_DIMENSIONS), vectors.subarray(SMALL_DIMENSIONS))
  }

  it.each([
    ['dog', 'puppies', 1],
    ['dog', 'car', 0],
    ['the dog', 'dogs', 1],
    ['routeHandler', 'handlers of routes', 1],
    ['dog car', 'dog', Math.SQRT1_2],
  ])('%s and %s have cosine %d', async (a, b, expected) => {
    const found = await cosine(a.replace('the ', ''), b.replace(' of', ''))
    expect(found).toBeCloseTo(expected, 2)
  })

  it('gives a row a text, all zero for a text without words', async () => {
    const vectors = await embedder.embed(['', 'dog', '--'], 'query')
    expect(vectors).toHaveLength(3 * SMALL_DIMENSIONS)
    expect(Math.hypot(...vectors.subarray(0, SMALL_DIMENSIONS))).toBe(0)
    expect(Math.hypot(...vectors.subarray(SMALL_DIMENSIONS, 2 * SMALL_DIMENSIONS))).toBeCloseTo(1, 5)
  })

  it('leaves grammar out of a query, but not out of a query of nothing else', async () => {
    const [alone, asked, grammar] = await Promise.all(
      ['dog', 'where is the dog', 'the'].map((text) => embedder.embed([text], 'query')),
    )
    expect(asked).toEqual(alone)
    expect(Math.hypot(...grammar)).toBeCloseTo(1, 5)
  })

  it('agrees with the vectors of single terms', async () => {
    const terms = [
      { term: 'dog', weight: 1 },
      { term: 'car', weight: 1 },
    ]
    const expected = embedTerms(loadModel(MODEL), terms)
    for (const [at, value] of (await embedder.embed(['dog car'], 'query')).entries())
      expect(value).toBeCloseTo(expected[at], 5)
  })
})

describe('encodeModel and decodeModel', () => {
  const files = encodeModel(MODEL)
  const brokenConfig = files['config.json'].replace('english-stems', 'german-stems')

  it('give the model back', () => {
    const decoded = decodeModel(files, MODEL.fingerprint)
    expect(decoded).toEqual(MODEL)
    expect(encodeModel(decoded)).toEqual(files)
  })

  it('keep terms that look like numbers or like properties of objects', () => {
    const odd = smallModel(['__proto__', '10', 'constructor', '9', 'a'])
    expect(decodeModel(encodeModel(odd), '').pieces.terms).toEqual(odd.pieces.terms)
  })

  it.each<[string, Partial<ModelFiles>, string]>([
    ['a config of another tokenizer', { 'config.json': brokenConfig }, 'model-unsupported'],
    ['no JSON', { 'config.json': '{' }, 'model-damaged'],
    ['no vocabulary', { 'tokenizer.json': '{}' }, 'model-damaged'],
    ['no tensors', { 'model.safetensors': new Uint8Array(3) }, 'model-damaged'],
    [
      'half of the tensors',
      { 'model.safetensors': files['model.safetensors'].slice(0, -9) },
      'model-damaged',
    ],
  ])('refuse %s', (_, changes, code) => {
    expect(codeOf(() => decodeModel({ ...files, ...changes }, ''))).toBe(code)
  })
})

describe('safetensors', () => {
  it('come back as they were', () => {
    const tensor = fc.oneof(
      fc.float32Array({ maxLength: 9 }).map((data) => ({ shape: [data.length], data })),
      fc.int8Array({ minLength: 4, maxLength: 4 }).map((data) => ({ shape: [2, 2], data })),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.string(), tensor, { maxKeys: 4 }), (byName) => {
        const tensors = new Map(Object.entries(byName).filter(([name]) => name !== '__metadata__'))
        const decoded = decodeSafetensors(encodeSafetensors({ tensors, metadata: { scale: '1' } }))
        expect(decoded.metadata).toEqual({ scale: '1' })
        for (const [name, { shape, data }] of tensors)
          expect(decoded.tensors.get(name)).toEqual({ shape, data })
      }),
      { examples: [[JSON.parse('{"__proto__": {"shape": [0], "data": []}}', toFloats)]] },
    )
  })
})

function toFloats(key: string, value: unknown): unknown {
  return key === 'data' ? Float32Array.from(value as number[]) : value
}

describe('patchBetween, applyPatch and loadPatched', () => {
  const before = floatTableOf(MODEL)
  const vectors = before.vectors.map((value, at) => (at === SMALL_DIMENSIONS + 3 ? value + 0.5 : value))
  const queryWeights = before.queryWeights.map((value, row) => (row === 4 ? 2 : value))
  const patch = patchBetween(before, { ...before, vectors, queryWeights })

  it('hold the rows that changed and no others', () => {
    expect([...patch.rows]).toEqual([1, 4])
    const changed = applyPatch(MODEL, patch, 'changed')
    expect(changed.fingerprint).toBe('changed')
    expect(changed.queryWeights[4]).toBe(2)
    for (const [at, value] of dequantizeRows(changed.table).entries())
      expect(value).toBeCloseTo(vectors[at], 2)
    expect(MODEL.queryWeights[4]).toBe(1)
  })

  it('mean the same put together and row by row', () => {
    const together = loadModel(applyPatch(MODEL, patch, 'changed'))
    const byRow = loadPatched(MODEL, patch, 'changed')
    const terms = [...MODEL.pieces.terms, 'unheard'].map((term, idx) => ({ term, weight: idx + 0.5 }))
    expect(embedTerms(byRow, terms)).toEqual(embedTerms(together, terms))
    expect(byRow.floats()).toEqual(together.floats())
    expect(byRow.model).toEqual(together.model)
  })

  it('refuse another model', () => {
    expect(() => applyPatch(smallModel(['a']), patch, '')).toThrow(RangeError)
    expect(() => loadPatched(smallModel(['a']), patch, '')).toThrow(RangeError)
  })
})

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at], 0)
}

function codeOf(action: () => unknown): string {
  try {
    action()
    return 'ok'
  } catch (error) {
    if (error instanceof CercaError) return error.code
    throw error
  }
}
