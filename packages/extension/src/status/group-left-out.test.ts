import { expect, it } from 'vitest'
import { groupLeftOut } from './group-left-out.js'

const file = (path: string, reason: string) => ({
  uri: `file:///${path}`,
  path,
  reason,
  label: `${reason} files`,
  sentence: '',
})

it('groups by reason, the most frequent first', () => {
  const files = [file('z', 'binary'), file('b', 'ignored'), file('a', 'ignored'), file('y', 'large')]
  expect(groupLeftOut(files).map(({ label, files }) => [label, files.map(({ path }) => path)])).toEqual([
    ['ignored files', ['a', 'b']],
    ['binary files', ['z']],
    ['large files', ['y']],
  ])
})
