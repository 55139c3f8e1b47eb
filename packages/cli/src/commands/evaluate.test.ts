import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../run.js'
import { createFakeCore } from '../testing/fake-core.js'
import { createFakeTerminal } from '../testing/fake-terminal.js'
import { temporaryFolder } from '../testing/temporary-folder.js'

const FILES = {
  'shop/.git/': '',
  'shop/src/cart.py': 'sum the price of all items\n',
  'shop/src/bank.py': 'charge a card at the bank\n\nsum of money\n',
  'weather/.git/': '',
  'weather/rain.go': 'how much rain falls\n',
}

const RIGHT = { query: 'price of items', category: 'semantic', relevant: ['src/cart.py'], secondary: [] }
const SECOND = {
  query: 'sum of money',
  category: 'symbol',
  relevant: [{ path: 'src/bank.py', start_line: 1, end_line: 1 }],
  secondary: [],
}
const WRONG = {
  query: 'zebra',
  category: 'semantic',
  relevant: ['src/cart.py', 'src/bank.py'],
  secondary: [],
}
const IMPOSSIBLE = { ...WRONG, query: ' ' }

/** `queries` are files of questions by their paths. */
async function evaluate(queries: Readonly<Record<string, unknown>>, argv: readonly string[]) {
  const questions = Object.fromEntries(
    Object.entries(queries).map(([path, json]) => [path, JSON.stringify(json)]),
  )
  const cwd = temporaryFolder({ ...FILES, ...questions })
  const terminal = createFakeTerminal({ cwd })
  const code = await run(['evaluate', ...argv], terminal, createFakeCore())
  return { cwd, code, out: terminal.out(), err: terminal.err() }
}

describe('cerca evaluate', () => {
  it('shows means, categories and the worst answers', async () => {
    const questions = { 'q.json': [RIGHT, WRONG, SECOND] }
    const { code, out, err } = await evaluate(questions, ['--queries', 'q.json', '--root', 'shop'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.split('\n')).toEqual([
      '            questions  NDCG@10  recall@10  MAP@10',
      '[semantic]          2   0.5000     0.5000  0.5000',
      '[symbol]            1   0.0000     0.0000  0.0000',
      'all                 3   0.3333     0.3333  0.3333',
      '',
      'The 2 worst answers, by NDCG@10:',
      '  0.00  [semantic]  zebra',
      '        wanted  src/cart.py, src/bank.py',
      '        found   nothing',
      '  0.00  [symbol]  sum of money',
      '        wanted  src/bank.py:1-1',
      '        found   src/bank.py:3-3, src/cart.py:1-1',
      '',
    ])
    const few = await evaluate(questions, ['--queries', 'q.json', '--root', 'shop', '--worst', '0'])
    expect(few.out).toBe(`${out.split('\n').slice(0, 4).join('\n')}\n`)
  })

  it('tells programs all', async () => {
    const { cwd, out } = await evaluate({ 'q.json': [RIGHT] }, [
      '--queries',
      'q.json',
      '--root',
      'shop',
      '--json',
    ])
    const one = { ndcg10: 1, recall10: 1, map10: 1 }
    expect(JSON.parse(out)).toEqual({
      questions: 1,
      ...one,
      byCategory: [{ category: 'semantic', questions: 1, ...one }],
      repositories: [{ name: 'q.json', root: join(cwd, 'shop'), questions: 1, ...one }],
      answers: [
        {
          repository: 'q.json',
          query: 'price of items',
          category: 'semantic',
          ndcg10: 1,
          recall10: 1,
          averagePrecision10: 1,
          wanted: ['src/cart.py'],
          found: [
            { path: 'src/cart.py', startLine: 1, endLine: 1 },
            { path: 'src/bank.py', startLine: 3, endLine: 3 },
          ],
        },
      ],
    })
  })

  it('takes the mean over repositories, each of which counts the same', async () => {
    const rain = { query: 'rain', relevant: ['rain.go'] }
    const { code, out } = await evaluate(
      {
        'set/repos.json': [{ name: 'shop', root: 'src' }, { name: 'weather' }],
        'set/annotations/shop.json': [RIGHT, WRONG, WRONG],
        'set/annotations/weather.json': [rain],
      },
      ['--queries', 'set', '--root', '.', '--worst', '1'],
    )
    expect(code).toBe(0)
    expect(out).toMatch(/^shop +3 +0\.3333.*\nweather +1 +1\.0000/m)
    expect(out).toMatch(
      /^\[semantic\] +3 +0\.3333.*\n\[none\] +1 +1\.0000.*\nmean of repositories +4 +0\.6667/m,
    )
    expect(out).toMatch(/The 1 worst answer, by NDCG@10:\n {2}0\.00 {2}shop {2}\[semantic\] {2}zebra\n/)
  })

  it('asks for files like others', async () => {
    const { out } = await evaluate({ 'g.json': { sums: ['src/cart.py', 'src/bank.py'] } }, [
      '--queries',
      'g.json',
      '--root',
      'shop',
    ])
    expect(out).toMatch(/^all +2 +1\.0000 +1\.0000 +1\.0000\n$/m)
  })

  it('counts what cannot be asked as not found, and says so', async () => {
    const { code, out, err } = await evaluate({ 'q.json': [RIGHT, IMPOSSIBLE] }, [
      '--queries',
      'q.json',
      '--root',
      'shop',
    ])
    expect({ code, err }).toEqual({
      code: 0,
      err: 'q.json: " " could not be asked: The query has nothing to search for.\n',
    })
    expect(out).toContain('all          2   0.5000')
    expect(
      await evaluate({ 'q.json': [WRONG] }, ['--queries', 'q.json', '--root', 'shop', '-q']),
    ).toMatchObject({
      code: 1,
      err: '',
    })
  })

  it.each<[string, Readonly<Record<string, unknown>>, string[], RegExp]>([
    ['no questions', {}, [], /No questions were named/],
    ['a missing file', {}, ['--queries', 'q.json'], /There is no file q\.json/],
    [
      'questions without answers',
      { 'q.json': [{ query: 'a' }] },
      ['--queries', 'q.json'],
      /question 1 has no list/,
    ],
    ['a folder without its repositories', { 'set/repos.json': [] }, ['--queries', 'set'], /with --root/],
    [
      'an empty folder',
      { 'set/x.json': [] },
      ['--queries', 'set', '--root', '.'],
      /no file set\/repos\.json/,
    ],
    [
      'an empty list',
      { 'set/repos.json': [] },
      ['--queries', 'set', '--root', '.'],
      /set\/repos\.json is no list/,
    ],
    ['no name', { 'set/repos.json': [{}] }, ['--queries', 'set', '--root', '.'], /without a name/],
    [
      'missing annotations',
      { 'set/repos.json': [{ name: 'shop' }] },
      ['--queries', 'set', '--root', '.'],
      /There is no file set\/annotations\/shop\.json/,
    ],
    [
      'a word too many',
      { 'q.json': [RIGHT] },
      ['shop', '--queries', 'q.json'],
      /one argument too many: shop/,
    ],
    ['an empty root', { 'q.json': [RIGHT] }, ['--queries', 'q.json', '--root='], /--root is empty/],
  ])('refuses %s', async (_, queries, argv, message) => {
    const { code, out, err } = await evaluate(queries, argv)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(message)
  })
})
