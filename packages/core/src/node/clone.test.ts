import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { cloneToCache } from './clone.js'
import { isGitUrl } from './git-address.js'
import { codeOf } from './testing/code-of.js'
import { temporaryFolder } from './testing/disk.js'

describe('isGitUrl', () => {
  it.each([
    'https://github.com/pallets/flask',
    'https://github.com/pallets/flask.git',
    'https://user:secret@example.org:8443/a/b.git',
    'http://localhost:3000/a/b',
    'ssh://git@example.org/a/b.git',
    'ssh://git@[::1]:22/a.git',
    'git://example.org/a.git',
    'file:///srv/git/a.git',
    'git@github.com:pallets/flask.git',
    'git@host:~/a',
    'github:pallets/flask',
  ])('takes %s for one', (text) => {
    expect(isGitUrl(text)).toBe(true)
  })

  it.each([
    '.',
    '/srv/git/a.git',
    'C:\\projects\\a',
    'src/flask',
    'file:///srv/projects/a',
    'https://example.org',
    'https://example.org/',
    'ftp://example.org/a.git',
    'github:flask',
    'github:../../a',
    '-uhttps://example.org/a',
    '--upload-pack=touch /tmp/x',
    'ext::sh -c whoami',
    'ext::whoami',
    'git@ext::whoami',
    'git@host:-a',
    '-git@host:a',
    'ssh://-oProxyCommand=whoami/a',
    'ssh://-oProxyCommand=whoami@host/a',
    'https://example.org/a b',
    'https://example.org/a\n',
    '',
  ])('takes %j for something else', async (text) => {
    expect(isGitUrl(text)).toBe(false)
    expect(await codeOf(() => cloneToCache(text, '/nowhere', () => {}))).toBe('clone-failed')
  })
})

