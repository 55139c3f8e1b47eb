import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codeOf } from './testing/code-of.js'
import { gitEnvironment, type Tree, temporaryTree } from './testing/tree.js'
import { walk } from './walk.js'

const MAX_FILE_BYTES = 100

/** Files found, then what is left out as `reason path`, each in order and joined with `, `. */
function check(tree: Tree, expectedFiles: string, expectedLeftOut: string, rootInTree = '') {
  const home = temporaryTree({})
  const root = join(temporaryTree(tree), rootInTree)
  const result = walk(root, { maxFileBytes: MAX_FILE_BYTES, environment: gitEnvironment(home) })
  expect(result.files.map(({ path }) => path).join(', ')).toBe(expectedFiles)
  expect(result.leftOut.map(({ path, reason }) => `${reason} ${path}`).join(', ')).toBe(expectedLeftOut)
}

describe('files and folders', () => {
  it('orders files by code units of the whole path', () => {
    check({ 'b/x': '1', a: '1', 'b.c': '1', B: '1', é: '1' }, 'B, a, b.c, b/x, é', '')
  })
  it('says size and times', () => {
    const root = temporaryTree({ 'a.ts': 'hello' })
    const { files } = walk(root, { maxFileBytes: MAX_FILE_BYTES, environment: {} })
    expect(files).toEqual([
      { path: 'a.ts', size: 5, mtimeMs: expect.any(Number), ctimeMs: expect.any(Number) },
    ])
    expect(files[0]!.mtimeMs).toBeGreaterThan(1e12)
  })
  it('finds nothing in an empty root', () => check({}, '', ''))
  it('leaves out empty files', () => check({ a: '', b: '\n' }, 'b', 'empty a'))
  it('leaves out files above the limit, not at it', () => {
    check({ a: 'x'.repeat(MAX_FILE_BYTES), b: 'x'.repeat(MAX_FILE_BYTES + 1) }, 'a', 'too-large b')
  })
  it('goes as deep as paths go', () => {
    const folder = 'd/'.repeat(400)
    check({ [`${folder}x`]: '1' }, `${folder}x`, '')
  })
})

describe('hidden files', () => {
  it('indexes those that people write', () => {
    check(
      { '.github/workflows/ci.yml': '1', '.gitlab-ci.yml': '1', '.eslintrc': '1', '.vscode/tasks.json': '1' },
      '.eslintrc, .github/workflows/ci.yml, .gitlab-ci.yml, .vscode/tasks.json',
      '',
    )
  })
  it('never opens .git, whatever an ignore file says', () => {
    check(
      { '.git/config': '1', 'sub/.git': 'gitdir: ../.git/modules/sub', '.cercaignore': '!.git\n', a: '1' },
      '.cercaignore, a',
      'version-control .git/, version-control sub/.git',
    )
  })
})

