import { describe, expect, it } from 'vitest'
import { refusalOf } from '../testing/code-of.js'
import { startFakeClient } from '../testing/fake-client.js'

const FILES = {
  'a.ts': 'fn load\n open\n read\n close\n x\n y\nend',
  'b.ts': 'fn copy\n open\n read\n close\n x\n y\nend',
  'notes.md': 'how to load',
}
const URI = 'file:///repo/a.ts'
const textDocument = { uri: URI }
const at = (line: number) => ({ line, character: 0 })
const CURSOR = { start: at(1), end: at(1) }
const SELECTION = { start: at(1), end: at(3) }
const SHOWS = { window: { showDocument: { support: true }, showMessage: {} } }

describe('workspace/symbol', () => {
  it('answers a question in words', async () => {
    const client = await startFakeClient({ files: FILES })
    expect(await client.request('workspace/symbol', { query: 'load' })).toMatchObject([
      { name: 'load', kind: 12, containerName: 'a.ts', location: { uri: URI } },
      { name: 'notes.md', kind: 1, location: { uri: 'file:///repo/notes.md' } },
    ])
  })

  it.each([
    ['an empty query', {}, ''],
    ['a workspace without folders', { folders: [] }, 'load'],
  ])('has nothing for %s', async (_what, options, query) => {
    const client = await startFakeClient({ files: FILES, ...options })
    expect(await client.request('workspace/symbol', { query })).toEqual([])
  })
})

describe('textDocument/codeAction', () => {
  it.each([
    ['a cursor that somebody asks at', CURSOR, { diagnostics: [], triggerKind: 1 }, 1],
    ['a cursor that only passes by', CURSOR, { diagnostics: [], triggerKind: 2 }, 0],
    ['a selection', SELECTION, { diagnostics: [], triggerKind: 2 }, 1],
    ['a client that asks for refactorings', SELECTION, { diagnostics: [], only: ['refactor'] }, 0],
    ['a client that asks for it', SELECTION, { diagnostics: [], only: ['cerca'] }, 1],
    [
      'a client that asks for it by its whole name',
      SELECTION,
      { diagnostics: [], only: ['cerca.findSimilar'] },
      1,
    ],
    ['a client that asks for anything', SELECTION, { diagnostics: [], only: [''] }, 1],
  ])('answers %s', async (_what, range, context, count) => {
    const client = await startFakeClient({ files: FILES })
    const actions = await client.request('textDocument/codeAction', { textDocument, range, context })
    expect(actions).toHaveLength(count)
  })

  it('finds similar code when it is run', async () => {
    const client = await startFakeClient({ files: FILES })
    const params = { textDocument, range: CURSOR, context: { diagnostics: [] } }
    const [action] = (await client.request('textDocument/codeAction', params)) as [
      { title: string; command: object },
    ]
    expect(action.title).toBe('Find similar code')
    expect(await client.request('workspace/executeCommand', action.command)).toMatchObject([
      { uri: 'file:///repo/b.ts' },
    ])
  })
})

