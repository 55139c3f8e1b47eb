/** Files of the index are cut, changed, lost or not ours: what is answered is right, and what happened is said. */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { jsonOf, type Workspace, workspace } from '../cli/cerca.js'
import { askCommand, askLibrary, expectNoCrash, freshFromLibrary, INDEX } from './answers.js'
import { generateFiles, randomOf } from './generate.js'

/** Longer than files look as if they were still being written. */
const SETTLED_MS = 40

const FLIPS_PER_FILE = 30

const TRUNCATED_BYTES = [0, 1, 4, 24, 31, 32, 33, 72, 100, 200, 1000]

/** Manifests of nothing but a header, as versions 99 and 0 would begin; see segment/container.ts. */
const NEWER_MANIFEST = '435243418fc089bc6d616e696665737463000000200000002000000000000000'
const OLDER_MANIFEST = '435243417760556b6d616e696665737400000000200000002000000000000000'

describe('a damaged file of the index', () => {
  it('is noticed wherever it was cut off, and built again', async () => {
    const { space, expected } = await indexed(1)
    for (const name of filesOf(space)) {
      const size = statSync(join(folderOf(space), name)).size
      for (const length of [...TRUNCATED_BYTES, size >> 1, size - 8, size - 1].filter((n) => n < size)) {
        truncateSync(join(folderOf(space), name), length)
        await expectRebuilt(space, expected)
      }
    }
  })

  it('is noticed whichever bit was flipped, and built again', async () => {
    const { space, expected } = await indexed(2)
    const random = randomOf(2)
    for (const name of filesOf(space)) {
      for (let round = 0; round < FLIPS_PER_FILE; round++) {
        const bytes = readFileSync(join(folderOf(space), name))
        const at = Math.floor(random() * bytes.length)
        bytes[at]! ^= 1 << Math.floor(random() * 8)
        writeFileSync(join(folderOf(space), name), bytes)
        await expectRebuilt(space, expected)
      }
    }
  })

  it.each<[string, (path: string) => void]>([
    ['deleted', (path) => rmSync(path)],
    ['replaced by text', (path) => writeFileSync(path, 'not an index')],
    ['longer than it was', (path) => writeFileSync(path, '\0\0\0\0\0\0\0\0', { flag: 'a' })],
    ['full of zeros', (path) => writeFileSync(path, new Uint8Array(statSync(path).size))],
  ])('is noticed when it was %s, and people are told', async (_, damage) => {
    const { space } = await indexed(3)
    const expected = askCommand(space)
    const [blob = ''] = filesOf(space)
    damage(join(folderOf(space), blob))
    expect(jsonOf(space.cerca(['status', '--json']))).toMatchObject({ state: 'damaged' })
    expect(space.cerca(['status'])).toMatchObject({
      code: 3,
      out: expect.stringMatching(
        /^ {2}state {6}damaged \(.+\); the next search or `cerca index` builds it again$/m,
      ),
      err: '',
    })
    expect(space.cerca(['search', 'session']).err).toMatch(
      /^The index is damaged: .+\. Building it again from 20 files\.\n$/,
    )
    expect(space.cerca(['search', 'session']).err).toBe('')
    expect(askCommand(space)).toBe(expected)
  })

  it.each<[string, readonly string[]]>([
    ['index', [...INDEX, '--json']],
    ['search', ['search', 'session', '--json']],
    ['batch', ['search', '--batch', '-']],
  ])('is no secret from programs: %s', async (_, argv) => {
    const { space } = await indexed(11)
    const [blob = ''] = filesOf(space)
    truncateSync(join(folderOf(space), blob), 100)
    const rebuilt = { reason: 'damaged', detail: expect.stringMatching(/^The index is damaged: .+\.$/) }
    const ask = () => {
      const outcome = space.cerca(argv, { input: 'session\nsession\n' })
      expect(outcome).toMatchObject({ code: 0, err: '' })
      return outcome.out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).rebuilt)
    }
    const [first, ...others] = ask()
    expect(first).toEqual(rebuilt)
    for (const other of [...others, ...ask()]) expect(other).toBeUndefined()
  })

  it('may be another one of the same kind', async () => {
    const { space, expected } = await indexed(12)
    const other = await indexed(13)
    const [blobs, otherBlobs] = [space, other.space].map((each) =>
      filesOf(each).filter((name) => name.endsWith('.blob')),
    )
    for (const name of blobs!) {
      for (const otherName of otherBlobs!) {
        copyFileSync(join(folderOf(other.space), otherName), join(folderOf(space), name))
        await expectRebuilt(space, expected)
      }
    }
  })

  it('may be the manifest of another index', async () => {
    const { space, expected } = await indexed(4)
    const other = await indexed(5)
    copyFileSync(join(folderOf(other.space), 'manifest'), join(folderOf(space), 'manifest'))
    await expectRebuilt(space, expected)
  })

  it('leaves `cerca index` with nothing but building', async () => {
    const { space, expected } = await indexed(6)
    writeFileSync(join(folderOf(space), 'manifest'), 'noise')
    const outcome = space.cerca([...INDEX, '--json'])
    expectNoCrash(outcome)
    expect(jsonOf(outcome)).toMatchObject({ added: 20, changed: 0, removed: 0 })
    expect((await askLibrary(space)).lines).toBe(expected)
  })
})