describe('ignore files', () => {
  it('names a whole folder once', () => {
    check({ '.gitignore': 'gen/\n', 'gen/a': '1', 'gen/b/c': '1' }, '.gitignore', 'ignored gen/')
  })
  it('lets a deeper file of the same kind win', () => {
    check(
      {
        '.gitignore': '*.x\n',
        'a/.gitignore': '!*.x\n',
        'a/b/.gitignore': 'n.x\n',
        'a/b/m.x': '1',
        'a/b/n.x': '1',
      },
      '.gitignore, a/.gitignore, a/b/.gitignore, a/b/m.x',
      'ignored a/b/n.x',
    )
  })
  it.each([
    ['.gitignore', '.ignore'],
    ['.gitignore', '.cercaignore'],
    ['.ignore', '.cercaignore'],
  ])('%s is weaker than %s, even when it is deeper', (weak, strong) => {
    check(
      { [strong]: '!*.x\n*.y\n', [`a/${weak}`]: '*.x\n!*.y\n', 'a/m.x': '1', 'a/m.y': '1' },
      [strong, `a/${weak}`, 'a/m.x'].join(', '),
      'ignored a/m.y',
    )
  })
  it('forgets what a weaker file said of a folder that came back', () => {
    check(
      {
        '.gitignore': 'gen\n*.o2\n',
        '.cercaignore': '!gen/\n',
        'gen/a': '1',
        'gen/b/c': '1',
        'gen/d.o2': '1',
      },
      '.cercaignore, .gitignore, gen/a, gen/b/c',
      'ignored gen/d.o2',
    )
  })
  it('brings nothing back below a folder that is left out', () => {
    check(
      { '.gitignore': 'gen/\n', '.cercaignore': '!gen/a\n', 'gen/a': '1' },
      '.cercaignore, .gitignore',
      'ignored gen/',
    )
  })
  it('gives a repository inside the tree its own git rules, and the rules for search from outside', () => {
    check(
      {
        '.gitignore': '*.x\n',
        '.ignore': '*.y\n',
        'sub/.git/info/exclude': '*.z\n',
        'sub/a.x': '1',
        'sub/a.y': '1',
        'sub/a.z': '1',
        'b.z': '1',
      },
      '.gitignore, .ignore, b.z, sub/a.x',
      'version-control sub/.git/, ignored sub/a.y, ignored sub/a.z',
    )
  })
  it('knows the rules between the repository and a root inside it', () => {
    check(
      {
        '.git/info/exclude': 'sub/*.e\n',
        '.gitignore': '/sub/in/*.x\n/*.y\n',
        'sub/.gitignore': '*.z\n',
        'sub/in/a.x': '1',
        'sub/in/a.y': '1',
        'sub/in/a.z': '1',
        'sub/in/sub/a.e': '1',
      },
      'a.y, sub/a.e',
      'ignored a.x, ignored a.z',
      'sub/in',
    )
  })
  it('opens a root that stands in an ignored folder', () => {
    check(
      { '.git/': '', '.gitignore': 'gen/\n*.x\n', 'gen/in/a': '1', 'gen/in/a.x': '1' },
      'a',
      'ignored a.x',
      'gen/in',
    )
  })
  it('does not look above the repository', () => {
    check({ '.gitignore': 'a\n', 'repo/.git/': '', 'repo/a': '1' }, 'a', 'version-control .git/', 'repo')
  })
  it('says which rule of which file', () => {
    const root = temporaryTree({ '.gitignore': '# made by hand\r\n\r\n*.x\r\n', 'a.x': '1' })
    const { leftOut } = walk(root, { maxFileBytes: MAX_FILE_BYTES, environment: gitEnvironment(root) })
    expect(leftOut).toEqual([{ path: 'a.x', reason: 'ignored', detail: `*.x (${root}/.gitignore:3)` }])
  })
})

describe('defaults', () => {
  it('leaves out by name', () => {
    check(
      {
        'node_modules/x/index.js': '1',
        'yarn.lock': '1',
        'a.min.js': '1',
        'a.js': '1',
        'a_pb2.py': '1',
        'logo.PNG': '1',
      },
      'a.js',
      'minified a.min.js, generated a_pb2.py, media logo.PNG, dependency node_modules/, lock-file yarn.lock',
    )
  })
  it.each(['.ignore', '.cercaignore'])('%s brings back a folder, but not what is left out inside', (name) => {
    check(
      { [name]: '!third_party/\n', 'third_party/a.c': '1', 'third_party/a.o': '1', 'node_modules/b': '1' },
      `${name}, third_party/a.c`,
      'dependency node_modules/, binary third_party/a.o',
    )
  })
  it('is not moved by .gitignore, which speaks of what to commit', () => {
    check({ '.gitignore': '!yarn.lock\n', 'yarn.lock': '1' }, '.gitignore', 'lock-file yarn.lock')
  })
  it('never brings back a secret', () => {
    check(
      {
        '.cercaignore': '!.env\n!*.pem\n!.ssh/\n',
        '.env': '1',
        'a.pem': '1',
        '.ssh/config': '1',
        '.env.example': '1',
      },
      '.cercaignore, .env.example',
      'secret .env, secret .ssh/, secret a.pem',
    )
  })
})

describe('the root', () => {
  const walked = (root: string) => () => walk(root, { maxFileBytes: MAX_FILE_BYTES, environment: {} })
  it('must be a folder', async () => {
    const folder = temporaryTree({ file: '1' })
    expect(await codeOf(walked(join(folder, 'missing')))).toBe('root-not-found')
    expect(await codeOf(walked(join(folder, 'file')))).toBe('root-not-a-folder')
    expect(await codeOf(walked(join(folder, 'file/below')))).toBe('root-not-found')
  })
  it('may be called like something that is left out', () => {
    const root = join(temporaryTree({}), 'node_modules')
    mkdirSync(root)
    expect(walked(root)().files).toEqual([])
    check({ 'node_modules/pkg/a.js': '1' }, 'a.js', '', 'node_modules/pkg')
  })
})
