import { describe, expect, it } from 'vitest'
import { listFiles, listFolders, readText, readTexts } from './sources.js'
import { textProblems } from './text-rules.js'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly engines: { readonly node: string }
}

const manifests = listFolders('packages').map(
  (name) => JSON.parse(readText(`packages/${name}/package.json`)) as Manifest,
)

describe('no file says what it may not', () => {
  it('in the whole repository', () => {
    expect(textProblems(readTexts())).toEqual([])
  })

  // In pieces, so that this file says none of it.
  it.each([
    ['a path of one machine', `const root = '/${'work'}/main'`],
    ['a home folder', `cd /${'root'}/project`],
    ['a registry', `"resolved": "https://registry.${'npmjs'}.org/a"`],
    ['a merge conflict', `a\n${'<'.repeat(7)} HEAD\nb`],
    ['the only test', `${'it'}.only('works', check)`],
    ['a silenced compiler', `// ${'@ts'}-ignore`],
  ])('finds %s', (_what, text) => {
    expect(textProblems([{ path: 'a.ts', text }])).toHaveLength(1)
  })

  it.each([
    ['a folder inside a project', "walk('src/work/main.ts')"],
    ['a glob', '**/root/*.ts'],
    ['a word', 'the root/leaf distance'],
  ])('allows %s', (_what, text) => {
    expect(textProblems([{ path: 'a.ts', text }])).toEqual([])
  })
})

describe('what is written twice agrees', () => {
  it('has one version, and the changelog knows it', () => {
    const versions = new Set(manifests.map(({ version }) => version))
    expect([...versions]).toHaveLength(1)
    expect(readText('CHANGELOG.md')).toContain(`\n## [${manifests[0]?.version}]`)
  })

  it('has one licence and one oldest Node', () => {
    const workspace = JSON.parse(readText('package.json')) as Manifest
    expect(readText('LICENSE')).toContain(`${workspace.license} License`)
    for (const { name, license, engines } of manifests) {
      // The extension names the oldest VS Code too.
      expect({ name, license, node: engines.node }).toEqual({
        name,
        license: workspace.license,
        node: workspace.engines.node,
      })
    }
    const [, major, minor] = /^>=(\d+)\.(\d+)$/.exec(workspace.engines.node) ?? []
    expect(readText('scripts/lib/workspace.mjs')).toContain(`major === ${major} && minor >= ${minor}`)
  })

  it('runs in CI what the README tells people to run', () => {
    const command = 'npm test'
    expect(readText('README.md')).toContain(command)
    expect(readText('CONTRIBUTING.md')).toContain(command)
    expect(readText('.ci/run')).toContain(command)
    expect(readText('.github/workflows/ci.yml')).toContain(command)
  })

  it('locks the tools of every system, not only of the one it was written on', () => {
    const { packages } = JSON.parse(readText('package-lock.json')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>
    }
    const tools = Object.values(packages)
      .flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {}))
      .filter((name) => /\b(darwin|linux|win32|windows)-(64|x64|arm64)\b/.test(name))
    expect(tools).toContain('@turbo/darwin-arm64')
    const missing = tools.filter((name) => packages[`node_modules/${name}`] === undefined)
    expect(missing, 'run: node scripts/complete-lock.mjs').toEqual([])
  })

  it('links only to files that exist', () => {
    const documents = readTexts().filter(({ path }) => path.endsWith('.md'))
    const targets = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) => ({
        path,
        target: match[1] ?? '',
      })),
    )
    const known = new Set(listFiles())
    const folder = (path: string): string => path.split('/').slice(0, -1).join('/')
    const dead = targets.filter(({ path, target }) => {
      const full = new URL(target, `file:///${folder(path)}${folder(path) === '' ? '' : '/'}`).pathname.slice(
        1,
      )
      return !known.has(full) && ![...known].some((file) => file.startsWith(`${full.replace(/\/$/, '')}/`))
    })
    expect(dead).toEqual([])
  })
})
