/** The limit on the size of files holds until somebody names another. */
import { expect, it } from 'vitest'
import { jsonOf, pathsOf, type Workspace, workspace } from './cerca.js'

const FILES = { 'big.md': `armadillo ${'word '.repeat(1000)}\n`, 'small.md': 'armadillo\n' }

const BOTH = ['big.md', 'small.md']

it('is remembered from the command that built the index', () => {
  const space = workspace(FILES)
  space.cerca(['index', '--max-file-size', '4k'])
  expect(find(space)).toEqual(['small.md'])
  space.write('small.md', 'another armadillo\n')
  expect(find(space)).toEqual(['small.md'])
  expect(jsonOf(space.cerca(['index', '--rebuild', '--json']))).toMatchObject({ files: 1 })
  expect(jsonOf(space.cerca(['status', '--json']))).toMatchObject({
    state: 'current',
    leftOut: { 'too-large': 1 },
  })
  expect(space.cerca(['status', '--why', 'big.md']).out).toContain('the limit is 4,096')
})

it('is replaced by one that is named, and that one is remembered', () => {
  const space = workspace(FILES)
  space.cerca(['index', '--max-file-size', '4k'])
  const raised = space.cerca(['search', 'armadillo', '--files-only', '--max-file-size', '8k'])
  expect(raised.out.trimEnd().split('\n').sort()).toEqual(BOTH)
  expect(raised.err).toContain('Another limit on the size of files: bringing the index up to date.')
  expect(find(space)).toEqual(BOTH)
  expect(jsonOf(space.cerca(['status', '--json', '--max-file-size', '4k']))).toMatchObject({ state: 'stale' })
  expect(find(space, '--max-file-size', '4k')).toEqual(['small.md'])
  expect(find(space)).toEqual(['small.md'])
})

it('is remembered also where it made no difference', () => {
  const space = workspace({ 'small.md': FILES['small.md'] })
  space.cerca(['index'])
  space.cerca(['index', '--max-file-size', '4k'])
  space.write('big.md', FILES['big.md'])
  expect(find(space)).toEqual(['small.md'])
})

it('is a megabyte at first', () => {
  const space = workspace({
    'fits.md': `armadillo ${'x '.repeat(500_000)}`,
    'large.md': `armadillo ${'x '.repeat(530_000)}`,
  })
  expect(find(space)).toEqual(['fits.md'])
})

function find(space: Workspace, ...argv: string[]): string[] {
  const paths = pathsOf(space.cerca(['search', 'armadillo', '--json', ...argv]))
  return [...new Set(paths)].sort()
}
