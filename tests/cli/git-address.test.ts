import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { pathsOf, workspace } from './cerca.js'

it('searches a repository that is named by its address, as it is now', () => {
  const { cerca, root, write } = workspace({ 'origin.git/guide.md': 'About the armadillo.\n' })
  const address = `file://${join(root, 'origin.git')}`
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
      cwd: join(root, 'origin.git'),
      stdio: 'pipe',
    })
  const commitAll = () => {
    git('add', '--all')
    git('commit', '--quiet', '--message', 'State')
  }
  git('init', '--quiet')
  commitAll()
  expect(cerca(['search', 'armadillo', address, '--json'])).toMatchObject({ code: 0, err: '' })
  expect(pathsOf(cerca(['search', 'armadillo', address, '--json']))).toEqual(['guide.md'])
  write('origin.git/more.md', 'Another armadillo.\n')
  commitAll()
  expect(pathsOf(cerca(['search', 'armadillo', address, '--json'])).sort()).toEqual(['guide.md', 'more.md'])
})

it('says what to do when there is nothing to clone', () => {
  const { cerca, root } = workspace({})
  const { code, err } = cerca(['search', 'x', `file://${root}/none.git`])
  expect(code).toBe(3)
  expect(err).toMatch(/^cerca: The repository could not be cloned: .*\n {2}Check the address/m)
})
