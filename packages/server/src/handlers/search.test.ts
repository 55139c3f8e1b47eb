import { describe, expect, it } from 'vitest'
import type { SearchResult } from '../protocol.js'
import { refusalOf } from '../testing/code-of.js'
import { startFakeClient } from '../testing/fake-client.js'

const FILES = {
  'src/load.ts': 'fn load\n read file\nend',
  'src/save.py': 'fn save\n write file\nend',
  'other.ts': 'nothing',
}

describe('cerca/search', () => {
  it('gives hits in the words of the protocol', async () => {
    const client = await startFakeClient({ files: { 'a b.ts': 'fn load\nend' } })
    const { hits, isComplete } = (await client.request('cerca/search', { query: 'load' })) as SearchResult
    expect(isComplete).toBe(true)
    expect(hits).toEqual([
      {
        uri: 'file:///repo/a%20b.ts',
        range: { start: { line: 0, character: 0 }, end: { line: 1, character: 2 ** 31 - 1 } },
        folder: 'file:///repo',
        path: 'a b.ts',
        score: 1,
        language: 'ts',
        kind: 'code',
        traits: [],
        scope: '',
        symbols: [
          {
            name: 'load',
            kind: 'function',
            range: { start: { line: 0, character: 0 }, end: { line: 1, character: 2 ** 31 - 1 } },
          },
        ],
        preview: { line: 0, text: 'fn load', matches: [] },
      },
    ])
  })

  it.each([
    ['everything', { query: 'file' }, ['src/load.ts', 'src/save.py']],
    ['best first', { query: 'write file' }, ['src/save.py', 'src/load.ts']],
    ['a language', { query: 'file', languages: ['py'] }, ['src/save.py']],
    ['a path', { query: 'file', paths: ['load'] }, ['src/load.ts']],
    ['a limit', { query: 'file', limit: 1 }, ['src/load.ts']],
    [
      'null for what is left out',
      { query: 'file', languages: null, limit: null },
      ['src/load.ts', 'src/save.py'],
    ],
    [
      'a folder with a slash at its end',
      { query: 'file', folders: ['file:///repo/'] },
      ['src/load.ts', 'src/save.py'],
    ],
    ['a folder that is none', { query: 'file', folders: ['file:///elsewhere'] }, []],
  ])('answers %s', async (_what, params, paths) => {
    const client = await startFakeClient({ files: FILES })
    const { hits } = (await client.request('cerca/search', params)) as SearchResult
    expect(hits.map(({ path }) => path)).toEqual(paths)
  })

  it.each([
    ['a limit that is too large', { query: 'a', limit: 5000 }, 'limit'],
    ['languages that are no list', { query: 'a', languages: 'ts' }, 'languages'],
    ['another language of questions', { query: 'a', queryLanguage: 'fr' }, 'queryLanguage'],
    ['another content', { query: 'a', content: 'binary' }, 'content'],
  ])('refuses %s and names it', async (_what, params, name) => {
    const client = await startFakeClient()
    expect(await refusalOf(client.request('cerca/search', params))).toMatchObject({
      code: -32602,
      message: expect.stringContaining(`"${name}"`),
    })
  })

  it.each([
    ['en', 'Give at least one word'],
    ['es-MX', 'Escriba al menos una palabra'],
    ['fr', 'Give at least one word'],
  ])('says in %s what to do about an empty question', async (locale, fix) => {
    const client = await startFakeClient({ locale })
    expect(await refusalOf(client.request('cerca/search', { query: ' ' }))).toMatchObject({
      code: -32803,
      message: expect.stringContaining(fix),
      data: { code: 'query-empty' },
    })
  })

  it('says that there is no folder', async () => {
    const client = await startFakeClient({ folders: [] })
    expect((await refusalOf(client.request('cerca/search', { query: 'a' }))).message).toContain(
      'Open a folder',
    )
  })

  it('asks every root, and counts a file of a root inside another once', async () => {
    const files = { 'a.ts': 'file', 'inner/a.ts': 'file file' }
    const client = await startFakeClient({ files, folders: ['/repo', '/repo/inner'] })
    const { hits } = (await client.request('cerca/search', { query: 'file' })) as SearchResult
    // Every fake index has both files: `/repo/inner/a.ts` is the outer one's second and the inner one's first.
    expect(hits.map(({ uri, folder }) => [folder, uri])).toEqual([
      ['file:///repo', 'file:///repo/a.ts'],
      ['file:///repo/inner', 'file:///repo/inner/a.ts'],
      ['file:///repo/inner', 'file:///repo/inner/inner/a.ts'],
    ])
  })
})