describe('workspace/executeCommand', () => {
  const run = (command: string, ...args: unknown[]) =>
    ['workspace/executeCommand', { command, arguments: args }] as const

  it.each([
    ['a search', run('cerca.search', { query: 'load', limit: 1 }), [{ uri: URI }]],
    [
      'a search by its words alone',
      run('cerca.search', 'load'),
      [{ uri: URI }, { uri: 'file:///repo/notes.md' }],
    ],
    [
      'similar code',
      run('cerca.findSimilar', { textDocument, position: at(1) }),
      [{ uri: 'file:///repo/b.ts' }],
    ],
    ['a re-index', run('cerca.reindex'), null],
  ])('runs %s', async (_what, [method, params], expected) => {
    const client = await startFakeClient({ files: FILES })
    const answer = await client.request(method, params)
    if (expected === null) expect(answer).toBeNull()
    else expect(answer).toMatchObject(expected)
  })

  it.each([
    ['a command of somebody else', run('other.command')],
    ['a search for nothing', run('cerca.search')],
    ['similar code of nothing', run('cerca.findSimilar', 5)],
  ])('refuses %s', async (_what, [method, params]) => {
    const client = await startFakeClient({ files: FILES })
    expect((await refusalOf(client.request(method, params))).code).toBe(-32602)
  })

  it('shows the only place where the client can', async () => {
    const client = await startFakeClient({ files: FILES, capabilities: SHOWS })
    await client.request(...run('cerca.search', { query: 'load', limit: 1 }, { show: true }))
    const isShown = () => client.received.find(({ method }) => method === 'window/showDocument')?.params
    await expect.poll(isShown).toMatchObject({ uri: URI, takeFocus: true, selection: { start: at(0) } })
  })

  it('asks which of several to show', async () => {
    const answer = (method: string, params: unknown) =>
      method === 'window/showMessageRequest'
        ? (params as { actions: unknown[] }).actions[1]
        : { success: true }
    const client = await startFakeClient({ files: FILES, capabilities: SHOWS, answer })
    await client.request(...run('cerca.search', 'load', { show: true }))
    const isShown = () => client.received.find(({ method }) => method === 'window/showDocument')?.params
    await expect.poll(isShown).toMatchObject({ uri: 'file:///repo/notes.md' })
    expect(
      client.received.find(({ method }) => method === 'window/showMessageRequest')?.params,
    ).toMatchObject({
      actions: [{ title: 'a.ts:1 load' }, { title: 'notes.md:1' }],
    })
  })

  it.each([
    ['that nothing was found', SHOWS, 'nowhere', 'Nothing found.'],
    ['where the places are, when it opens no documents', {}, 'load', 'a.ts:1 load\nnotes.md:1'],
  ])('tells a client %s', async (_what, capabilities, query, message) => {
    const client = await startFakeClient({ files: FILES, capabilities })
    await client.request(...run('cerca.search', query, { show: true }))
    const isTold = () => client.received.find(({ method }) => method === 'window/showMessage')?.params
    await expect.poll(isTold).toEqual({ type: 3, message })
  })

  it('shows nothing unasked', async () => {
    const client = await startFakeClient({ files: FILES, capabilities: SHOWS })
    await client.request(...run('cerca.search', 'load'))
    await client.request('cerca/status')
    expect(client.received).toEqual([])
  })
})

