/** git itself is the oracle for what git's rules mean. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gitEnvironment, temporaryTree, writeTree } from './testing/tree.js'
import { walk } from './walk.js'

const FOLDERS = ['a', 'b', 'c d', 'gen', '[x]']
// Two letters before the dot: git's `?` is one byte, ours one character.
const FILES = ['a', 'gen', 'm.x', 'n.x', 'm.y', ' s', '#h', '!n', 'ÉÉ.x']

const folder = fc
  .array(fc.constantFrom(...FOLDERS), { maxLength: 3 })
  .map((names) => names.map((name) => `${name}/`).join(''))
const sourceFile = fc.tuple(folder, fc.constantFrom(...FILES)).map(([path, name]) => path + name)

const segment = fc.constantFrom(
  ...[
    'a',
    'b',
    'c d',
    'gen',
    '\\[x]',
    '[[]x]',
    'm.x',
    '*.x',
    '*.[xy]',
    'm.*',
    '?.x',
    '*',
    '**',
    '[!a]',
    'g*n',
    '\\ s',
    'É*',
    '**.x',
  ],
)
const pattern = fc
  .tuple(
    fc.constantFrom('', '', '', '!', '!'),
    fc.constantFrom('', '', '/', '**/'),
    fc.array(segment, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', '', '/', '/**', '/*', ' ', '\r'),
  )
  .map(([negation, start, segments, end]) => negation + start + segments.join('/') + end)
const line = fc.oneof(
  { weight: 8, arbitrary: pattern },
  fc.constantFrom('', '# a', '\\#h', '\\!n', '#h', ' ', 'trailing\\'),
)
const ignoreFile = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => lines.join('\n') || '\n')

const scene = fc.record({
  sources: fc.array(sourceFile, { minLength: 3, maxLength: 25 }),
  ignoreFiles: fc.array(fc.tuple(folder, ignoreFile), { maxLength: 4 }),
  infoExclude: fc.oneof(fc.constant(''), ignoreFile),
  globalExcludes: fc.oneof(fc.constant(''), ignoreFile),
  root: folder,
})

// Milliseconds: hundreds of processes are started, and machines of CI are slow.
const PROPERTY_TIMEOUT = 60_000

describe('git rules', { timeout: PROPERTY_TIMEOUT }, () => {
  it('mean what they mean to git', () => {
    fc.assert(
      fc.property(scene, ({ sources, ignoreFiles, infoExclude, globalExcludes }) => {
        inRepository(sources, ignoreFiles, infoExclude, globalExcludes, (repository, environment) => {
          expect(foundBelow(repository, '', environment)).toEqual(listedByGit(repository, environment))
        })
      }),
      { numRuns: 100 },
    )
  })

  it('mean the same in a root inside the repository that no rule leaves out', () => {
    fc.assert(
      fc.property(scene, ({ sources, ignoreFiles, infoExclude, globalExcludes, root }) => {
        inRepository(sources, ignoreFiles, infoExclude, globalExcludes, (repository, environment) => {
          const listed = listedByGit(repository, environment).filter((path) => path.startsWith(root))
          // A root that git leaves out is opened all the same, so there git says nothing.
          if (listed.length === 0) return
          expect(foundBelow(repository, root, environment)).toEqual(listed)
        })
      }),
      { numRuns: 40 },
    )
  })
})

describe('places of excludes', () => {
  const check = (settings: Readonly<Record<string, string>>, expected: readonly string[]) => {
    const home = temporaryTree(settings)
    const root = temporaryTree({ '.git/': '', 'a.x': '1', 'a.y': '1' })
    const { files } = walk(root, { maxFileBytes: 100, environment: gitEnvironment(home) })
    expect(files.map(({ path }) => path)).toEqual(expected)
  }
  it('are none when nothing is set', () => check({}, ['a.x', 'a.y']))
  it('are by default in the configuration folder', () => check({ '.config/git/ignore': '*.x' }, ['a.y']))
  it.each([
    ['[core]\n\texcludesFile = ~/mine\n', '.gitconfig'],
    ['[user]\n  name = a\n[CORE] excludesfile = "~/mine" # comment\n', '.gitconfig'],
    ['[core]\nexcludesFile=~/mine ; comment\n', '.config/git/config'],
  ])('are named by %j in %s', (config, path) => {
    check({ [path]: config, mine: '*.y', '.config/git/ignore': '*.x' }, ['a.x'])
  })
  it('are those of the stronger file of settings', () => {
    check(
      {
        '.config/git/config': '[core]\nexcludesFile = ~/weak\n',
        '.gitconfig': '[core]\nexcludesFile = ~/strong\n',
        weak: '*.x',
        strong: '*.y',
      },
      ['a.x'],
    )
  })
  it('are not what another section calls so', () => {
    check(
      { '.gitconfig': '[core "sub"]\nexcludesFile = ~/mine\n[other]\nexcludesFile = ~/mine', mine: '*.y' },
      ['a.x', 'a.y'],
    )
  })
  it('are found from a worktree, whose .git is a file', () => {
    const main = temporaryTree({ 'a.x': '1' })
    const git = (...args: string[]) =>
      execFileSync('git', args, {
        cwd: main,
        stdio: 'pipe',
        env: { ...process.env, ...gitEnvironment(main) },
      })
    git('init', '--quiet')
    git('add', '.')
    git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--message=a')
    git('worktree', 'add', '--quiet', 'tree')
    writeTree(main, { '.git/info/exclude': '*.y\n', 'tree/a.y': '1' })
    const { files } = walk(join(main, 'tree'), { maxFileBytes: 100, environment: gitEnvironment(main) })
    expect(files.map(({ path }) => path)).toEqual(['a.x'])
  })
})

function inRepository(
  sources: readonly string[],
  ignoreFiles: readonly (readonly [folder: string, text: string])[],
  infoExclude: string,
  globalExcludes: string,
  use: (repository: string, environment: Record<string, string>) => void,
): void {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'cerca-test-git-')))
  const repository = join(home, 'repo')
  const environment = gitEnvironment(home)
  try {
    mkdirSync(repository)
    execFileSync('git', ['init', '--quiet'], { cwd: repository, env: { ...process.env, ...environment } })
    writeTree(home, { '.config/git/ignore': globalExcludes, 'repo/.git/info/exclude': infoExclude })
    for (const source of sources) writeUnlessTaken(repository, source, '1')
    for (const [path, text] of ignoreFiles) writeUnlessTaken(repository, `${path}.gitignore`, text)
    use(repository, environment)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** A name can be a file's in one path and a folder's in another; the first one stays. */
function writeUnlessTaken(root: string, path: string, text: string): void {
  try {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
  } catch (error) {
    if (!(error instanceof Error && /EEXIST|ENOTDIR|EISDIR/.test(error.message))) throw error
  }
}

function foundBelow(
  repository: string,
  root: string,
  environment: Record<string, string>,
): readonly string[] {
  return walk(join(repository, root), { maxFileBytes: 1000, environment }).files.map(
    ({ path }) => root + path,
  )
}

function listedByGit(repository: string, environment: Record<string, string>): readonly string[] {
  const output = execFileSync('git', ['ls-files', '--others', '--exclude-standard', '-z'], {
    cwd: repository,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  })
  return output
    .split('\0')
    .filter((path) => path !== '')
    .sort()
}
