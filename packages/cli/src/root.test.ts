import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createScreen } from './output/screen.js'
import { enclosingRepository, locateRoot, splitQueryAndRoot } from './root.js'
import { createFakeCore } from './testing/fake-core.js'
import { createFakeTerminal, type FakeTerminalOptions } from './testing/fake-terminal.js'
import { temporaryFolder } from './testing/temporary-folder.js'

const core = createFakeCore()

function locate(root: string | undefined, options: FakeTerminalOptions): Promise<string> {
  const terminal = createFakeTerminal(options)
  const screen = createScreen(terminal, { json: false, quiet: true, color: 'never' })
  return locateRoot(root, undefined, { terminal, core, screen })
}

describe('locateRoot', () => {
  it('takes the enclosing repository, whose .git may be a file', async () => {
    const folder = temporaryFolder({ 'a/.git': 'gitdir: elsewhere', 'a/b/c/d.txt': 'd', '.git/': '' })
    expect(await locate(undefined, { cwd: join(folder, 'a/b/c') })).toBe(join(folder, 'a'))
    expect(enclosingRepository(join(folder, 'a/b'))).toBe(join(folder, 'a'))
  })

  it('takes the current folder outside of any repository, unless it is the home folder or the whole disk', async () => {
    const folder = temporaryFolder({ 'a/b.txt': 'b' })
    expect(await locate(undefined, { cwd: join(folder, 'a'), home: folder })).toBe(join(folder, 'a'))
    await expect(locate(undefined, { cwd: folder, home: folder })).rejects.toMatchObject({ code: 'usage' })
    await expect(locate(undefined, { cwd: '/', home: folder })).rejects.toMatchObject({ code: 'usage' })
  })

  it('resolves a named folder from the current one, to its real path', async () => {
    const folder = temporaryFolder({ 'real/b.txt': 'b' })
    symlinkSync(join(folder, 'real'), join(folder, 'link'))
    const here = { cwd: folder }
    expect(await locate('link', here)).toBe(join(folder, 'real'))
    await expect(locate('none', here)).rejects.toMatchObject({ code: 'root-not-found' })
    await expect(locate('real/b.txt', here)).rejects.toMatchObject({
      code: 'root-not-a-folder',
    })
    await expect(locate('https://x/y', here)).rejects.toMatchObject({
      code: 'clone-failed',
    })
  })
})

describe('splitQueryAndRoot', () => {
  const folder = () => {
    const path = temporaryFolder({ 'file.txt': '' })
    mkdirSync(join(path, 'src'))
    return createFakeTerminal({ cwd: path })
  }
  it.each<[string[], string, string | undefined]>([
    [['src'], 'src', undefined],
    [['how are routes grouped'], 'how are routes grouped', undefined],
    [['how', 'are', 'routes'], 'how are routes', undefined],
    [['how', 'are', 'src'], 'how are', 'src'],
    [['how are routes', 'src'], 'how are routes', 'src'],
    [['routes', '.'], 'routes', '.'],
    [['routes', 'https://github.com/a/b'], 'routes', 'https://github.com/a/b'],
    [['read', 'file.txt'], 'read file.txt', undefined],
  ])('%j', (positionals, query, root) => {
    expect(splitQueryAndRoot(positionals, folder(), core)).toEqual({ query, root })
  })

  it.each([
    [['how are routes', 'scr']],
    [['routes', './scr']],
    [['routes', '/no/such']],
    [['a b', 'file.txt']],
  ])('refuses %j', (positionals) => {
    expect(() => splitQueryAndRoot(positionals, folder(), core)).toThrow(/There is no folder|is a file/)
  })
})
