import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gitEnvironment, type Tree, temporaryTree } from './testing/tree.js'
import { walk } from './walk.js'
import { type WhyAnswer, why } from './why.js'

const MAX_FILE_BYTES = 50
const TREE: Tree = {
  '.git/config': '1',
  '.gitignore': '*.tmp\n/gen/\n',
  '.cercaignore': '!third_party/\n',
  'src/a.ts': '1',
  'src/.ignore': '# not these\n*.old.ts\n',
  'src/b.old.ts': '1',
  'src/c.tmp': '1',
  'src/empty.ts': '',
  'src/blank.ts': '\n',
  'src/large.ts': 'x'.repeat(MAX_FILE_BYTES + 1),
  'src/binary.ts': Buffer.from([1, 0, 2]),
  'gen/deep/x.ts': '1',
  'node_modules/pkg/index.js': '1',
  'third_party/x.c': '1',
  '.env': '1',
  '.ssh/config': '1',
  'yarn.lock': '1',
}

describe('why', () => {
  it.each([
    ['src/a.ts', 'indexed file src/a.ts'],
    ['src', 'indexed folder src/'],
    ['src/', 'indexed folder src/'],
    ['.', 'indexed folder '],
    ['third_party/x.c', 'indexed file third_party/x.c'],
    ['src/b.old.ts', 'left-out file src/b.old.ts: ignored src/b.old.ts by *.old.ts ROOT/src/.ignore 2'],
    ['src/c.tmp', 'left-out file src/c.tmp: ignored src/c.tmp by *.tmp ROOT/.gitignore 1'],
    ['gen', 'left-out folder gen/: ignored gen/ by /gen/ ROOT/.gitignore 2'],
    ['gen/deep/x.ts', 'left-out folder gen/deep/x.ts: ignored gen/ by /gen/ ROOT/.gitignore 2'],
    [
      'node_modules/pkg/index.js',
      'left-out folder node_modules/pkg/index.js: dependency node_modules/ by node_modules/ built-in default',
    ],
    ['.env', 'left-out file .env: secret .env by .env built-in default'],
    ['.ssh/config', 'left-out folder .ssh/config: secret .ssh/ by .ssh/ built-in default'],
    ['yarn.lock', 'left-out file yarn.lock: lock-file yarn.lock by yarn.lock built-in default'],
    ['.git/config', 'left-out folder .git/config: version-control .git/ by .git/ built-in default'],
    ['src/empty.ts', 'left-out file src/empty.ts: empty src/empty.ts'],
    ['src/blank.ts', 'left-out file src/blank.ts: empty src/blank.ts'],
    ['src/large.ts', 'left-out file src/large.ts: too-large src/large.ts'],
    ['src/binary.ts', 'left-out file src/binary.ts: binary src/binary.ts'],
    ['link', 'left-out link link: symlink link'],
    ['link/a.ts', 'left-out link link/a.ts: symlink link'],
    ['missing.ts', 'nothing-there nothing missing.ts'],
    ['src/a.ts/below', 'nothing-there nothing src/a.ts/below'],
    ['no/such/x.tmp', 'left-out nothing no/such/x.tmp: ignored no/such/x.tmp by *.tmp ROOT/.gitignore 1'],
    [
      'no/node_modules/',
      'left-out nothing no/node_modules/: dependency no/node_modules/ by node_modules/ built-in default',
    ],
    ['..', 'outside-root nothing ..'],
    ['../elsewhere/a.ts', 'outside-root nothing ../elsewhere/a.ts'],
  ])('%s', (path, expected) => {
    const root = temporaryTree(TREE)
    symlinkSync('src', join(root, 'link'))
    expect(summary(ask(root, path), root)).toBe(expected)
  })

  it.each(['src/c.tmp', 'src/a.ts'])('takes an absolute path, also by a link to the root: %s', (path) => {
    const root = temporaryTree(TREE)
    const link = join(temporaryTree({}), 'link')
    symlinkSync(root, link)
    const expected = ask(root, path)
    expect(ask(root, join(root, path))).toEqual(expected)
    expect(ask(link, join(link, path))).toEqual(expected)
    expect(ask(link, join(root, path))).toEqual(expected)
  })

  it('speaks to people', () => {
    const root = temporaryTree(TREE)
    const sentences = ['src/a.ts', 'gen/deep/x.ts', 'no.tmp', 'src/empty.ts'].map(
      (path) => ask(root, path).sentence,
    )
    expect(sentences.join('\n').replaceAll(root, 'ROOT')).toMatchInlineSnapshot(`
      "src/a.ts is indexed.
      gen/deep/x.ts is in gen/, which is left out: /gen/ (ROOT/.gitignore:2). An ignore file says to leave it out.
      no.tmp would be left out: *.tmp (ROOT/.gitignore:1). An ignore file says to leave it out.
      src/empty.ts is left out: 0 bytes. There is nothing in it."
    `)
  })

  it('agrees with the walk about every path', () => {
    const name = fc.constantFrom(
      'a.ts',
      'b.tmp',
      '.env',
      'dist',
      'vendor',
      'node_modules',
      'package.json',
      'modules.txt',
      'c',
    )
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'))
    const rules = fc.constantFrom('*.tmp\n', '!dist/\n', '!vendor/\n!*.tmp\n', 'c/\n!.env\n')
    const scene = fc.tuple(fc.array(path, { minLength: 1, maxLength: 8 }), rules, rules)
    fc.assert(
      fc.property(scene, ([paths, gitRules, ourRules]) => {
        const leaves = paths.filter((each) => !paths.some((other) => other.startsWith(`${each}/`)))
        const sources = Object.fromEntries(leaves.map((each) => [each, '1']))
        const root = temporaryTree({ ...sources, '.gitignore': gitRules, '.cercaignore': ourRules })
        const { files, leftOut } = walk(root, options(root))
        const found = new Set(files.map((file) => file.path))
        for (const leaf of leaves) {
          const answer = ask(root, leaf)
          expect(answer.state === 'indexed').toBe(found.has(leaf))
          const cause = leftOut.find((each) => each.path === answer.leftOutPath)
          expect(answer.reason).toBe(cause?.reason)
        }
      }),
      { numRuns: 60 },
    )
  })
})

function ask(root: string, path: string): WhyAnswer {
  return why(root, path, options(root))
}

function options(home: string) {
  return { maxFileBytes: MAX_FILE_BYTES, environment: gitEnvironment(home) }
}

function summary({ state, kind, path, reason, leftOutPath, rule }: WhyAnswer, root: string): string {
  const cause = reason ? `: ${reason} ${leftOutPath}` : ''
  const byRule = rule
    ? ` by ${rule.text} ${rule.source.replace(root, 'ROOT')} ${rule.line ?? ''}`.trimEnd()
    : ''
  return `${state} ${kind} ${path}${cause}${byRule}`
}
