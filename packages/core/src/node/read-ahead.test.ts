import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { EMPTY_INDEX } from '../engine/opened-index.js'
import { readAhead, withBlobsAhead } from './read-ahead.js'
import { findIndex, placeOf } from './stored-index.js'
import { temporaryFolder } from './testing/disk.js'
import { indexOptions } from './testing/index-options.js'
import { temporaryTree, writeTree } from './testing/tree.js'
import { updateIndex } from './update-index.js'

it('reads what is new, so that opening reads nothing of it again', async () => {
  const { store, read, grow } = await place()
  const first = findIndex(store).index
  await grow()
  const known = await readAhead(store, first)
  read.length = 0
  const { state, index } = findIndex(store, known)
  expect([state, read]).toEqual(['opened', []])
  expect(index).toEqual(findIndex(store).index)
  expect(index.segments).not.toEqual(first.segments)
})

it('knows what it knew where there is nothing to read, or nothing but damage', async () => {
  const { store, folder } = await place()
  const { index } = findIndex(store)
  expect(await readAhead(store, index)).toEqual(index)
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.blob')))
    writeFileSync(join(folder, name), 'damage')
  expect(await readAhead(store, EMPTY_INDEX)).toEqual(EMPTY_INDEX)
  expect(findIndex(store, await readAhead(store, EMPTY_INDEX)).state).toBe('damaged')
  writeFileSync(join(folder, 'manifest'), 'damage')
  expect(await readAhead(store, EMPTY_INDEX)).toEqual(EMPTY_INDEX)
})

it('has all blobs of an index in memory, each once', async () => {
  const { store, read, grow } = await place()
  const ahead = await withBlobsAhead(store)
  expect(findIndex(ahead)).toEqual(findIndex(store))
  read.length = 0
  findIndex(ahead)
  expect(read).toHaveLength(1)
  await grow()
  expect(findIndex(await withBlobsAhead(store)).index.segments).toHaveLength(2)
})

it('leaves damage and nothing at all to be found when the index is opened', async () => {
  const { store, folder } = await place()
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.blob'))) rmSync(join(folder, name))
  expect(findIndex(await withBlobsAhead(store)).state).toBe('damaged')
  rmSync(folder, { recursive: true })
  expect(findIndex(await withBlobsAhead(store)).state).toBe('missing')
})

async function place() {
  const options = indexOptions(temporaryTree({ 'a.md': '# Alpha\n' }), temporaryFolder())
  await updateIndex(options)
  const read: string[] = []
  const { store, indexPath } = placeOf(options.root, options.indexDir)
  const readBlob = (name: string) => {
    read.push(name)
    return store.readBlob(name)
  }
  return {
    store: { ...store, readBlob },
    read,
    folder: indexPath,
    grow: async () => {
      writeTree(options.root, { 'b.md': '# Beta\n' })
      await updateIndex(options)
    },
  }
}
