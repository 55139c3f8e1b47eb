import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { indexPathOf, indexRootFolder, machine, realRootOf, type Surroundings } from './index-dir.js'
import { startChild } from './testing/child.js'
import { codeOf } from './testing/code-of.js'
import { temporaryFolder } from './testing/disk.js'

const LINUX: Surroundings = { env: {}, platform: 'linux', home: '/home/ana' }
const MAC: Surroundings = { ...LINUX, platform: 'darwin', home: '/Users/ana' }
const WINDOWS: Surroundings = { ...LINUX, platform: 'win32', home: '/c/ana' }

describe('indexRootFolder', () => {
  it.each([
    ['the option', '/o', { ...LINUX, env: { CERCA_INDEX_DIR: '/e' } }, '/o'],
    ['a relative option', 'o/p', LINUX, resolve('o/p')],
    ['the variable', undefined, { ...LINUX, env: { CERCA_INDEX_DIR: '/e', XDG_CACHE_HOME: '/x' } }, '/e'],
    ['empty settings', '', { ...LINUX, env: { CERCA_INDEX_DIR: '' } }, '/home/ana/.cache/cerca'],
    ['Linux', undefined, LINUX, '/home/ana/.cache/cerca'],
    ['Linux with XDG', undefined, { ...LINUX, env: { XDG_CACHE_HOME: '/x' } }, '/x/cerca'],
    ['a relative XDG', undefined, { ...LINUX, env: { XDG_CACHE_HOME: 'x' } }, '/home/ana/.cache/cerca'],
    ['macOS', undefined, MAC, '/Users/ana/Library/Caches/cerca'],
    ['Windows', undefined, { ...WINDOWS, env: { LOCALAPPDATA: '/c/ana/local' } }, '/c/ana/local/cerca'],
    ['Windows without', undefined, WINDOWS, '/c/ana/AppData/Local/cerca'],
  ])('of %s', (_, indexDir, surroundings, expected) => {
    expect(indexRootFolder(indexDir, surroundings)).toBe(expected)
  })

  it('without a home says what to do', async () => {
    const homeless = { ...LINUX, home: '' }
    expect(await codeOf(() => indexRootFolder(undefined, homeless))).toBe('index-dir-unwritable')
    expect(indexRootFolder('/o', homeless)).toBe('/o')
  })

  it('looks at the real machine', () => {
    const surroundings = machine()
    expect(surroundings.platform).toBe(process.platform)
    expect(indexRootFolder(undefined, { ...surroundings, env: {} })).toContain(surroundings.home)
  })
})

describe('indexPathOf', () => {
  it('is the same by whatever path the folder is named, and another for another folder', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'a', 'flask'), { recursive: true })
    mkdirSync(join(folder, 'b', 'flask'), { recursive: true })
    symlinkSync(join(folder, 'a'), join(folder, 'link'))
    const path = indexPathOf(join(folder, 'a', 'flask'), '/indexes')
    expect(path).toMatch(/^\/indexes\/flask-[0-9a-f]{16}$/)
    expect(indexPathOf(join(folder, 'link', 'flask'), '/indexes')).toBe(path)
    expect(indexPathOf(join(folder, 'a', 'flask', '..', 'flask/'), '/indexes')).toBe(path)
    expect(indexPathOf(relative('.', join(folder, 'a', 'flask')), '/indexes')).toBe(path)
    expect(indexPathOf(join(folder, 'b', 'flask'), '/indexes')).not.toBe(path)
  })

  it('is the same by whatever capitals, where the disk ignores them', (context) => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'Flask'))
    if (!existsSync(join(folder, 'fLASK'))) return context.skip('this disk tells capitals apart')
    expect(indexPathOf(join(folder, 'fLASK'), '/i')).toBe(indexPathOf(join(folder, 'Flask'), '/i'))
  })

  it('differs by capitals where the disk does, also when one is a link to the other', (context) => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'Flask'))
    if (existsSync(join(folder, 'fLASK'))) return context.skip('this disk ignores capitals')
    const path = indexPathOf(join(folder, 'Flask'), '/i')
    symlinkSync('Flask', join(folder, 'fLASK'))
    expect(basename(indexPathOf(join(folder, 'fLASK'), '/i'))).toMatch(/^Flask-/)
    expect(indexPathOf(join(folder, 'fLASK'), '/i')).toBe(path)
    mkdirSync(join(folder, 'flask'))
    expect(indexPathOf(join(folder, 'flask'), '/i')).not.toBe(path)
  })

  it.each([
    ['my project (old)', 'my-project-old-'],
    ['.config', 'config'],
    ['año 日本 🎉', 'año-日本-'],
    ['"\'', 'root'],
    ['x'.repeat(200), 'x'.repeat(40)],
  ])('names the folder of %j readably', (name, expected) => {
    const folder = join(temporaryFolder(), name)
    mkdirSync(folder)
    expect(basename(indexPathOf(folder, '/i')).slice(0, -17)).toBe(expected)
  })

  it('has a name for the root of the disk', () => {
    expect(basename(indexPathOf(resolve('/'), '/i'))).toMatch(/^root-/)
  })
})

describe('realRootOf', () => {
  it('refuses what is no folder', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    symlinkSync(join(folder, 'loop'), join(folder, 'loop'))
    expect(realRootOf(folder)).toBe(folder)
    expect(await codeOf(() => realRootOf(join(folder, 'absent')))).toBe('root-not-found')
    expect(await codeOf(() => realRootOf(join(folder, 'file', 'below')))).toBe('root-not-found')
    expect(await codeOf(() => realRootOf(join(folder, 'file')))).toBe('root-not-a-folder')
    expect(await codeOf(() => realRootOf(join(folder, 'loop')))).toBe('root-unreadable')
  })

  it.skipIf(process.platform === 'win32')('refuses what is closed to the user', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'below'))
    const source = `
      import { realRootOf } from './index-dir.js'
      try { realRootOf(process.argv[1]) } catch (error) { console.log(error.code) }`
    chmodSync(folder, 0o000)
    const child = startChild(source, [join(folder, 'below')], { isUnprivileged: true })
    expect(await child.ended()).toBe(0)
    expect(child.output()).toBe('root-unreadable\n')
    chmodSync(folder, 0o755)
  })
})
