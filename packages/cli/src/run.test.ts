import { join } from 'node:path'
import type { RebuildReason } from '@cerca/core/node'
import { describe, expect, it } from 'vitest'
import { run } from './run.js'
import { createFakeCore } from './testing/fake-core.js'
import { createFakeTerminal, type FakeTerminalOptions } from './testing/fake-terminal.js'
import { temporaryFolder } from './testing/temporary-folder.js'

const FILES = {
  '.git/': '',
  'router.go': 'package web\n\nfunc group routes {\n  handlers\n}\n',
  'docs/guide.md': 'How routes work.\n\nNothing here.\n',
  'docs/other.md': 'Group your routes.\n',
}

interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function cerca(
  argv: string[],
  options: FakeTerminalOptions = {},
  notices: string[] = [],
  rebuilt?: RebuildReason,
): Promise<Outcome> {
  const terminal = createFakeTerminal({ cwd: temporaryFolder(FILES), ...options })
  const code = await run(argv, terminal, createFakeCore(notices, rebuilt))
  return { code, out: terminal.out(), err: terminal.err() }
}

describe('search', () => {
  it('prints hits for people and finds with exit code 0', async () => {
    expect(await cerca(['search', 'group', 'handlers'])).toEqual({
      code: 0,
      err: '',
      out: [
        'router.go:3  function Whole.part2  go · 1.000',
        '> 3 │ func group routes {',
        '> 4 │   handlers',
        '  5 │ }',
        '',
        'docs/other.md:1  function Whole.part0  go · 0.5000',
        '> 1 │ Group your routes.',
        '',
      ].join('\n'),
    })
  })

  it.each([
    ['search', 'handlers'],
    ['similar', 'docs/other.md:1'],
    ['index', '.'],
  ])('says in JSON why the index was built again: %s', async (...argv) => {
    const rebuilt = { reason: 'damaged', detail: 'The index is damaged.' } as const
    const { out, err } = await cerca([...argv, '--json'], {}, ['A notice.'], rebuilt)
    expect({ rebuilt: JSON.parse(out).rebuilt, err }).toEqual({ rebuilt, err: '' })
    expect(JSON.parse((await cerca([...argv, '--json'])).out)).not.toHaveProperty('rebuilt')
  })

  it('prints one JSON object for programs', async () => {
    const { code, out, err } = await cerca(['search', 'handlers', '--json', '--explain'], {}, ['A notice.'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toEqual({
      query: 'handlers',
      language: 'en',
      results: [
        {
          path: 'router.go',
          startLine: 3,
          endLine: 5,
          score: 1,
          language: 'go',
          kind: 'code',
          scope: 'Whole',
          traits: [],
          symbols: [{ name: 'part2', kind: 'function', scope: 'Whole', startLine: 3, endLine: 5 }],
          explanation: { label: 'words', value: 1, detail: 'of 1', children: [] },
        },
      ],
    })
  })

  it('shows paths as they can be opened from here, and only them with --files-only', async () => {
    const root = temporaryFolder(FILES)
    const { out } = await cerca(['search', 'routes nothing', '--files-only'], { cwd: join(root, 'docs') })
    expect(out.trimEnd().split('\n').sort()).toEqual(['../router.go', 'guide.md', 'other.md'])
  })

  it('finds nothing with exit code 1 and says so to people only', async () => {
    expect(await cerca(['search', 'zebra'])).toMatchObject({ code: 1, out: '', err: /^Nothing found in / })
    expect(await cerca(['search', 'zebra', '-q'])).toEqual({ code: 1, out: '', err: '' })
    expect(await cerca(['search', 'zebra', '--json'])).toEqual({
      code: 1,
      out: '{"query":"zebra","language":"en","results":[]}\n',
      err: '',
    })
  })

  it('takes a folder at the end as ROOT, and says so when it could be a word', async () => {
    const { code, out, err } = await cerca(['search', 'group', 'routes', 'docs', '--json'])
    expect({ code, err, results: JSON.parse(out).results }).toMatchObject({
      code: 0,
      err: '',
      results: [{ path: 'other.md' }, { path: 'guide.md' }],
    })
    expect((await cerca(['search', 'group', 'routes', 'docs'])).err).toBe(
      'Searching docs for "group routes"; quote the whole query if docs belongs to it.\n',
    )
  })

  it('answers a batch below ROOT', async () => {
    const { code, out } = await cerca(['search', 'docs', '--batch', '-'], { stdin: 'group\n\nzebra\n' })
    expect(code).toBe(0)
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { query: 'group', results: [{ path: 'other.md', startLine: 1, endLine: 1 }] },
      { query: '', results: [], error: { code: 'query-empty' } },
      { query: 'zebra', results: [] },
    ])
  })
})

