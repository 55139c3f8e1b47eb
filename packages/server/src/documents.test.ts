import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startFakeClient } from './testing/fake-client.js'

const at = (line: number, character: number) => ({ line, character })

/** A document of a real folder, whose file holds `onDisk`. */
async function startWith(onDisk: string) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cerca-documents-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'a.ts'), onDisk)
  const client = await startFakeClient({ folders: [folder] })
  const uri = pathToFileURL(join(folder, 'a.ts')).href
  let version = 0
  return {
    client,
    folder,
    calls: () => client.index().calls,
    open: (text: string) =>
      client.notify('textDocument/didOpen', {
        textDocument: { uri, languageId: 'typescript', version: ++version, text },
      }),
    type: (text: string) =>
      client.notify('textDocument/didChange', {
        textDocument: { uri, version: ++version },
        contentChanges: [{ range: { start: at(0, 0), end: at(0, 0) }, text }],
      }),
    save: () => client.notify('textDocument/didSave', { textDocument: { uri } }),
    close: () => client.notify('textDocument/didClose', { textDocument: { uri } }),
    found: async (query: string) =>
      ((await client.request('cerca/search', { query })) as { hits: { path: string }[] }).hits.map(
        ({ path }) => path,
      ),
    settle: () => client.request('cerca/status'),
  }
}

describe('open documents', () => {
  it('are told to the index with every keystroke', async () => {
    const { open, type, found, calls } = await startWith('old')
    await open('old')
    for (const letter of ['w', 'e', 'n ']) await type(letter)
    expect(await found('n ewold')).toEqual(['a.ts'])
    expect(calls()).toEqual([...Array(3).fill('setDocument a.ts'), 'search'])
  })

  it('are indexed when they were opened unsaved', async () => {
    const { open, found } = await startWith('old')
    await open('unsaved')
    await expect.poll(() => found('unsaved')).toEqual(['a.ts'])
  })

  it.each([
    ['the same', 'same', 'same'],
    ['the same but for a mark of its encoding', '\uFEFFsame', 'same'],
  ])('are left to the index while they are as on disk: %s', async (_what, onDisk, text) => {
    const { open, close, settle, calls } = await startWith(onDisk)
    await open(text)
    await close()
    await settle()
    expect(calls()).toEqual([])
  })

  it('are told to the index at once when they are saved', async () => {
    const { open, type, save, settle, calls } = await startWith('old')
    await open('old')
    await type('new ')
    await save()
    await settle()
    expect(calls()).toEqual(['setDocument a.ts', 'filesChanged a.ts'])
  })

  it('are given back to the index when they are closed', async () => {
    const { open, type, save, close, settle, calls } = await startWith('old')
    await open('old')
    await type('new ')
    await save()
    await close()
    await settle()
    expect(calls().at(-1)).toBe('setDocument a.ts gone')
  })

  it('move to the folder that is added around them', async () => {
    const { client, open, type, folder, found } = await startWith('old')
    await open('old')
    await type('unsaved ')
    await expect.poll(() => found('unsaved')).toEqual(['a.ts'])
    const removed = [{ uri: pathToFileURL(folder).href, name: '' }]
    await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed } })
    await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: removed, removed: [] } })
    await expect.poll(() => client.index().calls).toEqual(['setDocument a.ts'])
  })
})
