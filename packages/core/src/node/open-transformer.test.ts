import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { CercaError } from '../errors.js'
import { dequantizeRows } from '../vector/int8-rows.js'
import { distilFolder, openTeacher } from './open-teacher.js'
import { openTransformer } from './open-transformer.js'
import { tinyTransformersJs, writeTinyTransformer } from './testing/tiny-transformer.js'
import { importTransformersJs } from './transformers-js.js'

const WORDS = { query: [0, 0, 2, 0], dog: [3, 0, 0, 0], puppy: [2, 1, 0, 0], car: [0, 0, 0, 5] }

const folder = mkdtempSync(join(tmpdir(), 'cerca-transformer-'))
writeTinyTransformer(folder, WORDS)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const installed = await importTransformersJs().catch(() => undefined)
const libraries = [
  { name: 'a library in small', library: tinyTransformersJs(WORDS) },
  // Not installed by default: with it the same is asked of the real one.
  ...(installed === undefined ? [] : [{ name: 'transformers.js', library: installed }]),
]

describe.each(libraries)('openTransformer with $name', ({ library }) => {
  const importLibrary = async () => library
  const embed = async (text: string, settings: object, role: 'query' | 'document' = 'document') => {
    const embedder = await openTransformer(folder, { settings, importLibrary })
    return [...(await embedder.embed([text], role))].map((value) => Number(value.toFixed(3)))
  }

  it.each<[string, string, object, readonly number[]]>([
    ['one word', 'dog', {}, [1, 0, 0, 0]],
    ['the mean of two', 'puppy car', {}, [0.365, 0.183, 0, 0.913]],
    ['nothing', '', {}, [0, 0, 0, 0]],
    ['no word', 'xyz', {}, [1, 0, 0, 0]],
    ['too long a text', 'dog car car', { maxTokens: 3 }, [1, 0, 0, 0]],
    ['the first token, a mark', 'dog', { pooling: 'first' }, [0, 0, 0, 0]],
    ['a prefix', 'dog', { documentPrefix: 'car ' }, [0.514, 0, 0, 0.857]],
    ['no prefix of queries', 'dog', { queryPrefix: 'query ' }, [1, 0, 0, 0]],
  ])('embeds %s', async (_, text, settings, expected) => {
    expect(await embed(text, settings)).toEqual(expected)
  })

  it('puts the prefix of queries before a query', async () => {
    expect(await embed('dog', { queryPrefix: 'query ' }, 'query')).toEqual([0.832, 0, 0.555, 0])
  })

  it('embeds many texts of different lengths as it embeds each alone', async () => {
    const embedder = await openTransformer(folder, { importLibrary })
    const texts = Array.from({ length: 70 }, (_, idx) => `${'dog '.repeat(idx % 7)}${'car '.repeat(idx % 5)}`)
    const alone = await Promise.all(texts.map((text) => embedder.embed([text], 'document')))
    const together = await embedder.embed(texts, 'document')
    expect(together).toEqual(Float32Array.from(alone.flatMap((vector) => [...vector])))
    expect(await embedder.embed([], 'query')).toEqual(new Float32Array(0))
  })
})

describe('openTeacher and distilFolder', () => {
  const importLibrary = async () => tinyTransformersJs(WORDS)

  it('ask about the words of its tokenizer', async () => {
    const { embedder, terms } = await openTeacher(folder, { importLibrary })
    expect(embedder.dimensions).toBe(4)
    expect(terms.map(({ term }) => term)).toEqual(['queri', 'dog', 'puppi', 'car'])
    const run = { onProgress: () => {}, signal: undefined }
    const shape = { words: 4, hashRows: 2, dimensions: 16 }
    const model = await distilFolder(folder, shape, run, { importLibrary })
    const table = dequantizeRows(model.table)
    const cosine = (a: string, b: string) => {
      const rowOf = (term: string) => {
        const start = model.pieces.terms.indexOf(term) * 16
        return [...table.subarray(start, start + 16)]
      }
      const [x, y] = [rowOf(a), rowOf(b)]
      return x.reduce((sum, value, at) => sum + value * y[at], 0) / (Math.hypot(...x) * Math.hypot(...y))
    }
    expect(cosine('dog', 'puppi')).toBeGreaterThan(0.7)
    expect(cosine('dog', 'car')).toBeLessThan(0)
  })
})

describe('openTransformer', () => {
  const importLibrary = async () => tinyTransformersJs(WORDS)

  it('has a fingerprint of its files and settings', async () => {
    const other = mkdtempSync(join(tmpdir(), 'cerca-transformer-'))
    writeTinyTransformer(other, { ...WORDS, car: [0, 0, 1, 5] })
    const opened = [
      [folder, {}],
      [folder, {}],
      [folder, { maxTokens: 9 }],
      [folder, { queryPrefix: 'q' }],
      [folder, { documentPrefix: 'q' }],
      [folder, { pooling: 'first' as const }],
      [other, {}],
    ] as const
    const fingerprints = await Promise.all(
      opened.map(
        async ([path, settings]) => (await openTransformer(path, { settings, importLibrary })).fingerprint,
      ),
    )
    rmSync(other, { recursive: true })
    expect(fingerprints[0]).toMatch(/^transformer-[0-9a-f]{32}$/)
    expect(fingerprints[1]).toBe(fingerprints[0])
    expect(new Set(fingerprints).size).toBe(opened.length - 1)
  })

  it('says what to install when the library is not there, and what is missing in a folder', async () => {
    const missing = () =>
      openTransformer(folder, { importLibrary: () => importTransformersJs('no-such-package') })
    await expect(missing()).rejects.toThrow(CercaError)
    await expect(missing()).rejects.toMatchObject({
      code: 'transformers-missing',
      fix: expect.stringContaining('npm install @huggingface/transformers@4'),
    })
    const none = openTransformer(join(folder, 'none'), { importLibrary })
    await expect(none).rejects.toMatchObject({ code: 'transformer-unusable' })
    writeFileSync(join(folder, 'sentence_bert_config.json'), '{')
    await expect(openTransformer(folder, { importLibrary })).rejects.toThrow('sentence_bert_config.json')
    rmSync(join(folder, 'sentence_bert_config.json'))
  })
})
