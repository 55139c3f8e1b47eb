import { describe, expect, it } from 'vitest'
import type { SimilarResult } from '../protocol.js'
import { refusalOf } from '../testing/code-of.js'
import { type FakeClientOptions, startFakeClient } from '../testing/fake-client.js'

const FILES = {
  'a.ts': 'fn first\n open\n read\n close\nend\nfn other\n nothing\nend',
  'b.ts': 'fn second\n open\n read\n shut\nend',
  'c.ts': 'fn third\n open\n read\n close\nend',
}

const at = (line: number) => ({ line, character: 0 })
const whole = (start: number, end: number) => ({
  start: at(start),
  end: { line: end, character: 2 ** 31 - 1 },
})

async function similarTo(params: object, options: FakeClientOptions = {}) {
  const client = await startFakeClient({ files: FILES, ...options })
  const textDocument = { uri: 'file:///repo/a.ts' }
  const result = (await client.request('cerca/similar', { textDocument, ...params })) as SimilarResult
  return {
    ...result,
    found: result.hits.map(({ path, similarity }) => [path, Number(similarity.toFixed(2))]),
    client,
  }
}

describe('cerca/similar', () => {
  it.each([
    ['a position', { position: at(2) }],
    ['an empty range', { range: { start: at(2), end: at(2) } }],
    ['a word of the line', { range: { start: at(2), end: { line: 2, character: 4 } } }],
    ['the whole line', { range: { start: at(2), end: at(3) } }],
  ])('takes the definition around %s', async (_what, params) => {
    const { target, targetName, found } = await similarTo(params)
    expect(target).toEqual({ uri: 'file:///repo/a.ts', range: whole(0, 4) })
    expect(targetName).toBe('first')
    expect(found).toEqual([
      ['c.ts', 1],
      ['b.ts', 0.67],
    ])
  })

  it('takes the lines of a longer selection as they are, and leaves out the function they are in', async () => {
    const { target, found } = await similarTo({ range: { start: at(1), end: at(3) } })
    expect(target.range).toEqual(whole(1, 2))
    expect(found).toEqual([
      ['b.ts', 0.67],
      ['c.ts', 0.67],
    ])
  })

  it.each([
    ['a least similarity', { minSimilarity: 0.9 }, ['c.ts']],
    ['a limit', { limit: 1 }, ['c.ts']],
    ['a path', { paths: ['b'] }, ['b.ts']],
    ['another folder only', { folders: [] }, []],
  ])('keeps to %s', async (_what, params, paths) => {
    const { found } = await similarTo({ position: at(2), ...params })
    expect(found.map(([path]) => path)).toEqual(paths)
  })

  it('leaves out what is less alike than the setting says', async () => {
    const settings = { similar: { threshold: 0.8 } }
    const { found } = await similarTo({ position: at(2) }, { initializationOptions: { settings } })
    expect(found.map(([path]) => path)).toEqual(['c.ts'])
  })

  it.each([
    ['an untitled document', 'untitled:Untitled-1'],
    ['a file outside', 'file:///elsewhere/x.ts'],
    ['a file that is not in the index', 'file:///repo/left-out.ts'],
    ['a document of another machine', 'vscode-vfs://github/me/repo/x.ts'],
  ])('compares %s while it is open', async (_what, uri) => {
    const client = await startFakeClient({ files: FILES })
    const text = 'fn mine\n open\n read\n close\nend'
    await client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'x', version: 1, text } })
    const params = { textDocument: { uri }, position: at(2), minSimilarity: 0.9 }
    const result = (await client.request('cerca/similar', params)) as SimilarResult
    expect(result.target).toEqual({ uri, range: whole(0, 4) })
    expect(result.hits.map(({ path }) => path)).toEqual(['a.ts', 'c.ts'])
  })

  it('compares a cell of a notebook, and leaves out the cell itself as it was saved', async () => {
    const saved = 'fn mine\n open\n read\n close\nend'
    const client = await startFakeClient({ files: { ...FILES, 'n.ipynb': `${saved}\n${saved}` } })
    const uri = 'vscode-notebook-cell:/repo/n.ipynb#W0sZmlsZQ%3D%3D'
    const textDocument = { uri, languageId: 'x', version: 1, text: saved }
    await client.notify('textDocument/didOpen', { textDocument })
    const params = { textDocument: { uri }, position: at(2), minSimilarity: 0.9 }
    const { hits } = (await client.request('cerca/similar', params)) as SimilarResult
    expect(hits.map(({ path }) => path)).toEqual(['a.ts', 'c.ts', 'n.ipynb'])
  })

  it.each([
    ['an untitled document', 'untitled:Untitled-1', 'Open it first'],
    ['a document of another machine', 'vscode-vfs://github/me/repo/x.ts', '"vscode-vfs:"'],
    ['a file of a server', 'file://server/share/x.ts', 'compared only while they are open'],
    ['a file outside', 'file:///elsewhere/x.ts', 'in no folder of the workspace'],
    ['a file that is not there', 'file:///repo/none.ts', 'none.ts is not in the index'],
    ['no URI', 'what?', 'compared only while they are open'],
  ])('says why it cannot compare %s', async (_what, uri, reason) => {
    const client = await startFakeClient({ files: FILES })
    const refusal = await refusalOf(
      client.request('cerca/similar', { textDocument: { uri }, position: at(0) }),
    )
    expect(refusal).toMatchObject({ code: -32803, message: expect.stringContaining(reason) })
  })

  it('compares with what was typed a moment ago', async () => {
    const client = await startFakeClient({ files: FILES })
    const uri = 'file:///repo/a.ts'
    const textDocument = { uri, languageId: 'x', version: 1, text: 'fn mine\nend' }
    await client.notify('textDocument/didOpen', { textDocument })
    const contentChanges = [{ range: { start: at(1), end: at(1) }, text: ' open\n read\n shut\n' }]
    await client.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges })
    const params = { textDocument: { uri }, position: at(2), minSimilarity: 0.9 }
    const { hits } = (await client.request('cerca/similar', params)) as SimilarResult
    expect(hits.map(({ path }) => path)).toEqual(['b.ts'])
  })

  it('asks the other roots too', async () => {
    const client = await startFakeClient({ files: FILES, folders: ['/repo', '/lib'] })
    const uri = 'file:///repo/a.ts'
    const textDocument = { uri, languageId: 'x', version: 1, text: FILES['a.ts'] }
    await client.notify('textDocument/didOpen', { textDocument })
    const params = { textDocument: { uri }, position: at(2), minSimilarity: 0.9 }
    const { hits, target } = (await client.request('cerca/similar', params)) as SimilarResult
    expect(target.range).toEqual(whole(0, 4))
    // Every fake index has the same files, so the other root has a copy of the code itself.
    expect(hits.map((hit) => hit.uri)).toEqual(['file:///repo/c.ts', 'file:///lib/a.ts', 'file:///lib/c.ts'])
  })

  it('needs a range or a position', async () => {
    const client = await startFakeClient({ files: FILES })
    const refusal = await refusalOf(
      client.request('cerca/similar', { textDocument: { uri: 'file:///repo/a.ts' } }),
    )
    expect(refusal).toMatchObject({ code: -32602, message: expect.stringContaining('"range"') })
  })
})
