/** What the shipped model knows beside software: the checks of the literature, and more of the same kind. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createStaticEmbedder, createTermAnalyzer, loadModel } from '@cerca/core'
import { openModel } from '@cerca/core/node'
import { modelUrl } from '@cerca/model'
import { describe, expect, it } from 'vitest'

const folder = fileURLToPath(modelUrl)
const embedder = createStaticEmbedder(loadModel(openModel(folder)), createTermAnalyzer())

/** 3 MB, the limit that it was given. */
const MOST_BYTES = 3_000_000

/** Of sixteen; a model of software alone misses eight, as one by chance would. */
const MOST_MISSED = 3

describe('the shipped model', () => {
  it.each([
    ['good morning', 'hello', "that's a noisy trombone"],
    ['dog', 'puppy', 'car'],
    ['delete a file', 'remove file', 'http request'],
    ['error', 'exception', 'button'],
  ])('finds %j nearer to %j than to %j', async (text, near, far) => {
    expect(await cosine(text, near)).toBeGreaterThan(await cosine(text, far))
  })

  // Written down before any model was asked. Software has an Apple and happy paths of its own.
  it('knows most of what anybody knows', async () => {
    const triples = [
      ['river', 'lake', 'typewriter'],
      ['doctor', 'nurse', 'carpet'],
      ['apple', 'banana', 'hammer'],
      ['happy', 'glad', 'concrete'],
      ['rain', 'storm', 'sofa'],
      ['piano', 'violin', 'spoon'],
      ['bread', 'butter', 'satellite'],
      ['money', 'bank', 'elephant'],
      ['winter', 'snow', 'pencil'],
      ['teacher', 'school', 'volcano'],
      ['king', 'queen', 'cabbage'],
      ['ship', 'sailor', 'kitchen'],
      ['the train was late', 'we waited at the station', 'she peeled an onion'],
      ['he plays the guitar', 'a song on the radio', 'a leaking tap'],
      ['they got married', 'the wedding of the bride', 'a broken window'],
      ['where can I eat', 'a restaurant with good food', 'the moon is far away'],
    ]
    const missed: string[] = []
    for (const [text, near, far] of triples)
      if ((await cosine(text, near)) <= (await cosine(text, far))) missed.push(`${text}: ${far}`)
    expect(missed.length, missed.join('; ')).toBeLessThanOrEqual(MOST_MISSED)
  })

  it('is small', () => {
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES)
  })
})

async function cosine(query: string, document: string): Promise<number> {
  const [a, b] = await Promise.all([embedder.embed([query], 'query'), embedder.embed([document], 'document')])
  return a.reduce((sum, value, at) => sum + value * b[at], 0)
}