describe('textDocument/diagnostic', () => {
  const settings = { duplicates: { diagnostics: true } }

  async function diagnosticsOf(text: string, more: object = {}) {
    const client = await startFakeClient({
      files: { ...FILES, 'a.ts': text },
      initializationOptions: { settings: { duplicates: { ...settings.duplicates, ...more } } },
    })
    await client.notify('textDocument/didOpen', {
      textDocument: { ...textDocument, languageId: 'x', version: 1, text },
    })
    const ask = (previousResultId?: string) =>
      client.request('textDocument/diagnostic', { textDocument, previousResultId }) as Promise<{
        kind: string
        items: unknown[]
        resultId: string
      }>
    return { client, ask }
  }

  it('marks a function that is nearly another one, and links to it', async () => {
    const { ask } = await diagnosticsOf(FILES['a.ts'])
    expect(await ask()).toMatchObject({
      kind: 'full',
      items: [
        {
          range: { start: { line: 0, character: 3 }, end: { line: 0, character: 7 } },
          severity: 3,
          source: 'cerca',
          message: '`load` is nearly the same as another place.',
          relatedInformation: [{ location: { uri: 'file:///repo/b.ts' }, message: '93 % alike' }],
        },
      ],
    })
  })

  it.each([
    ['a function that differs', FILES['a.ts'].replace(' open\n read', ' write\n other'), {}],
    ['a short function', FILES['a.ts'], { minimumLines: 8 }],
    ['a file of an ignored path', FILES['a.ts'], { ignore: ['/a.ts'] }],
    ['what is like an ignored path only', FILES['a.ts'], { ignore: ['/b.'] }],
    ['a function with a comment that says so', `-- cerca: ignore duplicates\n${FILES['a.ts']}`, {}],
  ])('leaves %s alone', async (_what, text, more) => {
    const { ask } = await diagnosticsOf(text, more)
    expect((await ask()).items).toEqual([])
  })

  it('is off by default', async () => {
    const client = await startFakeClient({ files: FILES })
    await client.notify('textDocument/didOpen', {
      textDocument: { ...textDocument, languageId: 'x', version: 1, text: FILES['a.ts'] },
    })
    expect(await client.request('textDocument/diagnostic', { textDocument })).toEqual({
      kind: 'full',
      items: [],
    })
    expect(client.index().calls).not.toContain('definitions a.ts')
  })

  it('says when nothing has changed since', async () => {
    const { client, ask } = await diagnosticsOf(FILES['a.ts'])
    const { resultId } = await ask()
    expect(await ask(resultId)).toEqual({ kind: 'unchanged', resultId })
    client.index().set({ generation: 2 })
    expect((await ask(resultId)).kind).toBe('full')
  })

  it('says that there is more to tell when all were compared again while it answered', async () => {
    const { client, ask } = await diagnosticsOf(FILES['a.ts'])
    await ask()
    const index = client.index()
    const nComparisons = () => index.calls.filter((call) => call === 'duplicates').length
    const nBefore = nComparisons()
    index.set({ generation: 2 })
    index.hold()
    const answer = ask()
    // That of this file, and that of all.
    await expect.poll(nComparisons).toBe(nBefore + 2)
    index.release()
    const { resultId } = await answer
    expect((await ask(resultId)).kind).toBe('full')
  })
})

describe('the rest', () => {
  it('tells the status of each folder', async () => {
    const client = await startFakeClient({ folders: ['/repo', '/lib'] })
    expect(await client.request('cerca/status')).toMatchObject({
      folders: [
        { folder: 'file:///repo', name: 'repo', state: 'ready', files: 1, chunks: 2, message: '' },
        { folder: 'file:///lib', name: 'lib' },
      ],
    })
  })

  it('pauses every folder', async () => {
    const client = await startFakeClient({ folders: ['/repo', '/lib'] })
    const status = await client.request('cerca/pause', { isPaused: true })
    expect(status).toMatchObject({ folders: [{ state: 'paused' }, { state: 'paused' }] })
  })

  it('re-indexes the folders that are named', async () => {
    const client = await startFakeClient({ folders: ['/repo', '/lib'] })
    expect(await client.request('cerca/reindex', { folders: ['file:///lib'], rebuild: true })).toBeNull()
    expect([...client.indexes.values()].map(({ calls }) => calls)).toEqual([[], ['rebuild']])
  })

  it('ends the indexing of a re-index that is cancelled', async () => {
    const client = await startFakeClient()
    client.index().hold()
    const answer = client.request('cerca/reindex', {})
    await expect.poll(() => client.index().calls).toEqual(['reindex'])
    await client.notify('$/cancelRequest', { id: 2 })
    expect((await refusalOf(answer)).code).toBe(-32800)
    expect(client.index().calls).toEqual(['reindex', 'cancelIndexing'])
  })

  it('lists what is left out', async () => {
    const client = await startFakeClient({ folders: ['/repo', '/lib'] })
    expect(await client.request('cerca/leftOut', { limit: 1 })).toEqual({
      files: [
        {
          uri: 'file:///repo/dist/',
          path: 'dist/',
          reason: 'build-output',
          label: 'build output',
          sentence: 'A build makes it. (dist/ (built-in default))',
        },
      ],
      total: 2,
    })
  })
})
