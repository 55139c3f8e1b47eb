import { describe, expect, it } from 'vitest'
import type { Client } from './client.js'
import { createFolders } from './folders.js'
import { createFakeFolderIndex, type FakeFolderIndex } from './testing/fake-folder-index.js'
import { createWatching } from './watching.js'

function watchedFolder(canWatch: boolean) {
  const indexes: FakeFolderIndex[] = []
  const folders = createFolders({
    openIndex: (root) => {
      const settings = { maxFileBytes: undefined, adapt: 'off', isAutomatic: true } as const
      const index = createFakeFolderIndex(
        {
          root,
          indexDir: undefined,
          modelFolder: undefined,
          settings,
          describe: ({ message, fix }) => `${message} ${fix}`,
          onLog: () => {},
        },
        {},
      )
      indexes.push(index)
      return index
    },
    onOpened: () => {},
    onClosed: () => {},
  })
  folders.open([{ uri: 'file:///repo', name: '' }])
  const client = {
    traits: { canRegister: { watchers: canWatch } },
    register: async () => {},
  } as unknown as Client
  let nowMs = 0
  const watching = createWatching(client, folders, () => nowMs)
  const work = (atSeconds: number) => {
    nowMs = atSeconds * 1000
    watching.activity()
  }
  return { watching, work, calls: () => indexes[0]?.calls }
}

describe('a client without watchers', () => {
  it.each([
    ['is not compared with at once', [1, 14], 0],
    ['is compared with when somebody comes back', [600], 1],
    ['is compared with now and then while somebody works', [16, 17, 25, 32], 2],
  ])('%s', async (_what, seconds, count) => {
    const { watching, work, calls } = watchedFolder(false)
    await watching.start()
    for (const second of seconds) work(second)
    expect(calls()).toEqual(Array(count).fill('filesChanged unknown'))
  })

  it('needs no comparison where the client watches', async () => {
    const { watching, work, calls } = watchedFolder(true)
    await watching.start()
    work(600)
    expect(calls()).toEqual([])
  })
})