describe('similar', () => {
  it('finds code like that of a place', async () => {
    const { code, out } = await cerca(['similar', 'docs/other.md:1', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      query: 'docs/other.md:1',
      results: [
        { path: 'router.go', startLine: 3 },
        { path: 'docs/guide.md', startLine: 1 },
      ],
    })
  })

  it('takes the code from stdin', async () => {
    const { out } = await cerca(['similar', '--stdin', '--json', '-k', '1'], { stdin: 'handlers group' })
    expect(JSON.parse(out)).toMatchObject({ query: '', results: [{ path: 'router.go' }] })
    expect(await cerca(['similar', '--stdin'], { stdin: ' \n' })).toMatchObject({ code: 2, out: '' })
  })

  it('answers a batch, whose paths are below ROOT before they are here', async () => {
    const cwd = temporaryFolder({ 'guide.md': 'elsewhere', ...FILES })
    const { out } = await cerca(['similar', 'docs', '--batch', '-'], {
      cwd,
      stdin: 'guide.md:1\nrouter.go\nnone:3\n',
    })
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { query: 'guide.md:1', results: [{ path: 'other.md' }] },
      { query: 'router.go', results: [], error: { code: 'usage' } },
      { query: 'none:3', results: [], error: { code: 'usage' } },
    ])
  })
})

describe('duplicates', () => {
  const COPIES = { '.git/': '', 'a.go': 'one\n\nx\ny\nz\n', 'sub/b.go': 'x\ny\nz\n\none\n', 'c.go': 'x\ny\n' }

  it('prints groups for people, and what they sum up to beside them', async () => {
    expect(await cerca(['duplicates'], { cwd: temporaryFolder(COPIES) })).toEqual({
      code: 0,
      out: '2 functions  100 % alike · saves 3 lines\n  a.go:3  part2  3 lines\n  sub/b.go:1  part0  3 lines\n',
      err: '1 group of duplicates, 3 functions compared; 3 lines could go.\n',
    })
  })

  it('prints JSON for programs', async () => {
    const { code, out, err } = await cerca(['duplicates', '--json'], { cwd: temporaryFolder(COPIES) })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const place = { startLine: 3, endLine: 5, language: 'go' }
    expect(JSON.parse(out)).toEqual({
      functions: 3,
      totalClusters: 1,
      totalSavedLines: 3,
      clusters: [
        {
          similarity: 1,
          savedLines: 3,
          members: [
            { ...place, path: 'a.go', name: 'part2' },
            { ...place, path: 'sub/b.go', startLine: 1, endLine: 3, name: 'part0' },
          ],
        },
      ],
    })
  })

  it('finds none with exit code 1, and says when there are more', async () => {
    const cwd = temporaryFolder({ ...COPIES, 'd.go': 'k\nk\n', 'e.go': 'k\nk\n' })
    expect(await cerca(['duplicates', '--min-lines', '4'], { cwd })).toEqual({
      code: 1,
      out: '',
      err: 'No duplicates found: 0 functions compared.\n',
    })
    const { out, err } = await cerca(['duplicates', '-k', '1'], { cwd })
    expect(out.split('\n')).toHaveLength(4)
    expect(err).toContain('2 groups')
    expect(err).toContain('Shown: the 1 that would save most')
  })
})

