import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { smallModel } from '../embed/testing/small-model.js'
import type { IndexOptions, SearchOptions } from './api.js'
import { ensureIndex } from './ensure-index.js'
import { writeModel } from './model-folder.js'
import { openLiveIndex } from './open-live-index.js'
import { codeOf } from './testing/code-of.js'
import { temporaryFolder } from './testing/disk.js'
import { indexOptions } from './testing/index-options.js'
import { SORT } from './testing/sort.js'
import { temporaryTree, writeTree } from './testing/tree.js'
import { updateIndex } from './update-index.js'

/** Longer than a file looks as if it was still being written. Milliseconds. */
const SETTLED_MS = 40

const TREE = {
  'src/sort.py': SORT,
  'src/stack.py': 'class Stack:\n    def push(self, item):\n        self.items.append(item)\n',
  'docs/guide.md': '# Pushing\n\nA stack takes items.\n',
  'docs/old/notes.md': '# Notes\n\nRemember the milk.\n',
  '.gitignore': 'out/\n',
}

const ALL: SearchOptions = {
  k: 10,
  languages: [],
  paths: [],
  content: 'all',
  explain: false,
  queryLanguage: 'en',
}

describe('a live index', () => {
  it('finds what is not saved, and what is saved again once it is closed', async () => {
    const { live, find } = await place()
    expect(find('milk')).toEqual(['docs/old/notes.md'])
    live.setDocument('docs/old/notes.md', '# Notes\n\nRemember the cheese.\n')
    expect(live.nWaiting('open')).toBe(1)
    await live.settle('open')
    expect([find('milk'), find('cheese')]).toEqual([[], ['docs/old/notes.md']])
    live.setDocument('docs/old/notes.md', undefined)
    await live.settle('all')
    expect([find('milk'), find('cheese')]).toEqual([['docs/old/notes.md'], []])
  })

  it('analyses the last of several texts', async () => {
    const { live, find } = await place()
    for (const word of ['one', 'two', 'three']) live.setDocument('new.md', `# Title\n\nThe ${word}.\n`)
    const settling = live.settle('open')
    live.setDocument('new.md', '# Title\n\nThe fourth.\n')
    await settling
    expect([find('three'), find('fourth')]).toEqual([[], ['new.md']])
    expect(live.counts().files).toBe(Object.keys(TREE).length + 1)
  })

  it('finds what changed on disk before the index knows', async () => {
    const { live, find, root } = await place()
    writeFileSync(join(root, 'src/stack.py'), 'class Heap:\n    pass\n')
    writeFileSync(join(root, 'src/new.py'), 'class Ring:\n    pass\n')
    rmSync(join(root, 'docs/guide.md'))
    live.filesChanged(['src/stack.py', 'src/new.py', 'docs/guide.md'])
    await live.settle('all')
    expect([find('heap'), find('ring'), find('pushing')]).toEqual([['src/stack.py'], ['src/new.py'], []])
  })

  it('compares functions as they are open, and none of what is gone', async () => {
    const { live } = await place()
    const duplicates = async () => {
      const options = { minLines: 6, minSimilarity: 0.7, onProgress: () => {}, signal: undefined } as const
      const { clusters } = await live.duplicates({
        languages: [],
        paths: [],
        notPaths: ['/out/'],
        tests: 'with',
        ...options,
      })
      return clusters.map(({ members }) => members.map(({ path, lines }) => `${path}:${lines.start + 1}`))
    }
    expect(await duplicates()).toEqual([])
    live.setDocument('new.py', `\n${SORT.replaceAll('values', 'list')}`)
    await live.settle('open')
    expect(await duplicates()).toEqual([['new.py:2', 'src/sort.py:1']])
    live.setDocument('new.py', undefined)
    await live.settle('open')
    expect(await duplicates()).toEqual([])
  })

  it('takes a folder that is gone for all files in it', async () => {
    const { live, find, root } = await place()
    renameSync(join(root, 'docs'), join(root, 'manual'))
    live.filesChanged(['docs', 'manual'])
    await live.settle('all')
    expect(find('milk')).toEqual([])
    expect(live.counts().files).toBe(Object.keys(TREE).length - 2)
  })

  it.each([
    ['ignored', 'out/a.md', '# Zanzibar\n'],
    ['in a folder of dependencies', 'node_modules/a/b.md', '# Zanzibar\n'],
    ['a secret', '.env', 'ZANZIBAR=1\n'],
    ['too large', 'large.md', '# Zanzibar\n'.repeat(200)],
  ])('does not find what is %s, but compares it with the rest', async (_, path, text) => {
    const { live, find } = await place()
    live.setDocument(path, text)
    await live.settle('open')
    expect(find('zanzibar')).toEqual([])
    live.setDocument(path, SORT)
    const { hits } = await live.similar(
      { kind: 'lines', path, lines: { start: 2, end: 3 } },
      similarOptions(),
    )
    expect(hits[0]).toMatchObject({ path: 'src/sort.py' })
    expect(hits[0].similarity).toBeGreaterThan(0.9)
  })

  it('answers like an index of what it shows', async () => {
    const { live, root, options } = await place()
    const changed = {
      'src/sort.py': SORT.replaceAll('values', 'numbers'),
      'lib/queue.js': 'export function enqueue(items, item) {\n  items.push(item)\n}\n',
      'docs/guide.md': '# Pushing\n\nA queue takes items in order.\n',
    }
    for (const [path, text] of Object.entries(changed)) live.setDocument(path, text)
    await live.settle('open')
    const questions = ['stack of items', 'push item', 'sort', 'pushing', 'queue', 'range numbers']
    const answers = questions.map((question) => live.search(question, ALL))
    mkdirSync(join(root, 'lib'))
    writeTree(root, changed)
    const { index } = await ensureIndex(options)
    expect(answers).toEqual(questions.map((question) => index.search(question, ALL)))
  })

  it('forgets what the index has, and keeps what changed since', async () => {
    const { root, options, live, reload, find } = await place()
    writeFileSync(join(root, 'src/stack.py'), 'class Heap:\n    pass\n')
    live.filesChanged(['src/stack.py'])
    live.setDocument('docs/guide.md', '# Cheese\n')
    await live.settle('all')
    await sleep(SETTLED_MS)
    const indexedMs = Date.now()
    await updateIndex(options)
    // Changed after the files were listed, and on disk another time: read it when it is said to have changed.
    await sleep(2)
    writeFileSync(join(root, 'src/sort.py'), 'def other():\n    pass\n')
    live.filesChanged(['src/sort.py'])
    await live.settle('all')
    await reload(indexedMs)
    await live.settle('all')
    expect([find('heap'), find('cheese'), find('other'), find('bubble')]).toEqual([
      ['src/stack.py'],
      ['docs/guide.md'],
      ['src/sort.py'],
      [],
    ])
    // Saved elsewhere meanwhile: what is open wins.
    writeFileSync(join(root, 'docs/guide.md'), '# Cheese and milk\n')
    await updateIndex(options)
    await reload(Date.now())
    await live.settle('all')
    expect(find('cheese')).toEqual(['docs/guide.md'])
    expect(find('milk')).toEqual(['docs/old/notes.md'])
    live.setDocument('docs/guide.md', undefined)
    await live.settle('all')
    expect(find('milk').sort()).toEqual(['docs/guide.md', 'docs/old/notes.md'])
  })

  it('knows what unsaved words mean', async () => {
    const modelFolder = temporaryFolder()
    writeModel(modelFolder, smallModel(['puppi', 'dog', 'car', 'engin', 'wheel'], { puppi: 'dog' }))
    const tree = { 'a.txt': 'the car has an engine\n', 'b.txt': 'wheel\n', 'c.txt': 'wheel engine\n' }
    const { live, find, reload, options } = await place(tree, modelFolder)
    expect(find('dog')).toEqual([])
    live.setDocument('d.txt', 'a puppy\n')
    await live.settle('open')
    expect(find('dog')).toEqual(['d.txt'])
    await updateIndex(options)
    await reload(Date.now())
    expect(find('dog')).toEqual(['d.txt'])
  })

  it('finds documents without any index', async () => {
    const root = temporaryTree({ 'a.md': '# Alpha\n' })
    const { live, found } = openLiveIndex({ root, indexDir: temporaryFolder(), modelFolder: undefined })
    expect(found).toBe('missing')
    expect(live.search('alpha', ALL)).toEqual([])
    live.setDocument('a.md', '# Alpha\n')
    await live.settle('open')
    expect(live.search('alpha', ALL).map(({ path }) => path)).toEqual(['a.md'])
  })
})

