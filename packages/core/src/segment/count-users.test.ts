import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countUsers } from './count-users.js'
import { makeSnapshot, pathOfFile, type Snapshot } from './snapshot.js'
import { project } from './testing/analyzed.js'
import { randomLayers } from './testing/random-project.js'
import { flattened, layers, snapshotOf } from './testing/segments.js'

describe('countUsers', () => {
  it.each<[what: string, fixture: string, expected: Record<string, number>]>([
    [
      'files, not uses, and tests as users',
      `
      //- router.go
      func openRouter
        openRouter
      //- app.go
      openRouter openRouter
      //- app_test.go
      open_router
      //- other.go
      open the router
      `,
      { 'router.go': 2 },
    ],
    [
      'no words, no tests that define, no prose',
      `
      //- order.go
      func order
      //- app.go
      order
      //- fake_test.go
      func fakeOrder
      //- use.go
      fakeOrder
      //- guide.md
      # fakeOrder
      //- notes.md
      fakeOrder
      `,
      {},
    ],
    [
      'a name that up to three files define, for each of them',
      `
      //- a.go
      func readAll
      func closeAll
      //- b.go
      func readAll
      func closeAll
      //- c.go
      func readAll
      func closeAll
      //- d.go
      func closeAll
      //- app.go
      readAll closeAll
      `,
      { 'a.go': 3, 'b.go': 3, 'c.go': 3 },
    ],
  ])('%s', (_what, fixture, expected) => {
    expect(usersByPath(snapshotOf(project(fixture)))).toEqual(expected)
  })

  it('says of live files what it says of an index of them alone', () => {
    fc.assert(
      fc.property(randomLayers, ({ projects, gone }) => {
        const named = projects.map(withNames)
        const found = usersByPath(makeSnapshot(layers(named, gone)))
        expect(found).toEqual(usersByPath(snapshotOf(flattened(named, gone))))
      }),
    )
  })
})

/** Names of several words in every file, so that there is something to count. */
function withNames(files: Readonly<Record<string, string>>, layer: number): Record<string, string> {
  const entries = Object.entries(files).map(([path, text], idx): [string, string] => {
    const [own, used] = [`func openDoor${(idx + layer) % 4}x`, `openDoor${(idx * 3 + layer) % 4}x`]
    return [path, `${text}\n${own}\n  ${used}\n`]
  })
  return Object.fromEntries(entries)
}

/** Counts other than 0; files that are gone have none. */
function usersByPath(snapshot: Snapshot): Record<string, number> {
  const users = countUsers(snapshot)
  const files = [...users.keys()].filter((file) => users[file] > 0)
  return Object.fromEntries(files.map((file) => [pathOfFile(snapshot, file), users[file]]))
}
