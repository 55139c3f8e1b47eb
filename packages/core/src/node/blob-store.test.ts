import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { CercaError } from '../errors.js'
import { openBlobStore } from './blob-store.js'
import { startChild } from './testing/child.js'
import { codeOf } from './testing/code-of.js'
import { temporaryDisk, temporaryFolder } from './testing/disk.js'

const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString()
const bytes = (content: string) => new Uint8Array(Buffer.from(content))

describe('a blob store', () => {
  it('has no manifest before the first commit, then the last one', () => {
    const store = openBlobStore(join(temporaryFolder(), 'deep', 'index'))
    expect(store.readManifest()).toBe(undefined)
    store.writeBlob('a', bytes('A'))
    expect(store.readManifest()).toBe(undefined)
    store.commitManifest(bytes('one'))
    store.commitManifest(bytes('two'))
    expect(text(store.readManifest())).toBe('two')
    expect(text(store.readBlob('a'))).toBe('A')
  })

  it('has another stamp after each commit, whoever made it', () => {
    const folder = join(temporaryFolder(), 'index')
    const store = openBlobStore(folder)
    const stamps = [store.manifestStamp()]
    for (const size of [1, 2, 3]) {
      openBlobStore(folder).commitManifest(new Uint8Array(size))
      stamps.push(store.manifestStamp())
      store.writeBlob('a', bytes('A'))
      expect(store.manifestStamp()).toBe(stamps.at(-1))
    }
    expect(stamps[0]).toBe('')
    expect(new Set(stamps).size).toBe(4)
  })

  it('gives blobs in memory of their own, whatever their size', () => {
    const store = openBlobStore(temporaryFolder())
    for (const size of [0, 1, 5000, 3_000_000]) {
      store.writeBlob('blob', new Uint8Array(size).fill(7))
      const read = store.readBlob('blob')
      expect([read.byteLength, read.byteOffset, read.buffer.byteLength]).toEqual([size, 0, size])
      expect(read.every((byte) => byte === 7)).toBe(true)
    }
  })

  it.skipIf(process.platform === 'win32')('is for its user only', () => {
    const folder = join(temporaryFolder(), 'index')
    const store = openBlobStore(folder)
    store.writeBlob('a', bytes('A'))
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'a.blob')).mode & 0o777).toBe(0o600)
  })

  it('removes unreferenced blobs and nothing else', () => {
    const folder = temporaryFolder()
    const store = openBlobStore(folder)
    for (const name of ['old', 'kept', 'fresh']) store.writeBlob(name, bytes(name))
    store.commitManifest(bytes('kept fresh'))
    writeFileSync(join(folder, 'notes.txt'), '')
    store.removeUnreferenced(new Set(['kept', 'fresh', 'never-written']))
    expect(readdirSync(folder).sort()).toEqual(['fresh.blob', 'kept.blob', 'manifest', 'notes.txt'])
    store.removeAll()
    expect(readdirSync(folder)).toEqual(['notes.txt'])
    store.removeAll()
  })

  it('removes what a crashed writer left half-written, at the first write', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, '12345.tmp'), 'half')
    const store = openBlobStore(folder)
    expect(store.readManifest()).toBe(undefined)
    expect(existsSync(join(folder, '12345.tmp'))).toBe(true)
    store.writeBlob('a', bytes('A'))
    expect(readdirSync(folder)).toEqual(['a.blob'])
  })

  it.each(['../a', '', 'a/b', '.hidden', 'a\0', 'x'.repeat(101)])('takes %j for damage', async (name) => {
    const store = openBlobStore(temporaryFolder())
    expect(await codeOf(() => store.readBlob(name))).toBe('index-damaged')
    expect(await codeOf(() => store.writeBlob(name, bytes('')))).toBe('index-damaged')
  })

  it('takes a missing blob for damage and gives a cut one as it is', async () => {
    const folder = temporaryFolder()
    const store = openBlobStore(folder)
    expect(await codeOf(() => store.readBlob('a'))).toBe('index-damaged')
    store.writeBlob('a', bytes('abc'))
    truncateSync(join(folder, 'a.blob'), 2)
    expect(text(store.readBlob('a'))).toBe('ab')
  })

  it('says so when a file cannot be read', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'manifest'))
    expect(await codeOf(() => openBlobStore(folder).readManifest())).toBe('index-unreadable')
  })
})

describe('openConsistent', () => {
  it('reads again when a writer replaced what it was reading', () => {
    const folder = temporaryFolder()
    const writer = openBlobStore(folder)
    commit(writer, 'first')
    const seen: string[] = []
    const answer = openBlobStore(folder).openConsistent((manifest) => {
      const name = text(manifest)!
      seen.push(name)
      if (name === 'first') commit(writer, 'second')
      return text(openBlobStore(folder).readBlob(name))
    })
    expect(answer).toBe('content of second')
    expect(seen).toEqual(['first', 'second'])
  })

  it('does not read again when nothing changed, and gives up on a folder that never rests', async () => {
    const store = openBlobStore(temporaryFolder())
    store.commitManifest(bytes('0'))
    let nReads = 0
    const fail = () => {
      nReads++
      throw new CercaError('index-damaged', 'test')
    }
    expect(await codeOf(() => store.openConsistent(fail))).toBe('index-damaged')
    expect(nReads).toBe(1)
    const neverRest = () => {
      store.commitManifest(bytes(`${nReads}`))
      fail()
    }
    expect(await codeOf(() => store.openConsistent(neverRest))).toBe('index-damaged')
    expect(nReads).toBe(21)
  })

  it('answers nothing where the index was removed meanwhile', () => {
    const store = openBlobStore(temporaryFolder())
    expect(store.openConsistent(() => 'read')).toBe(undefined)
    commit(store, 'a')
    const read = () => {
      store.removeAll()
      return store.readBlob('a')
    }
    expect(store.openConsistent(read)).toBe(undefined)
  })
})