describe('similar, over documents', () => {
  it('knows a copy with other names, which its words do not show', async () => {
    const { live } = await place()
    const names = { bubble_sort: 'arrange', values: 'rows', end: 'last', at: 'place' }
    const renamed = SORT.replace(
      /bubble_sort|values|\bend\b|\bat\b/g,
      (name) => names[name as keyof typeof names],
    )
    live.setDocument('new.py', renamed)
    await live.settle('open')
    const subject = { kind: 'lines', path: 'new.py', lines: { start: 2, end: 3 } } as const
    const { hits } = await live.similar(subject, similarOptions())
    expect(hits[0]).toMatchObject({ path: 'src/sort.py', lines: { start: 0, end: 6 }, similarity: 1 })
  })

  it('finds a function in the middle of a file as what it is, and never itself', async () => {
    const { live } = await place()
    const others = 'def first():\n    return 1\n\n\n'
    const twin = SORT.replace('bubble_sort', 'slow_sort')
    live.setDocument('src/many.py', `${others}${twin}\n\n${others.replace('first', 'last')}`)
    await live.settle('open')
    const { name, lines, hits } = await live.similar(
      { kind: 'lines', path: 'src/sort.py', lines: { start: 3, end: 4 } },
      similarOptions(),
    )
    expect({ name, lines }).toEqual({ name: 'bubble_sort', lines: { start: 0, end: 6 } })
    expect(hits[0]).toMatchObject({ path: 'src/many.py', lines: { start: 4, end: 10 }, scope: '' })
    expect(hits[0].symbols.map((symbol) => symbol.name)).toEqual(['slow_sort'])
    expect(hits[0].similarity).toBeGreaterThan(0.7)
    expect(hits.map(({ path }) => path)).not.toContain('src/sort.py')
  })

  it('finds what stands beside it in one chunk', async () => {
    const { live } = await place()
    const twin = SORT.replace('bubble_sort', 'slow_sort')
    live.setDocument('src/twins.py', `${SORT}\n\n${twin}`)
    await live.settle('open')
    const subject = { kind: 'lines', path: 'src/twins.py', lines: { start: 2, end: 3 } } as const
    const { hits } = await live.similar(subject, similarOptions({ paths: ['twins'] }))
    expect(hits.map(({ lines }) => lines)).toEqual([{ start: 8, end: 14 }])
  })

  it('compares text from elsewhere, and leaves out what is less alike than asked for', async () => {
    const { live } = await place()
    const subject = {
      kind: 'text',
      text: `\n${SORT}`,
      language: 'python',
      lines: { start: 2, end: 3 },
    } as const
    const { name, hits } = await live.similar(subject, similarOptions({ minSimilarity: 0.9 }))
    expect(name).toBe('bubble_sort')
    expect(hits.map(({ path }) => path)).toEqual(['src/sort.py'])
  })

  it('says what cannot be compared', async () => {
    const { live } = await place()
    const code = (path: string, start: number) =>
      codeOf(() => live.similar({ kind: 'lines', path, lines: { start, end: start + 1 } }, similarOptions()))
    expect(await code('nothing.py', 0)).toBe('path-not-indexed')
    expect(await code('src/sort.py', 6)).toBe('line-out-of-range')
  })

  it('tells the definitions of an open file and where their names stand', async () => {
    const { live } = await place()
    const text = 'const a = 1\nexport class Box {\n  open(key) {\n    return key\n  }\n}\nfunction f() {}\n'
    live.setDocument('src/box.ts', text)
    const lines = text.split('\n')
    const found = (await live.definitionsOf('src/box.ts')).map((definition) => ({
      ...definition,
      shown: lines[definition.nameLine].slice(definition.nameStart, definition.nameEnd),
    }))
    expect(found).toMatchObject([
      { name: 'open', kind: 'method', scope: 'Box', lines: { start: 2, end: 5 }, shown: 'open' },
      { name: 'f', kind: 'function', scope: '', lines: { start: 6, end: 7 }, shown: 'f' },
    ])
    expect(await live.definitionsOf('src/sort.py')).toHaveLength(1)
    expect(await live.definitionsOf('nothing.py')).toEqual([])
  })
})

function similarOptions(options: { paths?: string[]; minSimilarity?: number } = {}) {
  return { k: 10, minSimilarity: 0, languages: [], paths: [], content: 'all', ...options } as const
}

async function place(tree: Readonly<Record<string, string>> = TREE, modelFolder?: string) {
  const root = temporaryTree(tree)
  const options: IndexOptions = { ...indexOptions(root, temporaryFolder()), maxFileBytes: 1000, modelFolder }
  await sleep(SETTLED_MS)
  await updateIndex(options)
  let stored = openLiveIndex(options)
  expect(stored.found).toBe('opened')
  return {
    root,
    options,
    live: stored.live,
    find: (query: string) => stored.live.search(query, ALL).map(({ path }) => path),
    reload: async (indexedMs: number) => {
      stored = await stored.reload(indexedMs)
    },
  }
}
