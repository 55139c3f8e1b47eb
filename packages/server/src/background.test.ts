import { describe, expect, it } from 'vitest'
import { type FakeClient, startFakeClient } from './testing/fake-client.js'

function sent(client: FakeClient, method: string): unknown[] {
  return client.received.filter((message) => message.method === method).map(({ params }) => params)
}

describe('progress', () => {
  const capabilities = { window: { workDoneProgress: true } }

  it('shows how far the indexing is, and its end', async () => {
    const client = await startFakeClient({ capabilities })
    client.index().set({ state: 'indexing', done: 0, total: 200 })
    await expect.poll(() => sent(client, '$/progress')).toHaveLength(1)
    client.index().set({ done: 50 })
    client.index().set({ state: 'ready', done: 0, total: 0 })
    await expect.poll(() => sent(client, '$/progress')).toHaveLength(3)
    expect(sent(client, '$/progress').map((params) => (params as { value: unknown }).value)).toEqual([
      { kind: 'begin', title: 'Indexing repo', cancellable: true, message: '0 of 200 files', percentage: 0 },
      { kind: 'report', message: '50 of 200 files', percentage: 25 },
      { kind: 'end' },
    ])
  })

  it('begins anew for the learning that follows', async () => {
    const client = await startFakeClient({ capabilities, locale: 'es' })
    client.index().set({ state: 'indexing', done: 1, total: 2 })
    await expect.poll(() => sent(client, '$/progress')).toHaveLength(1)
    client.index().set({ state: 'adapting', done: 1, total: 4 })
    await expect.poll(() => sent(client, '$/progress')).toHaveLength(3)
    expect(sent(client, '$/progress').map((params) => (params as { value: unknown }).value)).toMatchObject([
      { title: 'Indexando repo', message: '1 de 2 archivos' },
      { kind: 'end' },
      { title: 'Aprendiendo las palabras de repo', cancellable: false, percentage: 25 },
    ])
  })

  it('ends the indexing when its button is pressed', async () => {
    const client = await startFakeClient({ capabilities })
    client.index().set({ state: 'indexing', done: 0, total: 200 })
    await expect.poll(() => sent(client, '$/progress')).toHaveLength(1)
    const [{ token }] = sent(client, 'window/workDoneProgress/create') as [{ token: string }]
    await client.notify('window/workDoneProgress/cancel', { token: 'another' })
    await client.notify('window/workDoneProgress/cancel', { token })
    await client.request('cerca/status')
    expect(client.index().calls).toEqual(['cancelIndexing'])
  })

  it('does not flicker for what is soon done', async () => {
    const client = await startFakeClient({ capabilities })
    client.index().set({ state: 'indexing', done: 0, total: 1 })
    client.index().set({ state: 'ready' })
    await client.request('cerca/status')
    expect(client.received).toEqual([])
  })
})

describe('the status', () => {
  it('is told on every change to a client that wants it', async () => {
    const client = await startFakeClient({ initializationOptions: { wantsStatus: true } })
    client.index().set({ state: 'indexing', done: 1, total: 2 })
    await expect
      .poll(() => sent(client, 'cerca/statusChanged'))
      .toMatchObject([
        { folders: [{ state: 'ready' }] },
        { folders: [{ state: 'indexing', done: 1, total: 2 }] },
      ])
  })

  it('of a problem is logged for everybody, each once', async () => {
    const client = await startFakeClient()
    client.index().set({ state: 'problem', message: 'The disk is full. Free some space.' })
    client.index().set({ state: 'problem', message: 'The disk is full. Free some space.', files: 2 })
    client.index().set({ state: 'problem', message: 'The disk is gone. Bring it back.' })
    await expect
      .poll(() => sent(client, 'window/logMessage'))
      .toEqual([
        { type: 1, message: 'repo: The disk is full. Free some space.' },
        { type: 1, message: 'repo: The disk is gone. Bring it back.' },
      ])
  })

  it('what happens to an index is logged for everybody', async () => {
    const client = await startFakeClient()
    client.index().options.onLog('info', 'Opened.')
    client.index().options.onLog('warning', 'It ended.')
    await expect
      .poll(() => sent(client, 'window/logMessage'))
      .toEqual([
        { type: 3, message: 'repo: Opened.' },
        { type: 2, message: 'repo: It ended.' },
      ])
  })
})

