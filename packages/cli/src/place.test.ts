import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPlace, resolvePlace } from './place.js'
import { temporaryFolder } from './testing/temporary-folder.js'

describe('readPlace', () => {
  it.each<[string, string, [number, number] | undefined]>([
    ['a/b.go', 'a/b.go', undefined],
    ['a/b.go:12', 'a/b.go', [11, 12]],
    ['a/b.go:12-20', 'a/b.go', [11, 20]],
    ['a/b.go:12:5', 'a/b.go', [11, 12]],
    ['a/b.go:12:', 'a/b.go', [11, 12]],
    ['a:b.go', 'a:b.go', undefined],
    ['C:\\a.go:3', 'C:\\a.go', [2, 3]],
  ])('%s', (place, path, lines) => {
    expect(readPlace(place)).toEqual({ path, lines: lines && { start: lines[0], end: lines[1] } })
  })

  it.each(['a.go:0', 'a.go:5-4'])('refuses %s', (place) => {
    expect(() => readPlace(place)).toThrow(`There is no such line: ${place}.`)
  })
})

describe('resolvePlace', () => {
  const files = { 'root/a.go': 'a', 'root/sub/a.go': 'sub', 'root/odd:1': 'odd', 'outside.go': 'o' }

  it('takes the first base that has the file', () => {
    const root = join(temporaryFolder(files), 'root')
    const sub = join(root, 'sub')
    expect(resolvePlace('a.go', root, [sub, root])).toEqual({ kind: 'file', path: 'sub/a.go' })
    expect(resolvePlace('a.go', root, [root, sub])).toEqual({ kind: 'file', path: 'a.go' })
    expect(resolvePlace('sub/a.go:1', root, [sub, root])).toEqual({
      kind: 'lines',
      path: 'sub/a.go',
      lines: { start: 0, end: 1 },
    })
  })

  it('takes a name with a colon as it is when there is such a file', () => {
    const root = join(temporaryFolder(files), 'root')
    expect(resolvePlace('odd:1', root, [root])).toEqual({ kind: 'file', path: 'odd:1' })
  })

  it('follows a link that leads into the root', () => {
    const folder = temporaryFolder(files)
    symlinkSync(join(folder, 'root'), join(folder, 'link'))
    expect(resolvePlace('link/a.go', join(folder, 'root'), [folder])).toEqual({ kind: 'file', path: 'a.go' })
  })

  it.each([
    ['../outside.go', 'is not inside'],
    ['none.go', 'There is no file none.go.'],
    ['sub', 'sub is a folder.'],
    ['', 'No place in the code was given.'],
  ])('refuses %s', (place, message) => {
    const root = join(temporaryFolder(files), 'root')
    expect(() => resolvePlace(place, root, [root])).toThrow(message)
  })
})
