import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HitOrder } from './hits.js'
import { preferOwnSystem } from './platform-twins.js'

/** Paths with falling scores, best first. */
function ordersOf(paths: readonly string[]): HitOrder[] {
  return paths.map((path, idx) => {
    const score = paths.length - idx
    return {
      path,
      score,
      chunks: () => [],
      explain: () => ({ label: 'score', value: score, detail: '', children: [] }),
    }
  })
}

function ranked(orders: readonly HitOrder[]): string {
  return [...orders]
    .sort((a, b) => b.score - a.score)
    .map(({ path }) => path)
    .join(' ')
}

describe('preferOwnSystem', () => {
  it.each([
    ['linux', 'accept', 'win/tcp.c src/loop.c unix/tcp.c', 'unix/tcp.c src/loop.c win/tcp.c'],
    ['win32', 'accept', 'unix/tcp.c win/tcp.c', 'win/tcp.c unix/tcp.c'],
    ['darwin', 'accept', 'win/tcp.c unix/tcp.c', 'unix/tcp.c win/tcp.c'],
    // The best of this system takes the best place, and so on.
    ['linux', 'watch', 'w_darwin.go w_windows.go w_linux.go', 'w_linux.go w_darwin.go w_windows.go'],
    ['linux', 'watch', 'fs-win32.js fs-posix.js', 'fs-posix.js fs-win32.js'],
    // What says nothing of a system runs on all, so it is no twin; nor is another file.
    ['linux', 'watch', 'w_windows.go w.go', 'w_windows.go w.go'],
    ['linux', 'accept', 'win/pipe.c unix/tcp.c', 'win/pipe.c unix/tcp.c'],
    ['linux', 'watch', 'w_darwin.go w_windows.go', 'w_darwin.go w_windows.go'],
    // Words inside of words name nothing.
    ['linux', 'open', 'window/open.c unixoid/open.c', 'window/open.c unixoid/open.c'],
    // Who names a system means it.
    ['linux', 'accept on Windows', 'win/tcp.c unix/tcp.c', 'win/tcp.c unix/tcp.c'],
    ['linux', 'win32Accept', 'win/tcp.c unix/tcp.c', 'win/tcp.c unix/tcp.c'],
    // Passages of documents are no twins.
    ['linux', 'set up', 'win/a.md win/a.md unix/a.md', 'win/a.md win/a.md unix/a.md'],
  ])('%s, "%s": %s → %s', (platform, query, paths, expected) => {
    expect(ranked(preferOwnSystem(ordersOf(paths.split(' ')), query, platform))).toBe(expected)
  })

  it('explains what changed', () => {
    const [theirs, own] = preferOwnSystem(ordersOf(['win/tcp.c', 'unix/tcp.c']), 'accept', 'linux')
    expect([own.explain().value, theirs.explain().value]).toEqual([2, 1])
    expect(own.explain().children).toMatchObject([{ label: 'ownSystem', value: 1 }])
  })

  it('only shares out the same scores anew', () => {
    const path = fc
      .tuple(fc.constantFrom('win', 'unix', 'linux', 'src'), fc.constantFrom('a.c', 'b.c', 'a_linux.c'))
      .map((parts) => parts.join('/'))
    fc.assert(
      fc.property(fc.array(path), fc.constantFrom('linux', 'win32', 'aix'), (paths, platform) => {
        const orders = ordersOf(paths)
        const placed = preferOwnSystem(orders, 'accept', platform)
        const scores = (of: readonly HitOrder[]) => of.map(({ score }) => score).sort((a, b) => a - b)
        expect(scores(placed)).toEqual(scores(orders))
        expect(placed.map((order) => order.path)).toEqual(paths)
      }),
    )
  })
})
