/** Links, devices, closed folders and names that other programs stumble over. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startChild } from './testing/child.js'
import { temporaryTree } from './testing/tree.js'
import { walk } from './walk.js'

const isPosix = process.platform !== 'win32'
const OPTIONS = { maxFileBytes: 100, environment: {} }

function summary(root: string) {
  const { files, leftOut } = walk(root, OPTIONS)
  return {
    files: files.map(({ path }) => path),
    leftOut: leftOut.map(({ path, reason, detail }) => [path, reason, detail]),
  }
}

describe.runIf(isPosix)('links', () => {
  it('are left out, wherever they point', () => {
    const root = temporaryTree({ 'real/a.ts': '1' })
    const outside = temporaryTree({ 'b.ts': '1' })
    symlinkSync('real', join(root, 'folder'))
    symlinkSync('real/a.ts', join(root, 'file.ts'))
    symlinkSync(outside, join(root, 'outside'))
    symlinkSync('nowhere', join(root, 'dangling'))
    expect(summary(root)).toEqual({
      files: ['real/a.ts'],
      leftOut: [
        ['dangling', 'symlink', 'points to nowhere'],
        ['file.ts', 'symlink', 'points to real/a.ts'],
        ['folder', 'symlink', 'points to real'],
        ['outside', 'symlink', `points to ${outside}`],
      ],
    })
  })
  it('make no loops', () => {
    const root = temporaryTree({ 'a/b/x': '1' })
    symlinkSync('..', join(root, 'a/b/up'))
    symlinkSync(root, join(root, 'a/top'))
    symlinkSync('self', join(root, 'self'))
    expect(summary(root).files).toEqual(['a/b/x'])
    expect(summary(root).leftOut.map(([path]) => path)).toEqual(['a/b/up', 'a/top', 'self'])
  })
  it('may name the root', () => {
    const root = temporaryTree({ 'a.ts': '1' })
    const link = join(temporaryTree({}), 'link')
    symlinkSync(root, link)
    expect(summary(link).files).toEqual(['a.ts'])
  })
  it('are no ignore files in the tree, as for git', () => {
    const root = temporaryTree({ rules: 'a.ts\n', 'a.ts': '1' })
    symlinkSync('rules', join(root, '.gitignore'))
    expect(summary(root).files).toEqual(['a.ts', 'rules'])
  })
})

describe.runIf(isPosix)('special files', () => {
  it('are left out without being opened', async () => {
    const root = temporaryTree({ 'a.ts': '1' })
    execFileSync('mkfifo', [join(root, 'pipe')])
    const server = createServer().listen(join(root, 'socket'))
    onTestFinished(() => {
      server.close()
    })
    await new Promise((listening) => server.once('listening', listening))
    expect(summary(root)).toEqual({
      files: ['a.ts'],
      leftOut: [
        ['pipe', 'special', 'not a file, folder or link'],
        ['socket', 'special', 'not a file, folder or link'],
      ],
    })
  })
})

describe.runIf(isPosix)('what may not be read', () => {
  it('is counted, and the rest is found', async () => {
    const root = temporaryTree({ 'closed/a': '1', 'listed/b': '1', 'open/c': '1', 'open/d': '1' })
    chmodSync(root, 0o755)
    chmodSync(join(root, 'closed'), 0o000)
    // It can be listed, but nothing in it can be asked for its size.
    chmodSync(join(root, 'listed'), 0o444)
    onTestFinished(() => {
      for (const name of ['closed', 'listed']) chmodSync(join(root, name), 0o755)
    })
    // Another user, because root may read everything.
    const child = startChild(
      `import { walk } from './walk.js'
      const { files, leftOut } = walk(process.argv[1], { maxFileBytes: 100, environment: { HOME: '/' } })
      console.log(JSON.stringify([files.map(({ path }) => path), leftOut]))`,
      [root],
      { isUnprivileged: true },
    )
    expect(await child.ended()).toBe(0)
    expect(JSON.parse(child.output())).toEqual([
      ['open/c', 'open/d'],
      [
        { path: 'closed/', reason: 'unreadable', detail: 'permission denied' },
        { path: 'listed/b', reason: 'unreadable', detail: 'permission denied' },
      ],
    ])
  })
  it('stops a walk only when it is the root', async () => {
    const root = temporaryTree({ 'closed/a': '1' })
    chmodSync(root, 0o755)
    chmodSync(join(root, 'closed'), 0o000)
    onTestFinished(() => chmodSync(join(root, 'closed'), 0o755))
    const child = startChild(
      `import { walk } from './walk.js'
      try { walk(process.argv[1], { maxFileBytes: 100, environment: {} }) } catch (error) { console.log(error.code) }`,
      [join(root, 'closed')],
      { isUnprivileged: true },
    )
    await child.ended()
    expect(child.output()).toBe('root-unreadable\n')
  })
})

describe('names', () => {
  const names = [
    ' ',
    ' a.ts ',
    "it's.ts",
    '#a.ts',
    '!a.ts',
    '[a].ts',
    '{b}',
    '$(x)',
    'ñandú.ts',
    'ñ.ts',
    '🦀.rs',
    '..rc',
    '...',
  ]
  const posixNames = [
    'say "hi".ts',
    'two\nlines.ts',
    '*',
    '?.ts',
    'back\\slash.ts',
    'tab\t.ts',
    '-rf',
    'c:x',
    '<a>|b',
  ]
  it('may be odd', () => {
    const all = isPosix ? [...names, ...posixNames] : names
    const root = temporaryTree(
      Object.fromEntries(all.map((name) => [`${name.trim() || 'x'} d/${name}`, '1'])),
    )
    expect(summary(root)).toEqual({
      files: all.map((name) => `${name.trim() || 'x'} d/${name}`).sort(),
      leftOut: [],
    })
  })
  it('may be odd in rules too, and odd folders come back', () => {
    const folders = isPosix ? ['a b', '[x]', 'q?', 'st*r', 'back\\slash', 'new\nline'] : ['a b', '[x]']
    const root = temporaryTree({
      '.gitignore': '/*/\n',
      '.cercaignore': '!/*/\n',
      ...Object.fromEntries(folders.map((folder) => [`${folder}/in/x`, '1'])),
    })
    expect(summary(root).files).toEqual(
      ['.cercaignore', '.gitignore', ...folders.map((folder) => `${folder}/in/x`)].sort(),
    )
  })
  it.runIf(process.platform === 'linux')('may be invalid UTF-8', () => {
    const root = temporaryTree({ 'a.ts': '1' })
    const path = (bytes: number[]) => Buffer.concat([Buffer.from(`${root}/`), Buffer.from(bytes)])
    writeFileSync(path([0x66, 0xff, 0x2e, 0x63]), '1')
    mkdirSync(path([0x64, 0xfe]))
    writeFileSync(path([0x64, 0xfe, 0x2f, 0x78]), '1')
    expect(summary(root)).toEqual({
      files: ['a.ts'],
      leftOut: [
        ['d\uFFFD/', 'unreadable', 'its name is not valid UTF-8'],
        ['f\uFFFD.c', 'unreadable', 'its name is not valid UTF-8'],
      ],
    })
  })
})
