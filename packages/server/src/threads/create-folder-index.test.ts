import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type IndexOptions, updateIndex } from '@cerca/core/node'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createFolderIndex, type ThreadUrls } from './create-folder-index.js'
import type {
  FolderIndex,
  FolderSettings,
  FolderState,
  SearchRequest,
  SimilarRequest,
} from './folder-index.js'
import { type BuiltThreads, buildThreads } from './testing/build-threads.js'

let threads: BuiltThreads

beforeAll(async () => {
  threads = await buildThreads()
})
afterAll(() => threads.remove())

const SORT = `def bubble_sort(values):
    for end in range(len(values) - 1, 0, -1):
        for at in range(end):
            if values[at] > values[at + 1]:
                values[at], values[at + 1] = values[at + 1], values[at]
    return values
`
const TREE = {
  'src/sort.py': SORT,
  'docs/guide.md': '# Pushing\n\nA stack takes items.\n',
  'docs/notes.md': '# Notes\n\nRemember the milk.\n',
  'data.bin': 'a\0b',
}
const SETTINGS: FolderSettings = { maxFileBytes: undefined, adapt: 'off', isAutomatic: true }
const NEVER = new AbortController().signal

describe('the index of a folder', () => {
  it('is made, answers, and says how it is', async () => {
    const { folder, states, find } = open()
    await folder.reindex({ rebuild: false })
    expect(await find('milk')).toEqual(['docs/notes.md'])
    expect(folder.state).toMatchObject({ state: 'ready', message: '', files: 3, leftOut: { binary: 1 } })
    expect(folder.state.indexBytes).toBeGreaterThan(0)
    await until(() => states.at(-1)?.state === 'ready' && states.at(-1)?.files === 3)
    expect(states[0].state).toBe('opening')
  })

  it('answers from the index on disk before anything is indexed', async () => {
    const { root, indexDir } = await indexedTree()
    const { folder, find } = open({ root, indexDir, settings: { ...SETTINGS, isAutomatic: false } })
    expect(await find('milk')).toEqual(['docs/notes.md'])
    expect(folder.state).toMatchObject({ state: 'ready', files: 3 })
  })

  it('shows the lines of the answer, and the words in them', async () => {
    const { folder } = open()
    await folder.reindex({ rebuild: false })
    folder.setDocument('long.md', `# Title\n${'filler\n'.repeat(20)}the zebra\nend\n`)
    const { hits, isComplete } = await folder.search(question('zebra'), NEVER)
    expect(isComplete).toBe(true)
    expect(hits[0]).toMatchObject({
      path: 'long.md',
      preview: {
        line: 18,
        text: 'filler\nfiller\nfiller\nthe zebra\nend',
        matches: [{ line: 3, start: 4, end: 9 }],
      },
    })
  })

  it('finds what is typed without a wait, and forgets it when it is closed', async () => {
    const { folder, find } = open()
    await folder.reindex({ rebuild: false })
    folder.setDocument('docs/notes.md', '# Notes\n\nRemember the cheese.\n')
    expect([await find('cheese'), await find('milk')]).toEqual([['docs/notes.md'], []])
    folder.setDocument('docs/notes.md', undefined)
    await find('milk')
    await until(async () => (await find('milk')).length === 1)
    expect(await find('cheese')).toEqual([])
  })

  it('finds duplicates of what is not saved, says how far it is, and stops when nobody waits', async () => {
    const { folder } = open()
    await folder.reindex({ rebuild: false })
    folder.setDocument('src/new.py', `import os\n\n\n${SORT.replaceAll('values', 'numbers')}`)
    const phases = new Set<string>()
    const request = { minLines: 6, paths: [], notPaths: [], limit: 10 }
    const answer = await folder.duplicates(request, ({ phase }) => phases.add(phase), NEVER)
    expect(answer).toEqual({
      clusters: [
        {
          similarity: 1,
          savedLines: 6,
          members: [
            { path: 'src/new.py', language: 'python', name: 'bubble_sort', lines: { start: 3, end: 9 } },
            { path: 'src/sort.py', language: 'python', name: 'bubble_sort', lines: { start: 0, end: 6 } },
          ],
        },
      ],
      isComplete: true,
    })
    expect([...phases]).toEqual(['read', 'compare'])
    const without = await folder.duplicates({ ...request, notPaths: ['/src/'] }, () => {}, NEVER)
    expect(without.clusters).toEqual([])
    const controller = new AbortController()
    const stopped = folder.duplicates(request, () => controller.abort(new Error('enough')), controller.signal)
    await expect(stopped).rejects.toThrow('enough')
  })

  it('compares a function that is not saved with the rest', async () => {
    const { folder } = open()
    await folder.reindex({ rebuild: false })
    folder.setDocument('src/new.py', `import os\n\n\n${SORT.replaceAll('values', 'numbers')}`)
    const answer = await folder.similar(likeOf('src/new.py', 4), NEVER)
    expect(answer).toMatchObject({ name: 'bubble_sort', lines: { start: 3, end: 9 } })
    expect(answer.hits[0]).toMatchObject({ path: 'src/sort.py', preview: { line: 0 } })
    expect(answer.hits[0].similarity).toBeGreaterThan(0.5)
    const definitions = await folder.definitions('src/new.py', NEVER)
    expect(definitions).toMatchObject([{ name: 'bubble_sort', nameLine: 3, nameStart: 4, nameEnd: 15 }])
    const counts = await folder.countSimilar('src/new.py', [definitions[0].lines], 0.5, NEVER)
    expect(counts).toEqual([1])
  })

  it('finds files that changed at once, and then has them in the index', async () => {
    const { root, folder, find } = open()
    await folder.reindex({ rebuild: false })
    writeTree(root, { 'new.md': '# Zebra\n' })
    renameSync(join(root, 'docs/notes.md'), join(root, 'docs/list.md'))
    folder.filesChanged(['new.md', 'docs/notes.md', 'docs/list.md'])
    await until(async () => (await find('zebra')).length === 1)
    expect(await find('milk')).toEqual(['docs/list.md'])
    await folder.reindex({ rebuild: false })
    expect(folder.state.files).toBe(4)
    expect([await find('zebra'), await find('milk')]).toEqual([['new.md'], ['docs/list.md']])
  })

  it('takes thousands of changes as one batch', async () => {
    const { root, folder, find } = open()
    await folder.reindex({ rebuild: false })
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, idx) => [`many/${idx}.md`, `# Note ${idx}\n`]),
    )
    writeTree(root, { ...many, 'many/last.md': '# Zebra\n' })
    for (const path of [...Object.keys(many), 'many/last.md']) folder.filesChanged([path])
    expect((await folder.search(question('milk'), NEVER)).isComplete).toBe(false)
    await until(async () => (await find('zebra')).length === 1)
    expect(folder.state.files).toBe(304)
    await until(async () => (await folder.search(question('milk'), NEVER)).isComplete)
  })

  it('tells when what was answered incompletely is worth asking for again', async () => {
    const { root, folder, states } = open()
    const isTold = (isComplete: boolean) => until(() => states.at(-1)?.isComplete === isComplete)
    expect((await folder.search(question('zebra'), NEVER)).isComplete).toBe(false)
    await isTold(true)
    const { generation } = folder.state
    writeTree(root, { 'new.md': '# Zebra\n' })
    folder.filesChanged('unknown')
    await isTold(false)
    expect((await folder.search(question('zebra'), NEVER)).hits).toEqual([])
    await isTold(true)
    expect((await folder.search(question('zebra'), NEVER)).isComplete).toBe(true)
    expect((await folder.search(question('zebra'), NEVER)).hits).toHaveLength(1)
    expect(folder.state.generation).toBeGreaterThan(generation)
  })

  it('goes over to what another program has indexed', async () => {
    const { root, indexDir } = await indexedTree()
    const { folder, states, find } = open({ root, indexDir, settings: { ...SETTINGS, isAutomatic: false } })
    expect(await find('zebra')).toEqual([])
    const { generation } = folder.state
    writeTree(root, { 'new.md': '# Zebra\n' })
    await updateIndex(optionsOf(root, indexDir))
    await until(async () => (await find('zebra')).length === 1)
    await until(() => folder.state.generation > generation)
    expect(folder.state).toMatchObject({ files: 4, generation: generation + 1 })
    // Nothing was indexed by this one, so nothing is said of it.
    expect(states.every(({ state }) => state === 'opening' || state === 'ready')).toBe(true)
  })

  it('does nothing while paused, and what was left then', async () => {
    const { root, folder, find } = open()
    await folder.reindex({ rebuild: false })
    folder.setPaused(true)
    await until(() => folder.state.state === 'paused')
    writeTree(root, { 'new.md': '# Zebra\n' })
    folder.filesChanged('unknown')
    await sleep(700)
    expect(await find('zebra')).toEqual([])
    folder.setPaused(false)
    await until(async () => (await find('zebra')).length === 1)
  })

  it('can be stopped anywhere and begun again', async () => {
    const { root, folder, find } = open({ settings: { ...SETTINGS, isAutomatic: false } })
    writeTree(root, Object.fromEntries(Array.from({ length: 400 }, (_, idx) => [`many/${idx}.py`, SORT])))
    for (const delay of [0, 5, 30, 80, 200]) {
      const indexing = folder.reindex({ rebuild: true })
      const outcome = indexing.then(
        () => 'done',
        (error: Error) => error.name,
      )
      await sleep(delay)
      folder.cancelIndexing()
      expect(['AbortError', 'done']).toContain(await outcome)
    }
    await folder.reindex({ rebuild: false })
    expect(await find('milk')).toEqual(['docs/notes.md'])
    expect(folder.state).toMatchObject({ state: 'ready', files: 403 })
  })

  it('tells what is left out', async () => {
    const { folder } = open()
    await folder.reindex({ rebuild: false })
    const { files, total } = await folder.leftOut(10, NEVER)
    expect(total).toBe(1)
    expect(files).toMatchObject([
      { path: 'data.bin', reason: 'binary', sentence: expect.stringContaining('not text') },
    ])
  })

  it('drops a question that is cancelled, and tells errors as they are', async () => {
    const { folder } = open()
    await folder.reindex({ rebuild: false })
    const cancelled = new AbortController()
    const answers = [
      folder.search(question('milk'), cancelled.signal),
      folder.search(question('milk'), NEVER),
    ]
    cancelled.abort(new Error('not any more'))
    await expect(answers[0]).rejects.toThrow('not any more')
    expect((await answers[1]).hits).toHaveLength(1)
    await expect(folder.search(question('milk'), cancelled.signal)).rejects.toThrow('not any more')
    await expect(folder.search(question(' '), NEVER)).rejects.toMatchObject({ code: 'query-empty' })
    await expect(folder.similar(likeOf('none.py', 0), NEVER)).rejects.toMatchObject({
      code: 'path-not-indexed',
    })
  })

  it('says what is wrong, and goes on when it is mended', async () => {
    const root = temporaryFolder()
    const { folder } = open({ root: join(root, 'later'), indexDir: temporaryFolder() })
    await until(() => folder.state.state === 'problem')
    expect(folder.state.message).toContain('There is no folder')
    await expect(folder.search(question('milk'), NEVER)).rejects.toMatchObject({ code: 'root-not-found' })
    writeTree(join(root, 'later'), TREE)
    await folder.reindex({ rebuild: false })
    expect((await folder.search(question('milk'), NEVER)).hits).toHaveLength(1)
    expect(folder.state).toMatchObject({ state: 'ready', message: '' })
  })

  it('loses a question that ends the thread twice, and nothing else', async () => {
    const { folder, find } = open({ urls: { ...threads.urls, search: threads.dying.search } })
    await folder.reindex({ rebuild: false })
    folder.setDocument('new.md', '# Zebra\n')
    await find('zebra')
    const dying = folder.search(question('die'), NEVER)
    await expect(dying).rejects.toMatchObject({ code: 'worker-failed' })
    expect([await find('milk'), await find('zebra')]).toEqual([['docs/notes.md'], ['new.md']])
    expect(folder.state.state).toBe('ready')
  })

  it('begins again when the indexing is killed', async () => {
    const { folder, states, find } = open({ urls: { ...threads.urls, indexing: threads.dying.indexing } })
    await expect(folder.reindex({ rebuild: false })).rejects.toMatchObject({ code: 'worker-failed' })
    await until(() => folder.state.state === 'ready')
    expect(await find('milk')).toEqual(['docs/notes.md'])
    await until(() => states.some(({ state }) => state === 'problem'))
  })

  it('ends, and whoever waits is told', async () => {
    const { folder } = open()
    const indexing = folder.reindex({ rebuild: false })
    const searching = folder.search(question('milk'), NEVER)
    const ended = Promise.allSettled([indexing, searching])
    await folder.close()
    expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(folder.search(question('milk'), NEVER)).rejects.toMatchObject({ code: 'worker-failed' })
  })
})

