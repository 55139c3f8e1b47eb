import { expect, it } from 'vitest'
import { groupLeftOut } from './group-left-out.js'

const file = (path: string, reason: string) => ({ uri: `file:///${path}`, path, reason, sentence: '' })

it('groups by reason, the most frequent first', () => {
  const files = [file('z', 'binary'), file('b', 'ignored'), file('a', 'ignored'), file('y', 'large')]
  expect(groupLeftOut(files).map(({ reason, files }) => [reason, files.map(({ path }) => path)])).toEqual([
    ['ignored', ['a', 'b']],
    ['binary', ['z']],
    ['large', ['y']],
  ])
})
