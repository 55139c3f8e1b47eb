import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Progress } from './api.js'
import { readWordCorpus, type WordSource } from './read-word-corpus.js'
import { temporaryFolder } from './testing/disk.js'

const OPTIONS = { split: 'spaces', minCount: 1, maxFileBytes: 1000, onProgress: () => {} } as const

describe('readWordCorpus', () => {
  it('reads lines of files as sentences', async () => {
    const [first, second] = sourcesOf({ 'a.txt': 'the cat\r\n\n the  ñu \n', 'b.txt': 'the\tdog' })
    const { corpus, files, bytes } = await readWordCorpus([first!, second!], OPTIONS)
    expect({ files, bytes }).toEqual({ files: 2, bytes: 28 })
    expect(corpus.words).toEqual(['the', 'cat', 'dog', 'ñu'])
    expect([...corpus.tokens]).toEqual([0, 1, 0, 3, 0, 2])
    expect([...corpus.sentenceEnds]).toEqual([2, 4, 6])
  })

  it('does not join what stands at the end of one file and the beginning of the next', async () => {
    const sources = sourcesOf({ 'a.txt': 'getName\nsetName', 'b.txt': 'name' })
    const { corpus } = await readWordCorpus(sources, { ...OPTIONS, split: 'parts' })
    expect(corpus.words).toEqual(['name', 'get', 'set'])
    expect([...corpus.sentenceEnds]).toEqual([4, 5])
  })

  it('reads of a folder what an index of it would hold', async () => {
    const [source] = sourcesOf({
      'src/a.js': 'let one',
      'node_modules/b.js': 'let two',
      'large.js': 'x'.repeat(1001),
    })
    const root = dirname(dirname(source!.path))
    const { corpus, files } = await readWordCorpus([{ kind: 'folder', path: root }], OPTIONS)
    expect(files).toBe(1)
    expect(corpus.words).toEqual(['let', 'one'])
  })

  it('says how far it is in a large file', async () => {
    const reports: Progress[] = []
    const sources = sourcesOf({ 'a.txt': 'the cat sat\n'.repeat(25_000) })
    await readWordCorpus(sources, { ...OPTIONS, onProgress: (progress) => reports.push(progress) })
    expect(reports).toHaveLength(2)
    expect(reports[1]).toMatchObject({ phase: 'analyse', filesTotal: 1, bytesTotal: 300_000 })
  })

  it('fails for a file that is not there', async () => {
    const missing = { kind: 'file', path: join(temporaryFolder(), 'c.txt') } as const
    await expect(readWordCorpus([missing], OPTIONS)).rejects.toThrow('ENOENT')
  })
})

/** Files of a new folder, in the order given. */
function sourcesOf(files: Readonly<Record<string, string>>): WordSource[] {
  const folder = temporaryFolder()
  return Object.entries(files).map(([name, text]) => {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    return { kind: 'file', path }
  })
}
