/** What changes while somebody works: documents, files, folders, settings; and that typing never waits for it. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { SearchResult } from '@cerca/server/protocol'
import { describe, expect, it } from 'vitest'
import { SAMPLE } from '../cli/sample.js'
import { generateFiles } from '../robustness/generate.js'
import { edit, eventually, project } from './editor.js'

const NEW_CODE = 'def feed_quokka(eucalyptus):\n    return eucalyptus\n'
const QUESTION = 'feed quokka eucalyptus'

describe('documents', () => {
  it('are found unsaved, saved, and not any more when they are given up', async () => {
    const shop = project(SAMPLE)
    const editor = await edit({ project: shop })
    await editor.untilCurrent()
    // By its name: a small project has no file that is far from every question.
    const isFound = async () =>
      (await editor.search(QUESTION)).some(({ symbols }) =>
        symbols.some(({ name }) => name === 'feed_quokka'),
      )
    await editor.open('shop/cart.py')
    await editor.type('shop/cart.py', `${SAMPLE['shop/cart.py']}\n\n${NEW_CODE}`)
    await eventually(async () => (await isFound()) || undefined, 'what is not saved')
    await editor.close('shop/cart.py')
    await eventually(async () => !(await isFound()) || undefined, 'the file as it is on disk')

    await editor.open('shop/cart.py')
    shop.write('shop/cart.py', `${SAMPLE['shop/cart.py']}\n\n${NEW_CODE}`)
    await editor.type('shop/cart.py', shop.read('shop/cart.py'))
    await editor.save('shop/cart.py')
    await editor.close('shop/cart.py')
    await editor.untilCurrent()
    expect(await isFound()).toBe(true)
  })

  it('are found where they stand now, with their lines', async () => {
    const shop = project(SAMPLE)
    const editor = await edit({ project: shop })
    await editor.untilCurrent()
    await editor.open('weather/convert.go', `\n\n\n${SAMPLE['weather/convert.go']}`)
    const startOf = async () =>
      (await editor.search('fahrenheit', { languages: ['go'] }))[0]?.symbols[0]?.range.start.line
    await eventually(
      async () => (await startOf()) === 6 || undefined,
      'the function three lines further down',
    )
    expect(await startOf()).toBe(6)
  })

  it('that are typed in while files are indexed neither wait nor are lost', async () => {
    const editor = await edit({ project: project(generateFiles(400, 11)) })
    const path = 'app/Draft.java'
    await editor.open(path, '')
    for (let idx = 0; idx < 100; idx++) {
      await editor.type(path, `class Draft { void feedQuokka() { eucalyptus(${idx}); } }`)
      if (idx % 10 === 0) await editor.request('cerca/search', { query: 'retry payment' })
    }
    await eventually(
      async () => (await editor.paths('eucalyptus 99 quokka')).includes(path) || undefined,
      'the draft',
    )
    const { folders } = await editor.untilCurrent()
    // The draft is no file yet, but is searched like one.
    expect(folders[0]?.files).toBe(401)
  })
})

describe('files on disk', () => {
  it('2,000 that change at once are one batch, and questions are answered meanwhile', async () => {
    const before = generateFiles(2000, 1, 2)
    const after = generateFiles(2000, 2, 2)
    const own = project(before)
    const editor = await edit({ project: own, initializationOptions: { wantsStatus: true } })
    await editor.untilCurrent()
    for (const path of Object.keys(before)) if (!Object.hasOwn(after, path)) own.remove(path)
    for (const [path, text] of Object.entries(after)) own.write(path, text)
    const seen = editor.sent('cerca/statusChanged').length
    await editor.changed(...new Set([...Object.keys(before), ...Object.keys(after)]))
    const meanwhile = await editor.request<SearchResult>('cerca/search', { query: 'retry payment' })
    expect(meanwhile.hits.length).toBeGreaterThan(0)
    await eventually(async () => {
      const { isComplete } = await editor.request<SearchResult>('cerca/search', { query: 'retry payment' })
      return isComplete || undefined
    }, 'a complete answer')
    const { folders } = await editor.untilCurrent()
    expect(folders[0]?.files).toBe(Object.keys(after).length)
    // Every time that indexing began, as the client was told.
    const states = editor.sent('cerca/statusChanged').slice(seen) as { folders: { state: string }[] }[]
    const began = states.filter(({ folders: [now] }, idx) => {
      return now?.state === 'indexing' && states[idx - 1]?.folders[0]?.state !== 'indexing'
    })
    expect(began.length).toBeLessThanOrEqual(2)
    expect(editor.sent('$/progress')).toContainEqual(
      expect.objectContaining({ value: expect.objectContaining({ kind: 'begin', cancellable: true }) }),
    )
  })

  it('of another branch are found, those of this one no longer', async () => {
    const own = project(SAMPLE)
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args], {
        cwd: own.root,
        stdio: 'ignore',
      })
    git('init')
    git('add', '.')
    git('commit', '-m', 'one')
    git('checkout', '-b', 'other')
    own.write('zoo/quokka.py', NEW_CODE)
    own.remove('weather')
    git('add', '.')
    git('commit', '-m', 'two')
    const editor = await edit({ project: own })
    await editor.untilCurrent()
    expect(await editor.paths(QUESTION)).toContain('zoo/quokka.py')
    git('checkout', '-')
    await editor.changed('zoo/quokka.py', 'weather/convert.go', 'weather/forecast.ts')
    await eventually(async () => {
      const paths = [...(await editor.paths('fahrenheit')), ...(await editor.paths(QUESTION))]
      return (paths.includes('weather/convert.go') && !paths.includes('zoo/quokka.py')) || undefined
    }, 'the files of this branch')
    await editor.untilCurrent()
    expect(await editor.paths('fahrenheit')).toContain('weather/convert.go')
    expect(await editor.paths(QUESTION)).not.toContain('zoo/quokka.py')
  })

  it('are found by clients that cannot watch, once somebody works again', async () => {
    const own = project(SAMPLE)
    const editor = await edit({ project: own, capabilities: {} })
    await editor.untilCurrent()
    own.write('zoo/quokka.py', NEW_CODE)
    expect(editor.sent('client/registerCapability')).toEqual([])
    await eventually(
      async () => (await editor.paths(QUESTION)).includes('zoo/quokka.py') || undefined,
      'the new file',
    )
  })

  it('may be a whole folder that is moved or removed', async () => {
    const own = project(SAMPLE)
    const editor = await edit({ project: own })
    await editor.untilCurrent()
    renameSync(join(own.root, 'weather'), join(own.root, 'climate'))
    await editor.changed('weather', 'climate')
    await eventually(
      async () => (await editor.paths('fahrenheit')).includes('climate/convert.go') || undefined,
      'the folder',
    )
    own.remove('climate')
    await editor.changed('climate')
    const isGone = async () => !(await editor.paths('fahrenheit')).some((path) => path.startsWith('climate/'))
    await eventually(async () => (await isGone()) || undefined, 'the end of the folder')
    await editor.untilCurrent()
    expect(await isGone()).toBe(true)
  })
})

describe('folders', () => {
  it('come and go, nested ones too', async () => {
    const own = project({ ...SAMPLE, 'libs/zoo/quokka.py': NEW_CODE })
    const inner = pathToFileURL(join(own.root, 'libs/zoo')).href
    const editor = await edit({ project: own })
    await editor.untilCurrent()
    const found = async () => (await editor.search(QUESTION)).map(({ folder, path }) => [folder, path])
    expect(await found()).toContainEqual([own.uri, 'libs/zoo/quokka.py'])
    const folder = { uri: inner, name: 'zoo' }
    await editor.notify('workspace/didChangeWorkspaceFolders', { event: { added: [folder], removed: [] } })
    await editor.untilCurrent()
    expect(await found()).toContainEqual([inner, 'quokka.py'])
    expect(await found()).not.toContainEqual([own.uri, 'libs/zoo/quokka.py'])
    await editor.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [folder] } })
    expect(await found()).toContainEqual([own.uri, 'libs/zoo/quokka.py'])
    await editor.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: own.uri, name: 'work' }] },
    })
    expect(await editor.request('cerca/status')).toEqual({ folders: [] })
  })

  it('may be removed while they are indexed', async () => {
    const own = project(generateFiles(300, 4))
    const editor = await edit({ project: own })
    const folder = { uri: own.uri, name: 'work' }
    await editor.request('cerca/status')
    await editor.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [folder] } })
    expect(await editor.request('cerca/status')).toEqual({ folders: [] })
    await editor.notify('workspace/didChangeWorkspaceFolders', { event: { added: [folder], removed: [] } })
    const { folders } = await editor.untilCurrent()
    expect(folders[0]?.files).toBe(300)
  })

  it('that are not there are a problem with words, not a crash', async () => {
    const own = project(SAMPLE)
    const editor = await edit({ project: own, folders: [join(own.root, 'nowhere')], locale: 'es' })
    const status = await eventually(async () => {
      const { folders } = await editor.request<{ folders: { state: string; message: string }[] }>(
        'cerca/status',
      )
      return folders[1]?.state === 'problem' ? folders : undefined
    }, 'the problem')
    expect(status[1]?.message).toMatch(/^No existe la carpeta .*nowhere. Quítela del área de trabajo\.$/)
    const isFound = async () =>
      (await editor.paths('fahrenheit', { folders: [own.uri] })).includes('weather/convert.go')
    await eventually(async () => (await isFound()) || undefined, 'the answer of the other folder')
    expect(await isFound()).toBe(true)
  })
})

describe('settings', () => {
  it('hold at once, without a restart', async () => {
    const own = project({ ...SAMPLE, 'big.py': `${NEW_CODE}${'# filler\n'.repeat(300)}` })
    const editor = await edit({ project: own })
    await editor.untilCurrent()
    expect(await editor.paths(QUESTION)).toContain('big.py')
    editor.settings = { index: { maxFileSize: 2 }, search: { limit: 1 } }
    await editor.notify('workspace/didChangeConfiguration', { settings: null })
    await eventually(
      async () => !(await editor.paths(QUESTION)).includes('big.py') || undefined,
      'the smaller limit',
    )
    expect(await editor.search('degrees')).toHaveLength(1)
  })

  it('may move the index', async () => {
    const own = project(SAMPLE)
    const elsewhere = join(own.root, '../elsewhere')
    mkdirSync(elsewhere)
    const editor = await edit({ project: own, settings: { index: { directory: elsewhere } } })
    await editor.untilCurrent()
    editor.settings = { index: { model: 'none' } }
    await editor.notify('workspace/didChangeConfiguration', { settings: null })
    await sleep(50)
    await editor.untilCurrent()
    expect(await editor.paths('fahrenheit')).toContain('weather/convert.go')
  })
})
