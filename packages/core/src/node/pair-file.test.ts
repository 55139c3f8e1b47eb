import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Pair } from '../train/pairs/pair.js'
import { readPairs, readTrainingTexts, writePairs } from './pair-file.js'
import { temporaryFolder } from './testing/disk.js'

const PAIRS: readonly Pair[] = [1, 2].map((line) => ({
  query: `opens file ${line}`,
  document: `a.py\nopen("\u2028ñ👍")\r\n${line}`,
  source: 'doc',
  language: 'python',
  naturalLanguage: 'en',
  path: 'a.py',
  line,
}))

async function readAll(path: string): Promise<{ pairs: Pair[]; problems: string[] }> {
  const pairs: Pair[] = []
  const problems: string[] = []
  for await (const pair of readPairs(path, ({ line, message }) => problems.push(`${line}: ${message}`))) {
    pairs.push(pair)
  }
  return { pairs, problems }
}

describe('a file of pairs', () => {
  it('reads back what was written, one pair a line', async () => {
    const path = join(temporaryFolder(), 'pairs.jsonl')
    expect(await writePairs(path, PAIRS)).toBe(2)
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3)
    expect(await readAll(path)).toEqual({ pairs: PAIRS, problems: [] })
  })

  it('tells the lines that are no pairs and reads the others', async () => {
    const path = join(temporaryFolder(), 'pairs.jsonl')
    const [first, second] = PAIRS.map((pair) => JSON.stringify(pair))
    writeFileSync(path, `\uFEFF${first}\r\n\n{"query":"a b"}\n${second}\nnot JSON`)
    expect(await readAll(path)).toEqual({
      pairs: PAIRS,
      problems: ['3: "document" is missing', '5: it is not JSON'],
    })
  })

  it('may hold no more than queries and documents', async () => {
    const path = join(temporaryFolder(), 'mine.jsonl')
    writeFileSync(
      path,
      `\uFEFF{"query":"a","document":"b"}\r\n\n{"query":"a"}\n${JSON.stringify(PAIRS[0])}\n`,
    )
    const texts: object[] = []
    const problems: string[] = []
    for await (const text of readTrainingTexts(path, ({ line, message }) =>
      problems.push(`${line}: ${message}`),
    )) {
      texts.push(text)
    }
    const { query, document } = PAIRS[0]!
    expect(texts).toEqual([
      { query: 'a', document: 'b', path: '', negatives: [] },
      { query, document, path: 'a.py', negatives: [] },
    ])
    expect(problems).toEqual(['3: "document" is no text'])
  })

  it('leaves the old file, and no other, when the pairs break off', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'pairs.jsonl')
    await writePairs(path, PAIRS)
    const before = readFileSync(path)
    function* broken(): Generator<Pair> {
      yield* PAIRS
      throw new Error('broken')
    }
    await expect(writePairs(path, broken())).rejects.toThrow('broken')
    expect(readFileSync(path)).toEqual(before)
    expect(readdirSync(folder)).toEqual(['pairs.jsonl'])
  })
})