describe('kill -9', () => {
  const writer = `
    import { openBlobStore } from './blob-store.js'
    const store = openBlobStore(process.argv[1])
    for (let generation = 1; ; generation++) {
      const names = ['x', 'y'].map(part => part + generation)
      for (const name of names) store.writeBlob(name, new Uint8Array(200_000).fill(generation))
      store.commitManifest(new TextEncoder().encode(names.join(' ')))
      store.removeUnreferenced(new Set(names))
      if (generation === 1) console.log('committed')
    }`

  it('at any moment leaves the old or the new index, and readers meanwhile never see a mixture', async () => {
    const folder = temporaryFolder()
    const store = openBlobStore(folder)
    const readGeneration = () => {
      // Only reading is done while the writer goes on: where disks are fast, whoever takes longer than a commit never
      // sees a manifest with all its blobs.
      const { names, blobs } = store.openConsistent((manifest) => {
        const names = text(manifest)!.split(' ')
        return { names, blobs: names.map((name) => store.readBlob(name)) }
      })!
      const generation = Number(names[0]!.slice(1))
      const contents = new Set(blobs.flatMap((blob) => [...new Set(blob)]))
      expect([...contents]).toEqual([generation % 256])
      return generation
    }
    for (const lifeMs of [1, 23, 50, 77, 120]) {
      const child = startChild(writer, [folder])
      await child.printed('committed')
      const end = Date.now() + lifeMs
      while (Date.now() < end) {
        expect(readGeneration()).toBeGreaterThan(0)
        await sleep(1)
      }
      child.process.kill('SIGKILL')
      expect(await child.ended()).toBe('SIGKILL')
      expect(readGeneration()).toBeGreaterThan(0)
    }
    commit(store, 'after')
    expect(readdirSync(folder).sort()).toEqual(['after.blob', 'manifest'])
  })
})

describe('a disk that refuses', () => {
  it('because it is full: keeps the old index and leaves nothing behind', async (context) => {
    const disk = temporaryDisk()
    if (disk === undefined) return context.skip('mounting a small disk needs root on Linux')
    const store = openBlobStore(join(disk.folder, 'index'))
    commit(store, 'old')
    store.writeBlob('new1', new Uint8Array(600_000))
    const overflow = () => store.writeBlob('new2', new Uint8Array(600_000))
    expect(overflow).toThrow('no space is left on the disk')
    store.writeBlob('new1', new Uint8Array(600_000))
    expect(await codeOf(overflow)).toBe('index-dir-unwritable')
    expect(text(store.readManifest())).toBe('old')
    expect(text(store.readBlob('old'))).toBe('content of old')
    expect(readdirSync(store.folder).sort()).toEqual(['manifest', 'old.blob'])
  })

  it('because it is full: also keeps a blob of the old index that was being written again', async (context) => {
    const disk = temporaryDisk()
    if (disk === undefined) return context.skip('mounting a small disk needs root on Linux')
    const store = openBlobStore(disk.folder)
    commit(store, 'old')
    store.writeBlob('old', bytes('content of old'))
    expect(await codeOf(() => store.commitManifest(new Uint8Array(2_000_000)))).toBe('index-dir-unwritable')
    expect(text(store.readBlob('old'))).toBe('content of old')
  })

  it('because it is read-only: still reads', async (context) => {
    const disk = temporaryDisk()
    if (disk === undefined) return context.skip('mounting a small disk needs root on Linux')
    commit(openBlobStore(disk.folder), 'old')
    disk.remountReadOnly()
    const store = openBlobStore(disk.folder)
    expect(() => store.writeBlob('new', bytes('x'))).toThrow('the disk is read-only')
    expect(await codeOf(() => store.commitManifest(bytes('x')))).toBe('index-dir-unwritable')
    expect(await codeOf(() => store.removeAll())).toBe('index-dir-unwritable')
    store.removeUnreferenced(new Set())
    expect(text(store.readManifest())).toBe('old')
    expect(text(store.readBlob('old'))).toBe('content of old')
  })

  it.skipIf(process.platform === 'win32')('because it belongs to someone else', async () => {
    const folder = temporaryFolder()
    commit(openBlobStore(folder), 'old')
    chmodSync(folder, 0o555)
    chmodSync(join(folder, 'manifest'), 0o444)
    const source = `
      import { openBlobStore } from './blob-store.js'
      const store = openBlobStore(process.argv[1])
      for (const action of [() => store.readManifest(), () => store.writeBlob('new', new Uint8Array(1)),
        () => store.readBlob('old')]) {
        try { console.log(action().length) } catch (error) { console.log(error.code, error.message) }
      }`
    chmodSync(join(folder, 'old.blob'), 0o000)
    const child = startChild(source, [folder], { isUnprivileged: true })
    expect(await child.ended()).toBe(0)
    const [manifest, write, blob] = child.output().split('\n')
    expect(manifest).toBe('3')
    expect(write).toBe(
      `index-dir-unwritable The index folder cannot be written: ${folder}: permission denied.`,
    )
    expect(blob).toContain('index-unreadable')
    chmodSync(folder, 0o755)
  })
})

function commit(store: ReturnType<typeof openBlobStore>, name: string): void {
  store.writeBlob(name, bytes(`content of ${name}`))
  store.commitManifest(bytes(name))
  store.removeUnreferenced(new Set([name]))
}
