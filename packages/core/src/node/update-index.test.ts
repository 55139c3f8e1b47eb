import { readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { IndexOptions, IndexReport, Progress } from './api.js'
import { ensureIndex } from './ensure-index.js'
import { acquireLock } from './lock.js'
import { readStatus } from './read-status.js'
import { removeAllIndexes, removeIndex } from './remove-index.js'
import { codeOf } from './testing/code-of.js'
import { temporaryFolder } from './testing/disk.js'
import { indexOptions } from './testing/index-options.js'
import { temporaryTree, writeTree } from './testing/tree.js'
import { updateIndex } from './update-index.js'

const MAX_FILE_BYTES = 1000
const TREE = {
  'src/stack.py': 'class Stack:\n    def push(self, item):\n        self.items.append(item)\n',
  'docs/guide.md': '# Pushing\n\nA stack takes items.\n',
  'data.bin.txt': 'text\0with zeros',
}
/** Longer than a file looks as if it was still being written. Milliseconds. */
const SETTLED_MS = 40
const SEARCH = {
  k: 10,
  languages: [],
  paths: [],
  content: 'all',
  explain: false,
  queryLanguage: undefined,
} as const

describe('updateIndex', () => {
  it('builds, does nothing when nothing changed, and then does what changed', async () => {
    const { root, update } = await place(TREE)
    expect(await update()).toMatchObject({
      files: 2,
      added: 2,
      changed: 0,
      removed: 0,
      unchanged: 0,
      leftOut: { binary: 1 },
    })
    expect(await update()).toMatchObject({
      files: 2,
      added: 0,
      changed: 0,
      removed: 0,
      unchanged: 2,
      leftOut: { binary: 1 },
    })
    writeTree(root, { 'src/stack.py': 'class Heap: pass\n', 'src/queue.py': 'class Queue: pass\n' })
    rmSync(join(root, 'docs/guide.md'))
    expect(await update()).toMatchObject({ files: 2, added: 1, changed: 1, removed: 1, unchanged: 0 })
    // Touched, and read again, is not changed.
    utimesSync(join(root, 'src/queue.py'), 1, 1)
    expect(await update()).toMatchObject({ files: 2, added: 0, changed: 0, removed: 0, unchanged: 2 })
  })

  it('counts what it has and what that weighs', async () => {
    const { update } = await place(TREE)
    const report = await update()
    const stored = readdirSync(report.indexPath).map(
      (name) => readFileSync(join(report.indexPath, name)).length,
    )
    expect(report.indexBytes).toBe(stored.reduce((sum, bytes) => sum + bytes, 0))
    expect(report.sourceBytes).toBe(TREE['src/stack.py'].length + TREE['docs/guide.md'].length)
    expect(report).toMatchObject({ segments: 1, problems: [] })
    expect(report.chunks).toBeGreaterThanOrEqual(report.files)
  })

  it('gives the same bytes for the same files, built at once or after changes and a rebuild', async () => {
    const { root, update, settle } = await place(TREE)
    const bytesOf = ({ indexPath }: IndexReport) =>
      readdirSync(indexPath)
        .sort()
        .map((name) => [name, readFileSync(join(indexPath, name)).toString('base64')])
    // The time at which the system saw a change is part of the manifest: the root stays the same.
    const first = bytesOf(await update({ indexDir: temporaryFolder() }))
    expect(bytesOf(await update({ indexDir: temporaryFolder() }))).toEqual(first)
    writeTree(root, { 'src/queue.py': 'class Queue: pass\n' })
    await update()
    rmSync(join(root, 'src/queue.py'))
    await settle()
    expect(bytesOf(await update({ rebuild: true }))).toEqual(
      bytesOf(await update({ indexDir: temporaryFolder() })),
    )
  })

  it('tells how far it is', async () => {
    const { update } = await place(TREE)
    const seen: Progress[] = []
    await update({ onProgress: (progress) => seen.push(progress) })
    expect(seen.map(({ phase }) => phase)).toEqual(['scan', 'analyse', 'analyse', 'write'])
    const bytesTotal = Object.values(TREE).reduce((sum, text) => sum + text.length, 0)
    expect(seen.at(-1)).toMatchObject({ filesDone: 3, filesTotal: 3, bytesDone: bytesTotal, bytesTotal })
  })

  it('waits for no other writer when told so', async () => {
    const { update } = await place(TREE)
    const { indexPath } = await update()
    const lock = await acquireLock(join(indexPath, 'writer'), {
      onLocked: 'fail',
      onWait: () => {},
      signal: undefined,
    })
    expect(await codeOf(() => update({ onLocked: 'fail', rebuild: true }))).toBe('index-locked')
    lock.release()
    expect(await codeOf(() => update({ onLocked: 'fail', rebuild: true }))).toBe('ok')
  })

  it.each([
    ['a folder that is not there', 'absent', 'root-not-found'],
    ['a file', 'docs/guide.md', 'root-not-a-folder'],
  ])('refuses %s', async (_, path, code) => {
    const { root, update } = await place(TREE)
    expect(await codeOf(() => update({ root: join(root, path) }))).toBe(code)
  })
})

describe('ensureIndex', () => {
  it('builds, then opens without a word, then catches up', async () => {
    const { root, options, notices } = await place(TREE)
    const built = await ensureIndex(options)
    expect(built.report).toMatchObject({ added: 2 })
    expect(notices.splice(0)).toEqual(['No index yet: indexing 3 files first.'])
    const opened = await ensureIndex(options)
    expect([opened.report, opened.index.files, notices]).toEqual([undefined, 2, []])
    expect(paths(opened.index.search('push an item on the stack', SEARCH))).toContain('src/stack.py')
    writeTree(root, { 'src/stack.py': 'class Heap: pass\n' })
    rmSync(join(root, 'docs/guide.md'))
    const { index } = await ensureIndex(options)
    expect(notices).toEqual(['1 file changed, 1 gone: bringing the index up to date.'])
    expect(paths(index.search('heap', SEARCH))).toEqual(['src/stack.py'])
    expect(index.search('pushing', SEARCH)).toEqual([])
  })

  it.each<[string, (path: string) => void]>([
    ['cut short', (path) => truncateSync(path, 100)],
    ['changed', (path) => writeFileSync(path, readFileSync(path).fill(7, 200, 201))],
    ['gone', (path) => rmSync(path)],
  ])('builds again when a stored file was %s', async (_, damage) => {
    const { options, notices } = await place(TREE)
    const { report } = await ensureIndex(options)
    const before = (await ensureIndex(options)).index.search('stack', SEARCH)
    for (const name of readdirSync(report!.indexPath).filter((name) => name.endsWith('.blob'))) {
      damage(join(report!.indexPath, name))
    }
    notices.length = 0
    const { index } = await ensureIndex(options)
    expect(notices).toEqual([
      expect.stringMatching(/^The index is damaged: .+ Building it again from 3 files\.$/),
    ])
    expect(index.search('stack', SEARCH)).toEqual(before)
  })

  it('answers from memory where the index cannot be written', async () => {
    const { options, notices } = await place(TREE)
    // A file where the folder of all indexes should be.
    const { index, report } = await ensureIndex({ ...options, indexDir: join(options.root, 'docs/guide.md') })
    expect(paths(index.search('stack', SEARCH))).toContain('src/stack.py')
    expect(report).toMatchObject({ files: 2 })
    expect(notices[1]).toMatch('Answering from memory')
  })

  it('finds what is like a file, a place or a text', async () => {
    const { options } = await place({
      ...TREE,
      'src/pile.py': 'class Pile:\n    def push(self, item):\n        self.items.append(item)\n',
    })
    const { index } = await ensureIndex(options)
    const like = (target: Parameters<typeof index.similar>[0]) => paths(index.similar(target, SEARCH))
    expect(like({ kind: 'file', path: 'src/pile.py' })[0]).toBe('src/stack.py')
    expect(like({ kind: 'lines', path: 'src/pile.py', lines: { start: 1, end: 2 } })[0]).toBe('src/stack.py')
    expect(like({ kind: 'text', text: 'items.append(item)', language: 'python' })[0]).toMatch(/(pile|stack)/)
    expect(await codeOf(() => like({ kind: 'file', path: 'src/absent.py' }))).toBe('path-not-indexed')
    expect(
      await codeOf(() => like({ kind: 'lines', path: 'src/pile.py', lines: { start: 9, end: 10 } })),
    ).toBe('line-out-of-range')
    expect(index.matches('pushing items', 'push(item)', 'en')).toEqual([
      { start: 0, end: 4 },
      { start: 5, end: 9 },
    ])
  })
})

describe('readStatus and removeIndex', () => {
  it('say and change the state of an index', async () => {
    const { root, options, update } = await place(TREE)
    const status = () => readStatus(root, options.indexDir, MAX_FILE_BYTES, undefined)
    expect(await status()).toMatchObject({
      state: 'missing',
      files: 0,
      pending: { added: 3, changed: 0, removed: 0 },
    })
    const report = await update()
    expect(await status()).toMatchObject({
      state: 'current',
      files: 2,
      chunks: report.chunks,
      sourceBytes: report.sourceBytes,
      indexBytes: report.indexBytes,
      leftOut: { binary: 1 },
      pending: { added: 0, changed: 0, removed: 0 },
    })
    expect((await status()).languages).toEqual([
      { language: 'markdown', files: 1 },
      { language: 'python', files: 1 },
    ])
    writeTree(root, { 'src/stack.py': 'class Heap: pass\n', 'new.md': 'New.\n' })
    rmSync(join(root, 'docs/guide.md'))
    expect(await status()).toMatchObject({ state: 'stale', pending: { added: 1, changed: 1, removed: 1 } })
    writeFileSync(join(report.indexPath, 'manifest'), 'noise')
    expect(await status()).toMatchObject({
      state: 'damaged',
      files: 0,
      detail: expect.stringContaining('damaged'),
    })
    expect(await removeIndex(root, options.indexDir)).toBe(true)
    expect(await status()).toMatchObject({ state: 'missing' })
    expect(await removeIndex(root, options.indexDir)).toBe(false)
  })

  it('remove all indexes of a folder and nothing else', async () => {
    const { options, update } = await place(TREE)
    await update()
    await update({ root: temporaryTree({ 'a.md': 'Alpha.\n' }) })
    writeTree(options.indexDir, { 'mine/notes.txt': 'keep' })
    expect(await removeAllIndexes(options.indexDir)).toBe(2)
    expect(readdirSync(options.indexDir)).toEqual(['mine'])
    expect(await removeAllIndexes(options.indexDir)).toBe(0)
    expect(await removeAllIndexes(join(options.indexDir, 'absent'))).toBe(0)
  })
})

/** A tree of files that are not being written any more, and what is needed to index it. */
async function place(tree: Readonly<Record<string, string>>) {
  const root = temporaryTree(tree)
  const settle = () => sleep(SETTLED_MS)
  await settle()
  const notices: string[] = []
  const options = {
    ...indexOptions(root, temporaryFolder()),
    maxFileBytes: MAX_FILE_BYTES,
    onNotice: (message: string) => notices.push(message),
  }
  const update = (changes: Partial<IndexOptions> = {}) => updateIndex({ ...options, ...changes })
  return { root, options, notices, settle, update }
}

function paths(hits: readonly { readonly path: string }[]): string[] {
  return [...new Set(hits.map(({ path }) => path))]
}