describe('what is in the index folder besides', () => {
  it('is not read, and goes when it looks like a leftover', async () => {
    const { space, expected } = await indexed(7)
    const folder = folderOf(space)
    const names = filesOf(space)
    writeFileSync(join(folder, `${'0'.repeat(32)}.blob`), 'noise')
    writeFileSync(join(folder, '4711.tmp'), 'noise')
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    mkdirSync(join(folder, 'writer.of.old'))
    expect(await askLibrary(space)).toEqual({ lines: expected, notices: '' })
    space.write('docs/new.md', 'A new file.\n')
    await askLibrary(space)
    // A segment and its vectors.
    expect(filesOf(space).filter((name) => !names.includes(name))).toEqual([
      expect.stringMatching(/^[0-9a-f]{32}\.blob$/),
      expect.stringMatching(/^[0-9a-f]{32}\.blob$/),
      'notes.txt',
      'writer.of.old',
    ])
  })

  it.each(['manifest', 'blob'])('does not crash anything: a folder in place of the %s', async (kind) => {
    const { space } = await indexed(8)
    const path = join(folderOf(space), kind === 'blob' ? filesOf(space)[0]! : kind)
    rmSync(path)
    mkdirSync(path)
    for (const argv of [['search', 'session'], INDEX, ['status']]) {
      const outcome = space.cerca(argv)
      expectNoCrash(outcome)
      expect(outcome).toMatchObject({ code: 3, err: expect.stringMatching(/a folder is in its place/) })
    }
    expect(space.cerca(['clean'])).toMatchObject({ code: 0, err: '' })
    expect(space.cerca(['search', 'session']).err).toContain('No index yet')
  })
})

describe('an index of another version', () => {
  it('is left alone when it is newer', async () => {
    const { space } = await indexed(9)
    const path = join(folderOf(space), 'manifest')
    writeFileSync(path, Buffer.from(NEWER_MANIFEST, 'hex'))
    for (const argv of [['search', 'session'], INDEX, [...INDEX, '--rebuild'], ['status']]) {
      const outcome = space.cerca(argv)
      expectNoCrash(outcome)
      expect(outcome).toMatchObject({ code: 3, out: '' })
      expect(outcome.err).toMatch(
        /^cerca: The index was written by a newer Cerca \(manifest version 99, .+\)\.\n {2}Update Cerca/,
      )
    }
    expect(readFileSync(path).toString('hex')).toBe(NEWER_MANIFEST)
    expect(space.cerca(['clean'])).toMatchObject({ code: 0 })
    expect(space.cerca(['search', 'session']).err).toContain('No index yet')
  })

  it('is built again when it is older', async () => {
    const { space, expected } = await indexed(10)
    writeFileSync(join(folderOf(space), 'manifest'), Buffer.from(OLDER_MANIFEST, 'hex'))
    expect(jsonOf(space.cerca(['status', '--json']))).toMatchObject({ state: 'stale' })
    const { lines, notices } = await askLibrary(space)
    expect(lines).toBe(expected)
    expect(notices).toContain('made by another version of Cerca')
  })
})

async function indexed(seed: number): Promise<{ space: Workspace; expected: string }> {
  const space = workspace(generateFiles(20, seed))
  await sleep(SETTLED_MS)
  const expected = (await askLibrary(space)).lines
  expect(await freshFromLibrary(space)).toBe(expected)
  return { space, expected }
}

async function expectRebuilt(space: Workspace, expected: string): Promise<void> {
  const { lines, notices } = await askLibrary(space)
  expect(lines).toBe(expected)
  expect(notices).toMatch(/^The index is damaged: .+\. Building it again from 20 files\.$/)
}

/** The folder of the workspace's only index. */
function folderOf({ indexDir }: Workspace): string {
  return join(indexDir, readdirSync(indexDir)[0]!)
}

/** Blobs first, as their names begin with digits and letters before m. */
function filesOf(space: Workspace): string[] {
  return readdirSync(folderOf(space)).sort()
}
