/** Files change in every way they can, also while they are read: what is answered is what is on the disk. */
import {
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Progress } from '@cerca/core/node'
import { describe, expect, it } from 'vitest'
import { jsonOf, pathsOf, type Workspace, workspace } from '../cli/cerca.js'
import {
  askCommand,
  askLibrary,
  expectNoCrash,
  freshFromCommand,
  freshFromLibrary,
  INDEX,
  openInLibrary,
} from './answers.js'
import { canMount, mountCoarseClock } from './disk.js'
import { generateFiles, randomOf } from './generate.js'

const N_ROUNDS_OF_EDITS = 5

/** Enough for some of them to fall into one tick of the file system's clock. */
const N_QUICK_EDITS = 40

/** Longer than files look as if they were still being written. */
const SETTLED_MS = 40

describe('a file that changes', () => {
  // Most file systems of new kernels tick as often as they are asked.
  it.skipIf(!canMount)(
    'is noticed when it changes within a tick of the clock, its size being the same',
    async () => {
      const space = workspace({ 'beacon.md': '' })
      mountCoarseClock(space.root)
      for (let round = 0; round < N_QUICK_EDITS; round++) {
        const [first = '', second = ''] = ['p', 'q'].map((letter) => letter.repeat(round + 3))
        space.write('beacon.md', `${first}\n`)
        // Right after it was read.
        const onProgress = ({ phase }: Progress) =>
          phase === 'write' && space.write('beacon.md', `${second}\n`)
        expect((await openInLibrary(space, { onProgress })).find(first)).toHaveLength(1)
        const { find } = await openInLibrary(space)
        expect([find(first), find(second)]).toMatchObject([[], [{ path: 'beacon.md' }]])
      }
    },
  )

  it.each<[string, (path: string, old: { atime: Date; mtime: Date }) => void]>([
    ['as it was', (path, { atime, mtime }) => utimesSync(path, atime, mtime)],
    ['to long ago', (path) => utimesSync(path, 1, 1)],
    ['to the future', (path) => utimesSync(path, 4e9, 4e9)],
  ])('is noticed when its time was set %s, its size being the same', async (_, setTime) => {
    const space = workspace({ 'a.md': 'one armadillo\n', 'b.md': 'no such animal\n' })
    await sleep(SETTLED_MS)
    expect(find(space, 'armadillo')).toEqual(['a.md'])
    const path = join(space.root, 'a.md')
    const old = statSync(path)
    writeFileSync(path, 'one armagnacs\n')
    setTime(path, old)
    expect([find(space, 'armadillo'), find(space, 'armagnacs')]).toEqual([[], ['a.md']])
    await sleep(SETTLED_MS)
    expect(find(space, 'armagnacs')).toEqual(['a.md'])
    expect(space.cerca(['search', 'armagnacs']).err).toBe('')
  })

  it('is found by its new name, also when only the case differs', () => {
    const space = workspace({ 'Animals.md': 'one armadillo\n', 'zoo/lions.md': 'two lions\n' })
    expect(find(space, 'armadillo')).toEqual(['Animals.md'])
    renameSync(join(space.root, 'Animals.md'), join(space.root, 'animals.md'))
    expect(find(space, 'armadillo')).toEqual(['animals.md'])
    renameSync(join(space.root, 'zoo'), join(space.root, 'Zoo'))
    expect(find(space, 'lions')).toEqual(['Zoo/lions.md'])
    renameSync(join(space.root, 'animals.md'), join(space.root, 'Zoo/lions.md'))
    expect([find(space, 'armadillo'), find(space, 'lions')]).toEqual([['Zoo/lions.md'], ['Zoo/lions.md']])
  })

  it('may become a folder, a link, a binary or nothing, and come back', () => {
    const space = workspace({ 'a.md': 'one armadillo\n', 'b.md': 'no such animal\n' })
    const path = join(space.root, 'a.md')
    const becomes: (() => void)[] = [
      () => mkdirSync(path),
      () => symlinkSync(join(space.root, 'b.md'), path),
      () => writeFileSync(path, 'armadillo\0\0\0'),
      () => writeFileSync(path, ''),
      () => {},
    ]
    for (const become of becomes) {
      space.write('a.md', 'one armadillo\n')
      expect(find(space, 'armadillo')).toContain('a.md')
      rmSync(path)
      become()
      expect(find(space, 'armadillo')).toEqual([])
      rmSync(path, { recursive: true, force: true })
    }
  })
})

