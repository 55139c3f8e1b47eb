import type { FolderStatus } from '@cerca/server/protocol'
import { expect, it } from 'vitest'
import { inEnglish } from '../translate.js'
import { describeStatus, type ServerState } from './describe-status.js'
import { sampleFolder as folder } from './sample-folder.js'

const describe = (server: ServerState, folders?: readonly FolderStatus[]) =>
  describeStatus({ server, status: folders && { folders }, locale: 'en' }, inEnglish)

it.each([
  ['starting', undefined, '$(loading~spin) Cerca', 'Cerca: starting', 'none'],
  ['running', undefined, '$(loading~spin) Cerca', 'Cerca: starting', 'none'],
  ['stopped', [folder('ready')], '$(error) Cerca', 'Cerca: the language server has stopped', 'error'],
  ['running', [], '$(search-fuzzy) Cerca', 'Cerca: no folder is open', 'none'],
  ['running', [folder('ready')], '$(search-fuzzy) Cerca', 'Cerca: ready', 'none'],
  ['running', [folder('paused')], '$(debug-pause) Cerca paused', 'Cerca: paused', 'none'],
  ['running', [folder('indexing')], '$(sync~spin) Cerca indexing', 'Cerca: indexing', 'none'],
  [
    'running',
    [folder('ready'), folder('indexing', { done: 42, total: 100 })],
    '$(sync~spin) Cerca indexing 42%',
    'Cerca: indexing 42%',
    'none',
  ],
  [
    'running',
    [folder('indexing', { done: 10, total: 10 }), folder('indexing', { done: 0, total: 90 })],
    '$(sync~spin) Cerca indexing 10%',
    'Cerca: indexing 10%',
    'none',
  ],
  [
    'running',
    [folder('indexing'), folder('problem', { message: 'No space left.' })],
    '$(warning) Cerca problem',
    'Cerca: problem',
    'warning',
  ],
] as const)('%s %#', (server, folders, text, spoken, severity) => {
  const description = describe(server, folders)
  expect([description.text, description.spoken, description.severity]).toEqual([text, spoken, severity])
})

it('says for each folder what is in it', () => {
  const folders = [
    folder('ready', { leftOut: { binary: 3, ignored: 1 } }),
    folder('problem', { name: 'other', files: 0, message: 'No space left.' }),
  ]
  expect(describe('running', folders).details).toEqual([
    'code: ready · 1,200 files, 5,000 chunks · 3 MB · 4 left out',
    'other: problem\nNo space left.',
  ])
})
