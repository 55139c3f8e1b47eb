import { describe, expect, it } from 'vitest'
import { type Commit, LogReader } from './commit-log.js'
import { mineCommit } from './mine-commits.js'

const LOG = `\u0001commit\u0002Retry when the bank is busy (#12)

diff --git a/shop/pay.go b/shop/pay.go
index 1..2 100644
--- a/shop/pay.go
+++ b/shop/pay.go
@@ -10,3 +10,4 @@ func pay() {
 \tfor attempt := 0; attempt < 3; attempt++ {
-\t\tbank.Charge()
+\t\tif bank.Charge() { return }
+\t\twait(attempt)
 \t}
diff --git a/README.md b/README.md
--- a/README.md
+++ b/README.md
@@ -1 +1,2 @@
 --- a title that looks like a header
+++ b/and/another
\\ No newline at end of file
\u0001commit\u0002An empty one
`

function read(log: string): Commit[] {
  const reader = new LogReader()
  const commits = log.split('\n').map((line) => reader.push(line))
  return [...commits, reader.end()].filter((commit) => commit !== undefined)
}

describe('LogReader', () => {
  it('keeps the new side of each hunk', () => {
    expect(read(LOG)).toEqual([
      {
        subject: 'Retry when the bank is busy (#12)',
        hunks: [
          {
            path: 'shop/pay.go',
            line: 10,
            text: '\tfor attempt := 0; attempt < 3; attempt++ {\n\t\tif bank.Charge() { return }\n\t\twait(attempt)\n\t}',
            nAdded: 2,
          },
          {
            path: 'README.md',
            line: 1,
            text: '--- a title that looks like a header\n++ b/and/another',
            nAdded: 1,
          },
        ],
      },
      { subject: 'An empty one', hunks: [] },
    ])
  })
})

describe('mineCommit', () => {
  const hunk = (path: string, nAdded = 3) => ({
    path,
    line: 7,
    text: `func charge() {\n\tbank.chargeTheCard(${nAdded})\n}`,
    nAdded,
  })
  const mined = (subject: string, hunks = [hunk('a.go')]) =>
    mineCommit({ subject, hunks }).pairs.map(({ query, path, line }) => `${query} => ${path}:${line}`)

  it.each<[subject: string, query: string | undefined]>([
    ['Retry when the bank is busy', 'Retry when the bank is busy'],
    ['fix(bank): retry when it is busy (#12)', 'retry when it is busy'],
    ['[core] Retry busy banks', 'Retry busy banks'],
    ['PAY-123: Retry busy banks. Fixes #4', 'Retry busy banks.'],
    ['Bump serde from 1.0 to 1.1', undefined],
    ['Merge branch main', undefined],
    ['v1.2.3', undefined],
    ['Update README', undefined],
    ['fix typo', undefined],
    ['Some more cleanups', undefined],
    ['wip', undefined],
    [
      'Update the interest of an account at the end of each month',
      'Update the interest of an account at the end of each month',
    ],
  ])('%j asks %j', (subject, query) => {
    expect(mined(subject)).toEqual(query === undefined ? [] : [`${query} => a.go:7`])
  })

  it('takes the hunks with the most new lines, code before its tests, and no data', () => {
    const hunks = [
      hunk('a_test.go', 90),
      hunk('b.go', 2),
      hunk('c.go', 9),
      hunk('lock.json', 80),
      hunk('d.go', 1),
      hunk('e.pb.go', 70),
    ]
    expect(mined('Retry busy banks', hunks)).toEqual(
      ['c.go', 'b.go', 'a_test.go'].map((path) => `Retry busy banks => ${path}:7`),
    )
  })

  it('leaves out what changes everything', () => {
    const hunks = Array.from({ length: 13 }, (_, idx) => hunk(`${idx}.go`))
    expect(mined('Rename the bank everywhere', hunks)).toEqual([])
  })
})