describe('cloneToCache', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  it('clones, follows the remote, and makes do with what it has', async () => {
    const remote = createRemote()
    remote.commit('one', { 'a.txt': 'one', 'b.txt': 'one' })
    const clone = clonerOf(remote.url)

    const folder = await clone()
    expect(folder.startsWith(join(clone.cache, 'repositories', 'remote-'))).toBe(true)
    expect(contentsOf(folder)).toEqual({ 'a.txt': 'one', 'b.txt': 'one' })
    expect(clone.notices).toEqual([`Cloning ${remote.url}.`])

    remote.commit('two', { 'a.txt': 'two' })
    expect(await clone()).toBe(folder)
    expect(contentsOf(folder)).toEqual({ 'a.txt': 'two', 'b.txt': 'one' })
    const nCommits = execFileSync('git', ['-C', folder, 'rev-list', '--count', 'HEAD'], { encoding: 'utf8' })
    expect(nCommits).toBe('1\n')

    remote.rewriteHistory({ 'c.txt': 'three' })
    await clone()
    expect(contentsOf(folder)).toEqual({ 'c.txt': 'three' })
    expect(clone.notices).toHaveLength(1)

    writeFileSync(join(folder, 'c.txt'), 'half an update')
    writeFileSync(join(folder, '.git', 'index.lock'), '')
    rmSync(remote.folder, { recursive: true })
    expect(await clone()).toBe(folder)
    expect(contentsOf(folder)).toEqual({ 'c.txt': 'three' })
    expect(clone.notices[1]).toContain('the copy of the last time is used')
    expect(readdirSync(join(clone.cache, 'repositories'))).toHaveLength(1)
  })

  it('clones again what a clone that was cut short has left', async () => {
    const remote = createRemote()
    remote.commit('one', { 'a.txt': 'one' })
    const clone = clonerOf(remote.url)
    const folder = await clone()
    writeFileSync(join(folder, '.git', 'HEAD'), 'ref: refs/heads/unborn')
    writeFileSync(join(folder, 'leftover'), '')
    await clone()
    expect(contentsOf(folder)).toEqual({ 'a.txt': 'one' })
  })

  it('lets several processes ask for the same at once', async () => {
    const remote = createRemote()
    remote.commit('one', { 'a.txt': 'one' })
    const clone = clonerOf(remote.url)
    const folders = await Promise.all([clone(), clone(), clone()])
    expect(new Set(folders).size).toBe(1)
    expect(contentsOf(folders[0]!)).toEqual({ 'a.txt': 'one' })
    expect(clone.notices.filter((notice) => notice.startsWith('Cloning'))).toHaveLength(1)
  })

  it('brings no links and runs no hooks', async () => {
    const remote = createRemote()
    symlinkSync('/etc/passwd', join(remote.work, 'link'))
    remote.commit('one', { 'a.txt': 'one' })
    const hooks = temporaryFolder()
    writeFileSync(join(hooks, 'post-checkout'), `#!/bin/sh\ntouch ${join(hooks, 'ran')}\n`, { mode: 0o755 })
    vi.stubEnv('GIT_CONFIG_COUNT', '1')
    vi.stubEnv('GIT_CONFIG_KEY_0', 'core.hooksPath')
    vi.stubEnv('GIT_CONFIG_VALUE_0', hooks)
    const folder = await clonerOf(remote.url)()
    expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(false)
    expect(readFileSync(join(folder, 'link'), 'utf8')).toBe('/etc/passwd')
    expect(existsSync(join(hooks, 'ran'))).toBe(false)
  })

  it('is not led astray by the variables of a git hook', async () => {
    const remote = createRemote()
    remote.commit('one', { 'a.txt': 'one' })
    vi.stubEnv('GIT_DIR', join(remote.work, '.git'))
    vi.stubEnv('GIT_WORK_TREE', remote.work)
    vi.stubEnv('GIT_INDEX_FILE', join(remote.work, '.git', 'index'))
    expect(contentsOf(await clonerOf(remote.url)())).toEqual({ 'a.txt': 'one' })
  })

  it('says what is wrong, leaving nothing behind', async () => {
    const clone = clonerOf(pathToFileURL(join(temporaryFolder(), 'absent.git')).href)
    await expect(clone()).rejects.toThrow('does not appear to be a git repository')
    expect(readdirSync(join(clone.cache, 'repositories'))).toEqual([])
    const empty = clonerOf(createRemote().url)
    await expect(empty()).rejects.toThrow("couldn't find remote ref HEAD")
    const unreachable = clonerOf('https://ana:secret@127.0.0.1:9/a/b.git')
    await expect(unreachable()).rejects.toThrow('https://127.0.0.1:9/a/b.git, unable to access')
    await expect(unreachable()).rejects.not.toThrow('secret')
    expect(unreachable.notices.join()).not.toContain('secret')
  })

  it('says so when there is no git', async () => {
    vi.stubEnv('PATH', temporaryFolder())
    await expect(clonerOf('file:///a.git')()).rejects.toThrow('there is no git command')
  })
})

function clonerOf(url: string) {
  const cache = temporaryFolder()
  const notices: string[] = []
  const clone = () => cloneToCache(url, cache, (notice) => notices.push(notice))
  return Object.assign(clone, { cache, notices })
}

/** A bare repository beside a working copy that pushes to it. */
function createRemote() {
  const parent = temporaryFolder()
  const folder = join(parent, 'remote.git')
  const work = join(parent, 'work')
  const git = (...args: string[]) => execFileSync('git', args, { cwd: parent, stdio: 'pipe' })
  const identity = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', '-c', 'commit.gpgsign=false']
  const inWork = (...args: string[]) => git('-C', work, ...identity, ...args)
  git('init', '--quiet', '--bare', folder)
  git('clone', '--quiet', folder, work)
  inWork('checkout', '--quiet', '-b', 'trunk')
  git('--git-dir', folder, 'symbolic-ref', 'HEAD', 'refs/heads/trunk')

  function commit(message: string, files: Record<string, string>, ...options: string[]): void {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(work, name), content)
    inWork('add', '--all')
    inWork('commit', '--quiet', '--message', message, ...options)
    inWork('push', '--quiet', '--force', 'origin', 'trunk')
  }

  function rewriteHistory(files: Record<string, string>): void {
    for (const name of Object.keys(contentsOf(work))) rmSync(join(work, name))
    commit('rewritten', files, '--amend')
  }

  return { folder, work, url: pathToFileURL(folder).href, commit, rewriteHistory }
}

function contentsOf(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name !== '.git')
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}