describe('files on disk', () => {
  const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } }
  const change = (path: string) => ({ uri: `file://${path}`, type: 2 })

  it('are watched by the client, and told to the innermost folder in one piece', async () => {
    const client = await startFakeClient({ capabilities, folders: ['/repo', '/repo/inner'] })
    expect(sent(client, 'client/registerCapability')).toMatchObject([
      { registrations: [{ method: 'workspace/didChangeWatchedFiles' }] },
    ])
    const changes = ['/repo/a.ts', '/repo/inner/b.ts', '/repo/c.ts', '/elsewhere/d.ts'].map(change)
    await client.notify('workspace/didChangeWatchedFiles', { changes })
    await client.request('cerca/status')
    expect([...client.indexes.values()].map(({ calls }) => calls)).toEqual([
      ['filesChanged a.ts,c.ts'],
      ['filesChanged b.ts'],
    ])
  })

  it('are not told when they are nobody’s work', async () => {
    const client = await startFakeClient({ capabilities })
    const changes = ['/repo/.git/index', '/repo/x/node_modules/y/z.js'].map(change)
    await client.notify('workspace/didChangeWatchedFiles', { changes: [...changes, null, { uri: 5 }] })
    await client.request('cerca/status')
    expect(client.index().calls).toEqual([])
  })
})

describe('the configuration', () => {
  const capabilities = {
    workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
    textDocument: { diagnostic: { dynamicRegistration: true } },
  }

  it('is asked for, applied, and applied again when it changes', async () => {
    let cerca: object = { index: { maxFileSize: 10, adapt: 'off' } }
    const answer = (method: string) => (method === 'workspace/configuration' ? [cerca] : null)
    const client = await startFakeClient({ capabilities, answer })
    expect(client.index().options.settings).toEqual({ maxFileBytes: 10_240, adapt: 'off', isAutomatic: true })
    cerca = { index: { automatic: false }, duplicates: { diagnostics: true } }
    await client.notify('workspace/didChangeConfiguration', { settings: null })
    await expect.poll(() => client.index().calls).toEqual(['configure {"adapt":"auto","isAutomatic":false}'])
    await expect
      .poll(() => sent(client, 'client/registerCapability'))
      .toMatchObject([
        { registrations: [{ method: 'workspace/didChangeConfiguration' }] },
        { registrations: [{ method: 'textDocument/diagnostic' }] },
      ])
    cerca = {}
    await client.notify('workspace/didChangeConfiguration', {})
    await expect.poll(() => sent(client, 'client/unregisterCapability')).toHaveLength(1)
  })

  it.each([
    ['below its section', { settings: { cerca: { search: { limit: 1 } } } }],
    ['without one', { settings: { search: { limit: 1 } } }],
  ])('is taken as it is sent, by a client that cannot be asked: %s', async (_what, params) => {
    const client = await startFakeClient({ files: { 'a.ts': 'x', 'b.ts': 'x' } })
    await client.notify('workspace/didChangeConfiguration', params)
    expect(await client.request('workspace/symbol', { query: 'x' })).toHaveLength(1)
  })

  it('opens the indexes again when they are to be elsewhere', async () => {
    const client = await startFakeClient()
    const first = client.index()
    await client.notify('workspace/didChangeConfiguration', {
      settings: { cerca: { index: { model: 'none' } } },
    })
    await expect.poll(() => client.index() !== first && client.index().options.modelFolder).toBeUndefined()
    expect(first.calls).toEqual(['close'])
  })

  it('says once which setting it refuses', async () => {
    const client = await startFakeClient()
    for (const limit of [0, -1]) {
      await client.notify('workspace/didChangeConfiguration', { settings: { cerca: { search: { limit } } } })
    }
    await client.request('cerca/status')
    expect(sent(client, 'window/logMessage')).toMatchObject([
      { type: 2, message: expect.stringContaining('cerca.search.limit') },
    ])
  })
})

describe('folders', () => {
  it.each([
    ['of another machine', ['/repo'], 'vscode-vfs://github/me/repo'],
    ['that are no URI', ['/repo'], 'repo'],
  ])('%s are refused politely', async (_what, folders, uri) => {
    const client = await startFakeClient({ folders })
    await client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri, name: 'x' }], removed: [] },
    })
    expect(await client.request('cerca/status')).toMatchObject({ folders: [{ name: 'repo' }] })
    await expect.poll(() => sent(client, 'window/logMessage')).toMatchObject([{ type: 2 }])
  })

  it('whose name is their path are called by its end', async () => {
    const client = await startFakeClient()
    await client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: 'file:///home/ann/shop', name: '/home/ann/shop' }], removed: [] },
    })
    expect(await client.request('cerca/status')).toMatchObject({ folders: [{}, { name: 'shop' }] })
  })

  it('come and go', async () => {
    const client = await startFakeClient({ files: { 'a.ts': 'x' } })
    const event = {
      added: [{ uri: 'file:///lib', name: 'lib' }],
      removed: [{ uri: 'file:///repo/', name: '' }],
    }
    await client.notify('workspace/didChangeWorkspaceFolders', { event })
    expect(await client.request('workspace/symbol', { query: 'x' })).toMatchObject([
      { location: { uri: 'file:///lib/a.ts' } },
    ])
    expect(client.index().calls).toEqual(['close'])
  })

  it('are opened once, however often they are named', async () => {
    const client = await startFakeClient({ folders: ['/repo', '/repo/', '/repo'] })
    expect(await client.request('cerca/status')).toMatchObject({ folders: [{ folder: 'file:///repo' }] })
  })
})
