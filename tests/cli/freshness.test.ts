import { expect, it } from 'vitest'
import { jsonOf, pathsOf, workspace } from './cerca.js'
import { SAMPLE } from './sample.js'

it('says that it brings the index up to date, and says nothing when there is nothing to do', () => {
  const { cerca, write } = workspace(SAMPLE)
  expect(cerca(['search', 'refund']).err).not.toBe('')
  expect(cerca(['search', 'refund']).err).toBe('')
  write('docs/new.md', '# A refund of another kind\n')
  expect(cerca(['search', 'refund', '--quiet']).err).toBe('')
  write('docs/newer.md', '# A refund of yet another kind\n')
  expect(cerca(['search', 'refund']).err).not.toBe('')
})

it('sees files that are added, changed, renamed and deleted', () => {
  const { cerca, write, remove } = workspace(SAMPLE)
  const find = (word: string) => pathsOf(cerca(['search', word, '--json']))
  expect(find('armadillo')).toEqual([])
  write('docs/animals.md', 'About the armadillo.\n')
  expect(find('armadillo')).toEqual(['docs/animals.md'])
  write('docs/animals.md', 'About the pangolin.\n')
  expect([find('armadillo'), find('pangolin')]).toEqual([[], ['docs/animals.md']])
  remove('docs/animals.md')
  write('zoo.md', 'About the pangolin.\n')
  expect(find('pangolin')).toEqual(['zoo.md'])
  remove('zoo.md')
  expect(find('pangolin')).toEqual([])
})

it('sees a change that keeps the size', () => {
  const { cerca, write } = workspace({ 'a.md': 'one armadillo\n' })
  expect(pathsOf(cerca(['search', 'armadillo', '--json']))).toEqual(['a.md'])
  write('a.md', 'one armagnacs\n')
  expect(pathsOf(cerca(['search', 'armadillo', '--json']))).toEqual([])
  expect(pathsOf(cerca(['search', 'armagnacs', '--json']))).toEqual(['a.md'])
})

it('reports what an update did', () => {
  const { cerca, write, remove } = workspace(SAMPLE)
  expect(jsonOf(cerca(['index', '--json']))).toMatchObject({
    files: 6,
    added: 6,
    changed: 0,
    removed: 0,
    unchanged: 0,
  })
  write('docs/install.md', '# Installation\n\nOtherwise.\n')
  write('docs/extra.md', '# Extra\n')
  remove('docs/refunds.md')
  expect(jsonOf(cerca(['index', '--json']))).toMatchObject({
    files: 6,
    added: 1,
    changed: 1,
    removed: 1,
    unchanged: 4,
  })
  expect(jsonOf(cerca(['index', '--json', '--rebuild']))).toMatchObject({ files: 6, unchanged: 0 })
})
