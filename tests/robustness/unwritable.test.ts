/** The index folder has no room, or may not be written: what is there answers, and messages say what to do. */
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { jsonOf, type Outcome, type Workspace, workspace } from '../cli/cerca.js'
import { askCommand, expectNoCrash, freshFromCommand, INDEX } from './answers.js'
import { canMount, temporaryDisk } from './disk.js'
import { generateFiles } from './generate.js'

const DISK_KIBIBYTES = 2048

/** Longer than files look as if they were still being written. */
const SETTLED_MS = 40

// Filling and locking a disk takes one of its own: root on Linux. Elsewhere these tests are counted as skipped.
describe.skipIf(!canMount)('a full disk', () => {
  it('fails an index command clearly, and the old index stays', async () => {
    const { space, at, disk } = await onDisk(1)
    expect(space.cerca([...INDEX, ...at])).toMatchObject({ code: 0 })
    fill(disk.folder)
    rewrite(space)
    const names = readdirSync(disk.folder, { recursive: true }).sort()
    expectUnwritable(space.cerca([...INDEX, ...at]), 'no space is left on the disk')
    expect(readdirSync(disk.folder, { recursive: true }).sort()).toEqual(names)
    expect(jsonOf(space.cerca(['status', '--json', ...at]))).toMatchObject({ state: 'stale', files: 60 })
    rmSync(join(disk.folder, 'filler'))
    expect(space.cerca([...INDEX, ...at])).toMatchObject({ code: 0 })
  })

  it('lets a search answer from memory, from an old index or from none', async () => {
    const { space, at, disk } = await onDisk(2)
    fill(disk.folder)
    expect(askCommand(space, at)).toBe(freshFromCommand(space))
    rmSync(join(disk.folder, 'filler'))
    space.cerca([...INDEX, ...at])
    fill(disk.folder)
    rewrite(space)
    expectFromMemory(space.cerca(['search', 'session', ...at]), 'no space is left on the disk')
    expect(askCommand(space, at)).toBe(freshFromCommand(space))
  })

  it('is used for the index alone: what a killed writer left makes room', async () => {
    const { space, at, disk } = await onDisk(3)
    space.cerca([...INDEX, ...at])
    const [folder = ''] = readdirSync(disk.folder)
    fill(join(disk.folder, folder), `${'0'.repeat(32)}.blob`)
    rewrite(space)
    expect(space.cerca([...INDEX, ...at])).toMatchObject({ code: 0, err: '' })
    expect(askCommand(space, at)).toBe(freshFromCommand(space))
  })

  it('can be cleaned', async () => {
    const { space, at, disk } = await onDisk(4)
    space.cerca([...INDEX, ...at])
    fill(disk.folder)
    expect(space.cerca(['clean', ...at])).toMatchObject({ code: 0, err: '' })
    expect(readdirSync(disk.folder)).toEqual(['filler'])
  })
})

describe.skipIf(!canMount)('a read-only disk', () => {
  it('answers without a word while the index is current, then from memory', async () => {
    const { space, at, disk } = await onDisk(5)
    space.cerca([...INDEX, ...at])
    const answer = space.cerca(['search', 'session', ...at])
    disk.remount('ro')
    expect(space.cerca(['search', 'session', ...at])).toEqual(answer)
    expect(space.cerca([...INDEX, ...at])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Nothing had changed.'),
      err: '',
    })
    expect(space.cerca(['index', ...at])).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^The model could not be adapted to these files: .+ read-only.*\.\n$/),
    })
    expectUnwritable(space.cerca([...INDEX, '--rebuild', ...at]), 'the disk is read-only')
    rewrite(space)
    expectFromMemory(space.cerca(['search', 'session', ...at]), 'the disk is read-only')
    expect(askCommand(space, at)).toBe(freshFromCommand(space))
    expectUnwritable(space.cerca([...INDEX, ...at]), 'the disk is read-only')
    expect(jsonOf(space.cerca(['status', '--json', ...at]))).toMatchObject({ state: 'stale' })
    expectUnwritable(space.cerca(['clean', ...at]), 'the disk is read-only')
  })
})

