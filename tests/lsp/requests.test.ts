/** Every request, asked of the built server about a small repository. */
import type { DuplicatesResult, LeftOutResult, SimilarResult, Status } from '@cerca/server/protocol'
import { describe, expect, it } from 'vitest'
import { SAMPLE } from '../cli/sample.js'
import { generateFiles } from '../robustness/generate.js'
import { edit, eventually, project, refusalOf } from './editor.js'

/** The same work in two files, which differ in a name or two. */
const COPIES = {
  'a/retry.ts': retry('fetchPage'),
  'b/again.ts': retry('loadOrder'),
}

function retry(name: string): string {
  return `export async function ${name}(address: string, attempts: number): Promise<string> {
  let failure: unknown
  for (let attempt = 0; attempt < attempts; attempt++) {
    try {
      const response = await fetch(address)
      if (response.ok) return await response.text()
      failure = new Error(response.statusText)
    } catch (error) {
      failure = error
    }
  }
  throw failure
}
`
}

const INSIDE = { position: { line: 5, character: 0 } }

describe('the built server', () => {
  it('answers questions in words, with places, previews and matches', async () => {
    const shop = project(SAMPLE)
    const editor = await edit({ project: shop })
    await editor.untilCurrent()
    const [hit] = await editor.search('retry a declined credit card')
    expect(hit).toMatchObject({
      path: 'shop/payment.go',
      uri: shop.uriOf('shop/payment.go'),
      folder: shop.uri,
    })
    const lines = shop.read('shop/payment.go').split('\n')
    expect(hit?.preview.text.split('\n')[0]).toBe(lines[hit?.preview.line ?? 0])
    expect(hit?.preview.matches.length).toBeGreaterThan(0)
    expect(await editor.paths('¿cómo se devuelve un producto?', { content: 'docs' })).toContain(
      'docs/refunds.md',
    )
    expect(await editor.paths('fahrenheit', { languages: ['go'] })).toEqual(['weather/convert.go'])
    expect(await editor.paths('fahrenheit', { paths: ['shop/'] })).not.toContain('weather/convert.go')
    expect(await editor.search('fahrenheit', { limit: 1 })).toHaveLength(1)
  })

  it('finds what does the same, of a file, of an unsaved document, of an untitled one', async () => {
    const copies = project({ ...generateFiles(70, 13), ...COPIES })
    const editor = await edit({ project: copies })
    await editor.untilCurrent()
    const asked = { textDocument: { uri: copies.uriOf('a/retry.ts') }, ...INSIDE }
    const saved = await editor.request<SimilarResult>('cerca/similar', asked)
    expect(saved.targetName).toBe('fetchPage')
    expect(saved.target.range.start.line).toBe(0)
    expect(saved.hits[0]).toMatchObject({ path: 'b/again.ts' })
    expect(saved.hits[0]?.similarity).toBeGreaterThan(0.6)

    await editor.open('a/retry.ts', `\n\n${retry('unsaved')}`)
    const unsaved = await editor.request<SimilarResult>('cerca/similar', asked)
    expect(unsaved).toMatchObject({ targetName: 'unsaved', target: { range: { start: { line: 2 } } } })
    expect(unsaved.hits[0]?.path).toBe('b/again.ts')

    const uri = 'untitled:Untitled-1'
    const textDocument = { uri, version: 1, languageId: 'typescript', text: retry('mine') }
    await editor.notify('textDocument/didOpen', { textDocument })
    const untitled = await editor.request<SimilarResult>('cerca/similar', {
      textDocument: { uri },
      ...INSIDE,
    })
    expect(untitled.targetName).toBe('mine')
    expect(untitled.hits.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['a/retry.ts', 'b/again.ts']),
    )
  })

  it('serves editors that know the standard requests only', async () => {
    const copies = project({ ...generateFiles(70, 13), ...COPIES })
    const settings = { codeLens: { enabled: 'on' }, duplicates: { diagnostics: true } }
    const editor = await edit({ project: copies, settings })
    await editor.untilCurrent()
    const symbols = await editor.request<{ name: string }[]>('workspace/symbol', { query: 'fetch a page' })
    expect(symbols.map(({ name }) => name)).toContain('fetchPage')

    await editor.open('a/retry.ts')
    const textDocument = { uri: copies.uriOf('a/retry.ts') }
    const lenses = await editor.request<object[]>('textDocument/codeLens', { textDocument })
    expect(lenses).toMatchObject([{ range: { start: { line: 0, character: 22 } } }])
    const lens = await editor.request<{ command: object }>('codeLens/resolve', lenses[0])
    expect(lens.command).toMatchObject({ title: '1 similar', command: 'cerca.findSimilar' })
    const places = await editor.request('workspace/executeCommand', lens.command)
    expect(places).toMatchObject([{ uri: copies.uriOf('b/again.ts'), range: { start: { line: 0 } } }])
    await eventually(() => editor.sent('window/showDocument')[0], 'the document to be shown')

    const range = { start: { line: 3, character: 0 }, end: { line: 6, character: 0 } }
    const actions = await editor.request('textDocument/codeAction', {
      textDocument,
      range,
      context: { diagnostics: [] },
    })
    expect(actions).toMatchObject([{ title: 'Find similar code' }])

    expect(editor.sent('client/registerCapability')).toContainEqual(
      expect.objectContaining({
        registrations: [expect.objectContaining({ method: 'textDocument/diagnostic' })],
      }),
    )
    const report = await editor.request('textDocument/diagnostic', { textDocument })
    expect(report).toMatchObject({
      items: [{ severity: 3, relatedInformation: [{ location: { uri: copies.uriOf('b/again.ts') } }] }],
    })
  })

  it('finds duplicates, and tells how far it is', async () => {
    const editor = await edit({ project: project({ ...SAMPLE, ...COPIES }) })
    await editor.untilCurrent()
    const { clusters } = await editor.request<DuplicatesResult>('cerca/duplicates', { workDoneToken: 'bar' })
    expect(clusters.map(({ members }) => members.map(({ path, name }) => [path, name]))).toEqual([
      [
        ['a/retry.ts', 'fetchPage'],
        ['b/again.ts', 'loadOrder'],
      ],
    ])
    const told = editor.sent('$/progress').filter((params) => (params as { token: unknown }).token === 'bar')
    expect(told.map((params) => (params as { value: { kind: string } }).value.kind)).toEqual(
      expect.arrayContaining(['begin', 'end']),
    )
  })

  it('tells its state, what it leaves out and why, and builds again what it is told to', async () => {
    const shop = project({ ...SAMPLE, 'node_modules/a/index.js': 'x', 'package-lock.json': '{}' })
    const editor = await edit({ project: shop, initializationOptions: { wantsStatus: true } })
    const { folders } = await editor.untilCurrent()
    expect(folders).toMatchObject([{ folder: shop.uri, name: 'work', files: 6, message: '' }])
    expect(folders[0]?.indexBytes).toBeGreaterThan(0)
    const leftOut = await editor.request<LeftOutResult>('cerca/leftOut', {})
    expect(leftOut.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['node_modules/', 'package-lock.json']),
    )
    expect(await editor.request('cerca/reindex', { rebuild: true })).toBeNull()
    expect(editor.sent('cerca/statusChanged').length).toBeGreaterThan(0)
    expect(await editor.paths('fahrenheit')).toContain('weather/convert.go')
  })

  it('stops in the background while it is paused, and goes on', async () => {
    const shop = project(SAMPLE)
    const editor = await edit({ project: shop })
    await editor.untilCurrent()
    expect(await editor.request<Status>('cerca/pause', { isPaused: true })).toMatchObject({
      folders: [{ state: 'paused' }],
    })
    expect(await editor.paths('fahrenheit')).toContain('weather/convert.go')
    shop.write('shop/gift.py', 'def wrap_gift(ribbon):\n    return ribbon\n')
    await editor.changed('shop/gift.py')
    await editor.request('cerca/pause', { isPaused: false })
    await eventually(
      async () => (await editor.paths('wrap gift ribbon')).includes('shop/gift.py'),
      'the new file',
    )
  })

  it('says in Spanish what is wrong', async () => {
    const editor = await edit({ project: project(SAMPLE), locale: 'es' })
    expect(await refusalOf(editor.request('cerca/search', { query: '' }))).toEqual({
      code: -32803,
      message: expect.stringContaining('Escriba al menos una palabra'),
    })
  })

  it('says in Spanish what is left out, whatever the reason', async () => {
    const files = {
      'a.ts': 'export const a = 1\n',
      'package-lock.json': '{}',
      'b.bin': '\0\u0001\0',
      'c.md': '',
    }
    const large = { 'long.ts': 'export const b = 2\n'.repeat(60) }
    const shop = project({ ...files, ...large, 'blank.ts': ' \n', '.gitignore': 'd.ts\n', 'd.ts': 'x\n' })
    const editor = await edit({ project: shop, locale: 'es', settings: { index: { maxFileSize: 1 } } })
    await editor.untilCurrent()
    const { files: leftOut } = await editor.request<LeftOutResult>('cerca/leftOut', {})
    const said = leftOut.map(({ path, label, sentence }) => `${path}: ${label}. ${sentence}`)
    expect(said.map((line) => line.replace(shop.root, 'ROOT'))).toEqual([
      '.git/: control de versiones. Es de los registros del control de versiones. (.git/ (regla incluida))',
      'b.bin: binario. No es texto. (*.bin (regla incluida))',
      'blank.ts: vacío. No hay nada en él. (solo espacio en blanco)',
      'c.md: vacío. No hay nada en él. (0 bytes)',
      'd.ts: ignorado. Un archivo de exclusiones dice que se omita. (d.ts (ROOT/.gitignore:1))',
      'long.ts: demasiado grande. Supera el límite de tamaño de un archivo. (1,140 bytes, el límite es 1,024)',
      'package-lock.json: archivo de bloqueo. Es un archivo de bloqueo que escribe un gestor de paquetes. (package-lock.json (regla incluida))',
    ])
  })

  it('logs what happens to the index, and nothing of what it holds', async () => {
    const shop = project({ 'penguin.ts': 'export const penguin = 1\n' })
    const editor = await edit({ project: shop })
    await editor.untilCurrent()
    await editor.search('penguin')
    const log = () =>
      editor.sent('window/logMessage').map((params) => (params as { message: string }).message)
    await eventually(async () => log().some((line) => line.includes('up to date')), 'an update in the log')
    expect(log()).toEqual([
      expect.stringMatching(/^Cerca \d+\.\d+\.\d+ \(Node /),
      expect.stringMatching(/^work: There is no index yet/),
      expect.stringMatching(/^work: Brought the index up to date in [\d.]+ m?s: 1 new\./),
    ])
  })

  it.each([
    ['a document of another machine', 'vscode-vfs://github/me/repo/a.ts', -32803],
    ['a file of another machine', 'file://server/share/a.ts', -32803],
    ['a file that is not there', 'file:///nowhere/a.ts', -32803],
    ['a document without an address', 5, -32602],
  ])('says politely that it cannot compare %s', async (_what, uri, code) => {
    const editor = await edit({ project: project(SAMPLE) })
    const refusal = await refusalOf(editor.request('cerca/similar', { textDocument: { uri }, ...INSIDE }))
    expect(refusal.code).toBe(code)
    await editor.untilCurrent()
    expect(await editor.paths('fahrenheit')).toContain('weather/convert.go')
  })
})
