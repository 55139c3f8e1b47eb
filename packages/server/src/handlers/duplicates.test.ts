import { describe, expect, it } from 'vitest'
import type { DuplicatesResult } from '../protocol.js'
import { type FakeClientOptions, startFakeClient } from '../testing/fake-client.js'

const BODY = ' open\n read\n close\n x\n y\nend'
const FILES = {
  'a.ts': `fn first\n${BODY}`,
  'gen/b.ts': `fn second\n${BODY}`,
  'c.ts': 'fn short\n x\nend',
  'd.ts': 'fn brief\n x\nend',
}

async function duplicatesOf(params: object, options: FakeClientOptions = {}) {
  const client = await startFakeClient({ files: FILES, ...options })
  const result = (await client.request('cerca/duplicates', params)) as DuplicatesResult
  return { client, ...result, paths: result.clusters.map(({ members }) => members.map(({ path }) => path)) }
}

describe('cerca/duplicates', () => {
  it('gives clusters in the words of the protocol', async () => {
    const { clusters, isComplete } = await duplicatesOf({})
    expect(isComplete).toBe(true)
    expect(clusters).toMatchObject([
      {
        similarity: 0.934,
        savedLines: 2,
        members: [
          {
            uri: 'file:///repo/a.ts',
            range: { start: { line: 0, character: 0 }, end: { line: 6, character: 2 ** 31 - 1 } },
            folder: 'file:///repo',
            path: 'a.ts',
            name: 'first',
          },
          { uri: 'file:///repo/gen/b.ts', name: 'second' },
        ],
      },
    ])
  })

  it.each([
    [
      'shorter functions',
      { minLines: 3 },
      {},
      [
        ['a.ts', 'gen/b.ts'],
        ['c.ts', 'd.ts'],
      ],
    ],
    ['a limit', { minLines: 3, limit: 1 }, {}, [['a.ts', 'gen/b.ts']]],
    ['no folder', { folders: [] }, {}, []],
    ['paths that the setting ignores', {}, { duplicates: { ignore: ['/gen/'] } }, []],
    ['the length of the setting', {}, { duplicates: { minimumLines: 8 } }, []],
  ])('keeps to %s', async (_what, params, settings, expected) => {
    const { paths } = await duplicatesOf(params, { initializationOptions: { settings } })
    expect(paths).toEqual(expected)
  })

  it('counts a file of a root inside another once', async () => {
    const { clusters } = await duplicatesOf({}, { folders: ['/repo', '/repo/gen'] })
    // The outer root's second copy belongs to the inner root, so it has no cluster of its own left.
    expect(clusters.map(({ members }) => members.map(({ uri }) => uri))).toEqual([
      ['file:///repo/gen/a.ts', 'file:///repo/gen/gen/b.ts'],
    ])
  })

  it('tells how far it is to a client that asks for it', async () => {
    const { client } = await duplicatesOf({ workDoneToken: 'bar' })
    expect(client.received.map(({ params }) => params)).toEqual([
      {
        token: 'bar',
        value: { kind: 'begin', title: 'Looking for duplicates', percentage: 0, cancellable: true },
      },
      { token: 'bar', value: { kind: 'report', percentage: 75 } },
      { token: 'bar', value: { kind: 'end' } },
    ])
  })
})