interface Opened {
  readonly root: string
  readonly folder: FolderIndex
  readonly states: FolderState[]
  find(query: string): Promise<string[]>
}

function open(
  options: {
    readonly root?: string
    readonly indexDir?: string
    readonly settings?: FolderSettings
    readonly urls?: ThreadUrls
  } = {},
): Opened {
  const root = options.root ?? temporaryTree()
  const folder = createFolderIndex(
    {
      root,
      indexDir: options.indexDir ?? temporaryFolder(),
      modelFolder: undefined,
      settings: options.settings ?? SETTINGS,
      describe: ({ message, fix }) => `${message} ${fix}`,
      onLog: () => {},
    },
    options.urls ?? threads.urls,
  )
  onTestFinished(() => folder.close())
  const states = [folder.state]
  folder.onState((state) => states.push(state))
  const find = async (query: string) =>
    (await folder.search(question(query), NEVER)).hits.map(({ path }) => path)
  return { root, folder, states, find }
}

function question(query: string): SearchRequest {
  return { query, queryLanguage: 'en', languages: [], paths: [], content: 'all', limit: 10 }
}

function likeOf(path: string, line: number): SimilarRequest {
  const subject = { kind: 'lines', path, lines: { start: line, end: line + 1 } } as const
  return { subject, languages: [], paths: [], content: 'all', limit: 10, minSimilarity: 0 }
}

async function indexedTree(): Promise<{ root: string; indexDir: string }> {
  const [root, indexDir] = [temporaryTree(), temporaryFolder()]
  await updateIndex(optionsOf(root, indexDir))
  return { root, indexDir }
}

function optionsOf(root: string, indexDir: string): IndexOptions {
  return {
    root,
    indexDir,
    maxFileBytes: undefined,
    workers: 0,
    onLocked: 'wait',
    modelFolder: undefined,
    adapt: 'off',
    rebuild: false,
    onProgress: () => {},
    onNotice: () => {},
  }
}

function temporaryTree(): string {
  const root = temporaryFolder()
  writeTree(root, TREE)
  return root
}

function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cerca-folder-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function writeTree(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

/** Fails with the test when it never comes true. */
async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(20)
}