describe('index, status and clean', () => {
  it('prints a summary for people or a report for programs', async () => {
    const { code, out } = await cerca(['index'])
    expect(code).toBe(0)
    expect(out).toMatch(/: 3 files, 5 chunks, 1\.2 MB in 530 ms\.\n {2}Left out 11: 8 too large, 3 binary\./)
    expect(JSON.parse((await cerca(['index', 'docs', '--json'])).out)).toMatchObject({ files: 2, chunks: 3 })
  })

  it('shows the status of an index that is not there with exit code 1', async () => {
    expect(await cerca(['status'])).toMatchObject({ code: 1, out: /state {6}not indexed yet/ })
  })

  it('explains why a path is or is not indexed', async () => {
    const cwd = temporaryFolder({ ...FILES, '.hidden': 'x' })
    const within = { cwd: join(cwd, 'docs') }
    expect(await cerca(['status', '--why', 'guide.md'], within)).toEqual({
      code: 0,
      out: 'docs/guide.md is indexed.\n',
      err: '',
    })
    const { code, out } = await cerca(['status', '--why', '.hidden', '--json'], within)
    expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 1, path: '.hidden', state: 'left-out' })
  })

  it('cleans what is there, and does not mind when nothing is', async () => {
    const cwd = temporaryFolder(FILES)
    const terminal = createFakeTerminal({ cwd })
    const core = createFakeCore()
    for (const argv of [['index', '-q'], ['clean'], ['clean'], ['index', '-q'], ['clean', '--all']]) {
      expect(await run(argv, terminal, core)).toBe(0)
    }
    expect(
      terminal
        .out()
        .split('\n')
        .filter((line) => /emoved|There was/.test(line)),
    ).toEqual([`Removed the index of ${cwd}.`, `There was no index of ${cwd}.`, 'Removed 1 index.'])
  })
})

describe('what is said beside the answer', () => {
  it('shows progress and notices on a terminal and clears the line', async () => {
    const { err } = await cerca(['search', 'handlers', '--color', 'never'], { isTTY: true }, [
      '3 files changed.',
    ])
    expect(err).toBe('3 files changed.\n\r\u001b[2K██████████░░░░░░░░░░ 1/2 files\r\u001b[2K')
  })

  it('is quiet without a terminal, apart from notices', async () => {
    expect((await cerca(['search', 'handlers'], {}, ['3 files changed.'])).err).toBe('3 files changed.\n')
    expect((await cerca(['search', 'handlers', '-q'], { isTTY: true }, ['3 files changed.'])).err).toBe('')
  })
})

describe('failures', () => {
  it('says what happened and what to do, also as JSON, and ends with 2 for misuse', async () => {
    const cwd = temporaryFolder(FILES)
    const { code, out, err } = await cerca(['index', 'none', '--json'], { cwd })
    const message = `There is no folder ${join(cwd, 'none')}.`
    const fix = 'Check the spelling, or run the command inside the folder you want to search.'
    expect(code).toBe(2)
    expect(err).toBe(`cerca: ${message}\n  ${fix}\n`)
    expect(JSON.parse(out)).toEqual({ error: { code: 'root-not-found', message, fix } })
  })

  it('ends with 3 when something broke, and shows a stack only when asked', async () => {
    const broken = {
      ...createFakeCore(),
      readStatus: async () => {
        throw new TypeError('x is not a function')
      },
    }
    const terminal = createFakeTerminal({ cwd: temporaryFolder(FILES) })
    expect(await run(['status'], terminal, broken)).toBe(3)
    expect(terminal.err()).toMatch(
      /^cerca: Something unexpected went wrong: x is not a function\n {2}Run .*\n$/,
    )
    const debugging = createFakeTerminal({ cwd: temporaryFolder(FILES), env: { CERCA_DEBUG: '1' } })
    await run(['status'], debugging, broken)
    expect(debugging.err()).toContain('    at ')
  })

  it('needs no folder for help, the version or wrong arguments', async () => {
    const codeOf = async (...argv: string[]) => (await cerca(argv, { cwd: '/nowhere' })).code
    expect([await codeOf('help'), await codeOf('--version'), await codeOf('index', '--help')]).toEqual([
      0, 0, 0,
    ])
    expect([await codeOf(), await codeOf('search', '--zzz')]).toEqual([2, 2])
  })

  it('prints the version of the package', async () => {
    expect((await cerca(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})