// Root may write everywhere.
describe.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('a folder of somebody else', () => {
  it('is a folder that cannot be written', async () => {
    const space = workspace(generateFiles(20, 6))
    space.cerca(INDEX)
    const folder = join(space.indexDir, readdirSync(space.indexDir)[0]!)
    chmodSync(folder, 0o500)
    rewrite(space)
    expectFromMemory(space.cerca(['search', 'session']), 'permission denied')
    expectUnwritable(space.cerca(INDEX), 'permission denied')
    chmodSync(folder, 0o000)
    const outcome = space.cerca(['search', 'session'])
    expectNoCrash(outcome)
    expect(outcome).toMatchObject({ code: 3, err: expect.stringContaining('permission denied') })
    chmodSync(folder, 0o700)
  })
})

describe('an index folder that cannot be', () => {
  it.each<readonly [string, (space: Workspace) => string]>([
    ['is a file', ({ root }) => join(root, 'docs/guide.md')],
    ['lies below a file', ({ root }) => join(root, 'docs/guide.md/indexes/here')],
    ...(process.platform === 'linux'
      ? [['lies where nobody can create folders', () => '/proc/cerca/indexes'] as const]
      : []),
  ])('%s', async (_, indexDirOf) => {
    const space = workspace({ ...generateFiles(20, 7), 'docs/guide.md': '# A guide to the session\n' })
    const at = ['--index-dir', indexDirOf(space)]
    expectUnwritable(space.cerca([...INDEX, ...at]), '')
    expectFromMemory(space.cerca(['search', 'session', ...at]), '')
    expect(askCommand(space, at)).toBe(freshFromCommand(space))
    expect(jsonOf(space.cerca(['status', '--json', ...at]))).toMatchObject({ state: 'missing' })
    expect(space.cerca(['clean', ...at])).toMatchObject({ code: 0, err: '' })
  })

  it('stands where a file was put in the way of this root only', () => {
    const space = workspace(generateFiles(20, 8))
    space.cerca(INDEX)
    const folder = join(space.indexDir, readdirSync(space.indexDir)[0]!)
    rmSync(folder, { recursive: true })
    writeFileSync(folder, 'in the way')
    expectUnwritable(space.cerca(INDEX), 'a part of the path is not a folder')
    expectFromMemory(space.cerca(['search', 'session']), 'a part of the path is not a folder')
  })

  it('is created where folders above it are missing', () => {
    const space = workspace(generateFiles(20, 9))
    mkdirSync(space.indexDir)
    const at = ['--index-dir', join(space.indexDir, 'not/yet/there')]
    expect(space.cerca([...INDEX, ...at])).toMatchObject({ code: 0, err: '' })
    expect(space.cerca(['search', 'session', ...at])).toMatchObject({ code: 0 })
  })
})

/** A workspace whose index goes to a small disk. */
async function onDisk(seed: number) {
  const space = workspace(generateFiles(60, seed))
  const disk = temporaryDisk(DISK_KIBIBYTES)
  await sleep(SETTLED_MS)
  return { space, disk, at: ['--index-dir', disk.folder] }
}

/** Writes a file until nothing more fits. */
function fill(folder: string, name = 'filler'): void {
  const path = join(folder, name)
  try {
    for (;;) writeFileSync(path, new Uint8Array(4096), { flag: 'a' })
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' })
  }
}

/** Other content in every file. */
function rewrite(space: Workspace): void {
  for (const [path, text] of Object.entries(generateFiles(60, 99))) space.write(path, `${text}\n`)
}

function expectUnwritable(outcome: Outcome, reason: string): void {
  expectNoCrash(outcome)
  expect(outcome).toMatchObject({ code: 3, out: '' })
  expect(outcome.err).toMatch(
    /^cerca: The index folder cannot be written: .+\n {2}Free some space or name another folder with .+\n$/,
  )
  expect(outcome.err).toContain(reason)
}

function expectFromMemory(outcome: Outcome, reason: string): void {
  expectNoCrash(outcome)
  expect(outcome).toMatchObject({ code: 0 })
  expect(outcome.err).toMatch(/The index folder cannot be written: .+ Answering from memory/)
  expect(outcome.err).toContain(reason)
}
