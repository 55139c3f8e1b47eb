import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { jsonOf, type Workspace, workspace } from './cerca.js'
import { SAMPLE } from './sample.js'

interface Pair {
  readonly query: string
  readonly document: string
  readonly source: string
  readonly language: string
  readonly naturalLanguage: string
  readonly path: string
  readonly line: number
}

function pairsIn({ root }: Workspace, file: string): Pair[] {
  const lines = readFileSync(join(root, file), 'utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as Pair)
}

function git(root: string, ...argv: string[]): void {
  const person = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', '-c', 'commit.gpgSign=false']
  const { status, stderr } = spawnSync('git', ['-C', root, ...person, ...argv], { encoding: 'utf8' })
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
}

/** Apart from where it lies: lines of a fresh workspace have no git of their own. */
function committed(
  files: Readonly<Record<string, string>>,
  ...changes: [subject: string, path: string, text: string][]
) {
  const place = workspace(files)
  git(place.root, 'init', '--quiet')
  git(place.root, 'add', '.')
  git(place.root, 'commit', '--quiet', '-m', 'Initial commit')
  for (const [subject, path, text] of changes) {
    place.write(path, text)
    git(place.root, 'add', '.')
    git(place.root, 'commit', '--quiet', '-m', subject)
  }
  return place
}

const WAITING = SAMPLE['shop/payment.go'].replace(
  '\t\t}\n\t}\n\treturn ErrDeclined',
  '\t\t}\n\t\tpause := time.Duration(attempt) * time.Second\n\t\ttime.Sleep(pause)\n\t}\n\treturn ErrDeclined',
)

describe('cerca train pairs', () => {
  it('writes the pairs of files and of commits, in order', () => {
    const place = committed(SAMPLE, [
      'Wait longer after each refusal of the bank (#7)',
      'shop/payment.go',
      WAITING,
    ])
    const { code, out, err } = place.cerca(['train', 'pairs', '--out', 'pairs.jsonl'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(
      /^Found \d+ pairs in .*: 6 files, .* kB, 2 commits in .*\n {2}Written to pairs\.jsonl\n$/,
    )
    const pairs = pairsIn(place, 'pairs.jsonl')
    expect(pairs).toContainEqual({
      query: 'Sum up what all products cost, less the discount.',
      document: expect.stringMatching(
        /^shop\/cart\.py\ndef total_price\(self, discount=0\.0\):\s+subtotal = /,
      ),
      source: 'doc',
      language: 'python',
      naturalLanguage: 'en',
      path: 'shop/cart.py',
      line: 14,
    })
    const commit = pairs.filter(({ source }) => source === 'commit')
    expect(commit).toEqual([
      {
        query: 'Wait longer after each refusal of the bank',
        document: expect.stringContaining('time.Sleep(pause)'),
        source: 'commit',
        language: 'go',
        naturalLanguage: 'en',
        path: 'shop/payment.go',
        line: expect.any(Number),
      },
    ])
    const places = pairs.map(({ path, line }) => `${path}:${String(line).padStart(6, '0')}`)
    expect(places).toEqual(places.toSorted())
  })

  it('gives the same bytes again', () => {
    const place = committed(SAMPLE, [
      'Wait longer after each refusal of the bank',
      'shop/payment.go',
      WAITING,
    ])
    place.cerca(['train', 'pairs', '--out', '../first.jsonl'])
    place.cerca(['train', 'pairs', '--out', '../second.jsonl'])
    const read = (name: string) => readFileSync(join(place.root, '..', name), 'utf8')
    expect(read('first.jsonl')).not.toBe('')
    expect(read('second.jsonl')).toBe(read('first.jsonl'))
  })

  it('counts without writing', () => {
    const { cerca } = workspace(SAMPLE)
    const { code, out } = cerca(['train', 'pairs', '--stats', '--history', 'none'])
    expect(code).toBe(0)
    expect(out).toMatch(/^ {2}language .*\bdoc\b.*\ball$/m)
    expect(out).toMatch(/^ {2}python +\d/m)
    const report = jsonOf(cerca(['train', 'pairs', '--stats', '--json', '--history', 'none']))
    expect(report).toMatchObject({ files: 6, commits: 0, bySource: { commit: 0 } })
    const { byLanguage, pairs } = report as { byLanguage: { pairs: number }[]; pairs: number }
    expect(byLanguage.reduce((sum, row) => sum + row.pairs, 0)).toBe(pairs)
  })

  it('takes the commits of another repository, or says why there are none', () => {
    const history = committed(SAMPLE, [
      'Wait longer after each refusal of the bank',
      'shop/payment.go',
      WAITING,
    ])
    const { cerca } = workspace(SAMPLE)
    const count = (folder: string) =>
      jsonOf(cerca(['train', 'pairs', '--stats', '--json', '--history', folder])) as Record<string, unknown>
    expect(count(history.root)).toMatchObject({ commits: 2, bySource: { commit: 1 } })
    expect(count('weather')).toMatchObject({ commits: 0, historyProblem: expect.stringMatching(/\w/) })
    const withoutGit = cerca(['train', 'pairs', '--stats', '--json'], { env: { PATH: '' } })
    expect(jsonOf(withoutGit)).toMatchObject({ commits: 0, historyProblem: 'there is no git command' })
  })

  it('takes only what changed in a folder of a repository, by its paths from there', () => {
    const place = committed(
      SAMPLE,
      ['Wait longer after each refusal of the bank', 'shop/payment.go', WAITING],
      [
        'Measure in kelvins from now on',
        'weather/convert.go',
        SAMPLE['weather/convert.go'].replace('+ 32', '+\n\t\t273 -\n\t\t1'),
      ],
    )
    place.cerca(['train', 'pairs', 'shop', '--out', 'shop.jsonl'])
    const commits = pairsIn(place, 'shop.jsonl').filter(({ source }) => source === 'commit')
    expect(commits.map(({ query, path }) => `${query} => ${path}`)).toEqual([
      'Wait longer after each refusal of the bank => payment.go',
    ])
  })

  it('keeps to a limit, and ends with 1 where there is nothing', () => {
    const place = workspace(SAMPLE)
    place.cerca(['train', 'pairs', '--out', 'few.jsonl', '--max-pairs', '3', '--history', 'none'])
    expect(pairsIn(place, 'few.jsonl')).toHaveLength(3)
    expect(workspace({ 'a.py': 'x = 1\n' }).cerca(['train', 'pairs', '--stats'])).toMatchObject({ code: 1 })
  })

  it('refuses what cannot be meant', () => {
    const { cerca } = workspace(SAMPLE)
    expect(cerca(['train', 'pairs'])).toMatchObject({ code: 2, err: expect.stringContaining('--out') })
    expect(cerca(['train', 'pairs', 'nowhere', '--stats'])).toMatchObject({ code: 2 })
    expect(cerca(['train', 'pairs', '--out', 'no/folder/p.jsonl'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot be written'),
    })
  })
})