describe('an index inside of what it indexes', () => {
  it.each(['indexes', '.'])('is no change of it: --index-dir %s', async (indexDir) => {
    const space = workspace({ 'a.md': 'one armadillo\n' })
    await sleep(SETTLED_MS)
    const search = () => space.cerca(['search', 'armadillo', '--files-only', '--index-dir', indexDir])
    expect(search().err).toContain('No index yet')
    expect(search()).toEqual({ code: 0, out: 'a.md\n', err: '' })
    space.write('b.md', 'another armadillo\n')
    expect(search().err).toContain('1 file changed')
    await sleep(SETTLED_MS)
    search()
    expect(search().err).toBe('')
  })
})

describe('many files that change at once', () => {
  it('give the answers of an index built from nothing, edit after edit', async () => {
    const space = workspace(generateFiles(120, 2))
    await askLibrary(space)
    for (let round = 0; round < N_ROUNDS_OF_EDITS; round++) {
      edit(space, randomOf(round))
      expect((await askLibrary(space)).lines).toBe(await freshFromLibrary(space))
    }
    expect(askCommand(space)).toBe(freshFromCommand(space))
  })

  it('as when another branch is checked out, and the first one again', () => {
    const main = generateFiles(120, 3)
    const branch = { ...generateFiles(90, 4), ...Object.fromEntries(Object.entries(main).slice(0, 40)) }
    const space = workspace(main)
    const before = askCommand(space)
    checkOut(space, main, branch)
    expect(jsonOf(space.cerca([...INDEX, '--json']))).toMatchObject({ files: Object.keys(branch).length })
    expect(askCommand(space)).toBe(freshFromCommand(space))
    checkOut(space, branch, main)
    expect(askCommand(space)).toBe(before)
  })

  it('while they are indexed', async () => {
    const files = generateFiles(150, 5)
    const space = workspace(files)
    let isOver = false
    const vandal = (async () => {
      const random = randomOf(6)
      while (!isOver) {
        vandalise(space, files, random)
        await sleep(1)
      }
    })()
    for (const workers of ['0', '2', '0', '2']) {
      const outcome = await space.start([...INDEX, '--workers', workers]).ended
      expectNoCrash(outcome)
      expect(outcome).toMatchObject({ code: 0, err: '' })
      const searched = await space.start(['search', 'session', '-k', '50', '--context', '3']).ended
      expectNoCrash(searched)
      expect(searched.code).toBe(0)
    }
    isOver = true
    await vandal
    expect(askCommand(space)).toBe(freshFromCommand(space))
  })
})

function find(space: Workspace, word: string): string[] {
  return pathsOf(space.cerca(['search', word, '--json']))
}

/** Adds, changes, moves and removes a few files. */
function edit(space: Workspace, random: () => number): void {
  const extra = Object.entries(generateFiles(200, Math.floor(random() * 1e9)))
  for (const [path, text] of extra) {
    const absolutePath = join(space.root, path)
    const choice = random()
    if (choice < 0.1) space.write(path, text)
    else if (!existsSync(absolutePath)) continue
    else if (choice < 0.3) space.write(path, `${text}\n`)
    else if (choice < 0.5) space.remove(path)
    else if (choice < 0.6) renameSync(absolutePath, `${absolutePath}.${path.split('.').at(-1)}`)
  }
}

function checkOut(
  space: Workspace,
  from: Readonly<Record<string, string>>,
  to: Readonly<Record<string, string>>,
): void {
  for (const path of Object.keys(from)) if (!(path in to)) space.remove(path)
  for (const [path, text] of Object.entries(to)) if (from[path] !== text) space.write(path, text)
}

/** Does to some file what nobody should while it is read. */
function vandalise(space: Workspace, files: Readonly<Record<string, string>>, random: () => number): void {
  const paths = Object.keys(files)
  const path = paths[Math.floor(random() * paths.length)]!
  const absolutePath = join(space.root, path)
  rmSync(random() < 0.1 ? dirname(absolutePath) : absolutePath, { recursive: true, force: true })
  const choice = random()
  if (choice < 0.3) space.write(path, `${files[path]}\n${files[path]}`)
  else if (choice < 0.5) space.write(`${path}/${path}`, files[path]!)
  else if (choice < 0.6) space.write(path, new Uint8Array(1000))
  else if (choice < 0.7) space.write(path, '')
  else if (choice < 0.9) space.write(path, files[path]!)
}
