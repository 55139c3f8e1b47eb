import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../run.js'
import { createFakeCore } from '../testing/fake-core.js'
import { createFakeTerminal, type FakeTerminalOptions } from '../testing/fake-terminal.js'
import { temporaryFolder } from '../testing/temporary-folder.js'

const FILES = {
  'a.txt': 'Hello world<|endoftext|>',
  'empty.txt': '',
  'src/one.ts': 'const one = 1\nconst two = 2\n',
  'src/two.ts': 'const three = 3\n',
}

async function cerca(argv: string[], options: FakeTerminalOptions = {}) {
  const terminal = createFakeTerminal({ cwd: temporaryFolder(FILES), ...options })
  const code = await run(['tokens', ...argv], terminal, createFakeCore())
  return { code, out: terminal.out(), err: terminal.err() }
}

describe('showing', () => {
  it('prints the ids of a file', async () => {
    const { code, out, err } = await cerca(['a.txt', '--encoding', 'cl100k', '--special'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(
      [
        'a.txt: 24 bytes are 3 tokens of cl100k, 8.00 bytes a token',
        '0    9906  Hello',
        '1    1917  ·world',
        '2  100257  <|endoftext|>',
        '',
      ].join('\n'),
    )
  })

  it('takes what spells a special token as text unless told otherwise', async () => {
    expect((await cerca(['a.txt', '--count'])).out).toBe('9\n')
    expect((await cerca(['a.txt', '--count', '--special'])).out).toBe('3\n')
  })

  it('reads standard input', async () => {
    expect(await cerca(['-', '--count'], { stdin: 'Hello world' })).toEqual({ code: 0, out: '2\n', err: '' })
  })

  it.each<[string[], string]>([
    [['empty.txt', '--count'], '0\n'],
    [['a.txt', '--windows', '99:1', '--count'], '0\n'],
  ])('ends with 1 when there is nothing: %j', async (argv, out) => {
    expect(await cerca(argv)).toEqual({ code: 1, out, err: '' })
  })

  it.each<[string[], RegExp]>([
    [['none.txt'], /There is no file none\.txt/],
    [['src'], /src is a folder/],
    [['a.txt', '--encoding', 'gpt7'], /There is no encoding gpt7/],
    [['a.txt', '--encoding', './none.json'], /There is no file \.\/none\.json/],
    [['a.txt', '--encoding', './a.txt'], /it is no JSON/],
  ])('ends with 2 when it cannot be meant: %j', async (argv, message) => {
    expect(await cerca(argv)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(message) })
  })
})

describe('training', () => {
  it('learns from files and folders, and what it writes can be used', async () => {
    const cwd = temporaryFolder(FILES)
    const argv = ['--train', 'src', '--train', 'a.txt', '--vocabulary', '280', '--out', 't.json']
    const { code, out } = await cerca([...argv, '--json'], { cwd })
    expect(code).toBe(0)
    const report = JSON.parse(out)
    expect(report).toMatchObject({ out: 't.json', files: 3, bytes: 68 })
    // Nothing but the file is left behind.
    expect(readdirSync(cwd).sort()).toEqual(['a.txt', 'empty.txt', 'src', 't.json'])
    const shown = await cerca(['src/one.ts', '--encoding', './t.json', '--json'], { cwd })
    const { ids, texts, vocabulary } = JSON.parse(shown.out)
    expect(texts.join('')).toBe(FILES['src/one.ts'])
    expect(texts).toContain('const')
    expect(vocabulary).toBe(report.vocabulary)
    expect(Math.max(...ids)).toBeLessThan(vocabulary)
  })

  it('tells people when the text gives no more', async () => {
    const { out } = await cerca(['--train', 'src/one.ts', '--out', 't.json'])
    expect(out).toMatch(
      /^Learnt \d+ merges from 1 file, 28 B in .+\.\n {2}No more: .+\n {2}\d+ tokens in t\.json\n$/,
    )
  })

  it('writes the same file again', async () => {
    const cwd = temporaryFolder(FILES)
    await cerca(['--train', 'src', '--out', 't.json'], { cwd })
    const first = readFileSync(join(cwd, 't.json'), 'utf8')
    writeFileSync(join(cwd, 't.json'), 'old')
    await cerca(['--train', 'src', '--out', 't.json'], { cwd })
    expect(readFileSync(join(cwd, 't.json'), 'utf8')).toBe(first)
  })

  it.each<[string[], number, RegExp]>([
    [['--train', 'none', '--out', 't.json'], 2, /There is no file or folder none/],
    [['--train', 'src', '--out', 'none/t.json'], 2, /none\/t\.json cannot be written/],
    [['--train', 'src', '--out', 'src'], 2, /src cannot be written/],
  ])('refuses %j', async (argv, code, message) => {
    expect(await cerca(argv)).toMatchObject({ code, out: '', err: expect.stringMatching(message) })
  })

  it('ends with 1 when there is no text', async () => {
    const cwd = temporaryFolder({ 'empty/': '' })
    expect(await cerca(['--train', 'empty', '--out', 't.json'], { cwd })).toEqual({
      code: 1,
      out: '',
      err: 'There is no text in empty.\n',
    })
    expect(readdirSync(cwd)).toEqual(['empty'])
  })
})
