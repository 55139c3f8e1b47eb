import { expect, it } from 'vitest'
import { createDuplicateFiles } from './duplicate-files.js'
import type { Folder } from './folders.js'
import { readSettings } from './read-settings.js'
import { createFakeFolderIndex, type FakeFiles } from './testing/fake-folder-index.js'

const BODY = ' open\n read\n close\n x\n y\nend'
const FILES = { 'a.ts': `fn first\n${BODY}`, 'b.ts': `fn second\n${BODY}`, 'c.ts': 'fn other\n z\nend' }

function make(files: FakeFiles) {
  const index = createFakeFolderIndex(
    {
      root: '/repo',
      indexDir: undefined,
      modelFolder: undefined,
      settings: { maxFileBytes: undefined, adapt: 'off', isAutomatic: true },
      describe: () => '',
      onLog: () => {},
    },
    files,
  )
  const folder: Folder = { uri: 'file:///repo', name: 'repo', path: '/repo', index }
  const { settings } = readSettings({})
  let generation = 1
  let nRefreshed = 0
  const duplicateFiles = createDuplicateFiles({
    settings: () => settings,
    generation: () => generation,
    refresh: { lenses: () => {}, diagnostics: () => nRefreshed++ },
    now: () => 0,
  })
  return {
    index,
    duplicateFiles,
    pathsOf: async (path: string) => [...(await duplicateFiles.of(folder, path))],
    indexChanges: () => generation++,
    nRefreshed: () => nRefreshed,
  }
}

it('compares the folder once for all that ask', async () => {
  const { pathsOf, index } = make(FILES)
  const answers = await Promise.all(['a.ts', 'b.ts', 'c.ts'].map(pathsOf))
  expect(answers).toEqual([['a.ts', 'b.ts'], ['a.ts', 'b.ts'], []])
  expect(index.calls).toEqual(['duplicates'])
})

it('answers from what was known, and compares again behind it, when the index has changed', async () => {
  const { pathsOf, index, indexChanges, duplicateFiles, nRefreshed } = make(FILES)
  await pathsOf('a.ts')
  index.setDocument('c.ts', `fn other\n${BODY}`)
  indexChanges()
  expect(await pathsOf('c.ts')).toEqual([])
  await expect.poll(nRefreshed).toBe(1)
  expect(await pathsOf('c.ts')).toEqual(['a.ts', 'b.ts', 'c.ts'])
  expect(duplicateFiles.nCompared()).toBe(2)
})

it('tries again when the first comparison failed', async () => {
  const { pathsOf, index } = make(FILES)
  const { duplicates } = index
  index.duplicates = () => Promise.reject(new Error('it died'))
  await expect(pathsOf('a.ts')).rejects.toThrow('it died')
  index.duplicates = duplicates
  expect(await pathsOf('a.ts')).toEqual(['a.ts', 'b.ts'])
})
