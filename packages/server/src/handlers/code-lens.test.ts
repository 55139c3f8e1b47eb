import { describe, expect, it } from 'vitest'
import type { CodeLens } from 'vscode-languageserver-types'
import { refusalOf } from '../testing/code-of.js'
import { type FakeClientOptions, startFakeClient } from '../testing/fake-client.js'

const TEXT = 'fn first\n open\n read\n close\nend\nfn alone\n a\n b\n c\nend\nfn short\nend'
const FILES = {
  'a.ts': TEXT,
  'b.ts': 'fn copy\n open\n read\n close\nend',
  'c.ts': 'fn near\n open\n read\n shut\nend',
}
const URI = 'file:///repo/a.ts'
const CAN_REFRESH = { workspace: { codeLens: { refreshSupport: true } } }

async function startWith(codeLens: object, options: FakeClientOptions = {}) {
  const client = await startFakeClient({
    files: FILES,
    initializationOptions: { settings: { codeLens } },
    ...options,
  })
  await client.notify('textDocument/didOpen', {
    textDocument: { uri: URI, languageId: 'x', version: 1, text: TEXT },
  })
  const lenses = () =>
    client.request('textDocument/codeLens', { textDocument: { uri: URI } }) as Promise<CodeLens[]>
  const resolve = (lens: CodeLens | undefined) =>
    client.request('codeLens/resolve', lens) as Promise<CodeLens>
  return { client, lenses, resolve }
}

describe('textDocument/codeLens', () => {
  it('stands at the names of functions, of those that are long enough, and begins to count them', async () => {
    const { client, lenses } = await startWith({ enabled: 'on' })
    const found = await lenses()
    expect(found.map(({ range, command }) => [range.start, range.end.character, command])).toEqual([
      [{ line: 0, character: 3 }, 8, undefined],
      [{ line: 5, character: 3 }, 8, undefined],
    ])
    expect(client.index().calls.filter((call) => call.startsWith('countSimilar'))).toEqual([
      'countSimilar a.ts x2',
    ])
  })

  it.each([
    ['in a file that is longer than the setting allows', { enabled: 'on', maxLines: 11 }],
    ['when they are off', { enabled: 'off' }],
  ])('there are none %s', async (_what, settings) => {
    const { lenses, client } = await startWith(settings)
    expect(await lenses()).toEqual([])
    expect(client.index().calls).not.toContain('definitions a.ts')
  })

  it.each([
    ['on', 2, 'similar'],
    ['verySimilar', 1, 'similar'],
  ])('counts what is similar: %s', async (enabled, count, word) => {
    const { lenses, resolve } = await startWith({ enabled })
    const lens = await resolve((await lenses())[0])
    expect(lens.command).toMatchObject({ title: `${count} ${word}`, command: 'cerca.findSimilar' })
  })

  it('speaks Spanish', async () => {
    const { lenses, resolve } = await startWith({ enabled: 'on' }, { locale: 'es' })
    expect((await resolve((await lenses())[0])).command?.title).toBe('2 similares')
  })

  it('carries a command that finds what was counted', async () => {
    const { client, lenses, resolve } = await startWith({ enabled: 'on' })
    const { command } = await resolve((await lenses())[0])
    const places = await client.request('workspace/executeCommand', command)
    expect(places).toMatchObject([{ uri: 'file:///repo/b.ts' }, { uri: 'file:///repo/c.ts' }])
  })

  it('counts the lenses of a file in one question', async () => {
    const { client, lenses, resolve } = await startWith({ enabled: 'on' })
    await Promise.all((await lenses()).map(resolve))
    expect(client.index().calls.filter((call) => call.startsWith('countSimilar'))).toEqual([
      'countSimilar a.ts x2',
    ])
  })

  it('counts again in one question when the index has changed, although each is a message of its own', async () => {
    const text = Array.from({ length: 40 }, (_, idx) => `fn f${idx}\n a${idx}\n b\n c\nend`).join('\n')
    const { client, lenses, resolve } = await startWith({ enabled: 'on' }, { files: { 'a.ts': text } })
    await client.notify('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ text }],
    })
    const found = await lenses()
    client.index().set({ generation: 2 })
    await Promise.all(found.map(resolve))
    expect(client.index().calls.filter((call) => call.startsWith('countSimilar'))).toEqual([
      'countSimilar a.ts x40',
      'countSimilar a.ts x40',
    ])
  })

  it('counts those alone that were edited since', async () => {
    const { client, lenses, resolve } = await startWith({ enabled: 'on' })
    await Promise.all((await lenses()).map(resolve))
    await client.notify('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ text: `${TEXT}\nfn new\n open\n read\n close\nend` }],
    })
    expect((await lenses()).map(({ command }) => command?.title)).toEqual(['2 similar', undefined])
    expect(client.index().calls.filter((call) => call.startsWith('countSimilar'))).toEqual([
      'countSimilar a.ts x2',
      'countSimilar a.ts x1',
    ])
  })

  it('leaves out a lens that has nothing to say, and gives those it knows at once', async () => {
    const { client, lenses, resolve } = await startWith({ enabled: 'on' })
    await Promise.all((await lenses()).map(resolve))
    expect((await lenses()).map(({ command }) => command?.title)).toEqual(['2 similar'])
    client.index().set({ generation: 2 })
    expect((await lenses()).map(({ command }) => command)).toEqual([undefined, undefined])
  })

  it('has the client ask again when one has nothing to say', async () => {
    const { client, lenses, resolve } = await startWith({ enabled: 'on' }, { capabilities: CAN_REFRESH })
    const found = await lenses()
    await resolve(found[0])
    const isAsked = () => client.received.some(({ method }) => method === 'workspace/codeLens/refresh')
    expect((await resolve(found[1])).command?.title).toBe('')
    await expect.poll(isAsked).toBe(true)
  })

  it('says 0 to a client that cannot be told to ask again', async () => {
    const { lenses, resolve } = await startWith({ enabled: 'on' })
    expect((await resolve((await lenses())[1])).command).toEqual({ title: '0 similar', command: '' })
  })

  it('refuses to resolve what stood in an earlier version', async () => {
    const { client, lenses, resolve } = await startWith({ enabled: 'on' })
    const [lens] = await lenses()
    const contentChanges = [{ text: 'fn other\nend' }]
    await client.notify('textDocument/didChange', { textDocument: { uri: URI, version: 2 }, contentChanges })
    expect((await refusalOf(resolve(lens))).code).toBe(-32801)
  })

  it('gives back a lens that is resolved', async () => {
    const { lenses, resolve } = await startWith({ enabled: 'on' })
    const lens = await resolve((await lenses())[0])
    expect(await resolve(lens)).toEqual(lens)
  })

  it('refuses to resolve what is no lens of ours', async () => {
    const { resolve, lenses } = await startWith({ enabled: 'on' })
    const [lens] = await lenses()
    expect((await refusalOf(resolve({ ...(lens as CodeLens), data: { uri: 5 } }))).code).toBe(-32602)
  })
})
