import { describe, expect, it } from 'vitest'
import { importProblems } from './import-rules.js'
import { PACKAGE_IMPORTS, ROOM_ORDER } from './rooms.js'
import { listFolders, readSources, readText } from './sources.js'

describe('imports run one way', () => {
  it('in the whole repository', () => {
    const sources = readSources()
    // Nothing found would mean that nothing was looked at.
    expect(sources.filter(({ path }) => path.startsWith('packages/core/src/')).length).toBeGreaterThan(10)
    expect(importProblems(sources)).toEqual([])
  })

  it.each([
    ['a later room', 'packages/core/src/text/lines.ts', "import { a } from '../query/parse.js'"],
    ['a neighbour', 'packages/core/src/chunk/cut.ts', "import { a } from '../tokenize/terms.js'"],
    ['node from a pure room', 'packages/core/src/engine/apply.ts', "import { a } from '../node/walk.js'"],
    [
      'a type counts too',
      'packages/core/src/text/lines.ts',
      "import type { A } from '../segment/segment.js'",
    ],
    [
      'a re-export counts too',
      'packages/core/src/text/lines.ts',
      "export { a } from '../segment/segment.js'",
    ],
    ['an import on demand', 'packages/core/src/text/lines.ts', "const a = await import('../query/parse.js')"],
    ['a type in place', 'packages/core/src/text/lines.ts', "let a: import('../query/parse.js').A"],
    ['train from the engine', 'packages/core/src/engine/apply.ts', "import { a } from '../train/glove.js'"],
    ['a room by a shared file', 'packages/core/src/types.ts', "import type { A } from './text/lines.js'"],
    ['a room without a place', 'packages/core/src/attic/box.ts', "import { a } from '../text/lines.js'"],
    ['an entry from inside', 'packages/core/src/query/rank.ts', "import { a } from '../index.js'"],
    ['node from the pure entry', 'packages/core/src/index.ts', "export { a } from './node/walk.js'"],
    ['itself by name', 'packages/core/src/query/rank.ts', "import { a } from '@cerca/core'"],
    ["Node's modules in a pure room", 'packages/core/src/text/lines.ts', "import { join } from 'node:path'"],
    ["Node's modules without the prefix", 'packages/core/src/text/lines.ts', "import { join } from 'path'"],
    ['require in a pure room', 'packages/core/src/text/lines.ts', "const fs = require('node:fs')"],
    ['a dependency that touches the disk', 'packages/core/src/text/lines.ts', "import { fdir } from 'fdir'"],
    [
      'another package by its files',
      'packages/cli/src/main.ts',
      "import { a } from '../../core/src/index.js'",
    ],
    [
      'another package by a closed door',
      'packages/cli/src/main.ts',
      "import { a } from '@cerca/core/dist/x.js'",
    ],
    [
      'a source of ours by a test',
      'tests/search.test.ts',
      "import { a } from '../packages/core/src/errors.js'",
    ],
    ['a package of ours by core', 'packages/core/src/node/index.ts', "import { a } from '@cerca/cli'"],
    ['what is not installed yet', 'scripts/quickstart.mjs', "import { build } from 'esbuild'"],
  ])('finds %s', (_what, path, text) => {
    expect(importProblems([{ path, text }])).toHaveLength(1)
  })

  it.each([
    ['an earlier room', 'packages/core/src/query/rank.ts', "import { a } from '../segment/segment.js'"],
    ['its own room', 'packages/core/src/query/rank.ts', "import { a } from './weights.js'"],
    ['shared nouns', 'packages/core/src/text/lines.ts', "import type { Span } from '../types.js'"],
    ['everything from node', 'packages/core/src/node/update.ts', "import { a } from '../engine/apply.js'"],
    ['the machine from node', 'packages/core/src/node/read.ts', "import { open } from 'node:fs/promises'"],
    [
      'a pure dependency',
      'packages/core/src/tokenize/stem.ts',
      "import { stemmer } from '@orama/stemmers/spanish'",
    ],
    ['the machine in a test', 'packages/core/src/text/lines.test.ts', "import { join } from 'node:path'"],
    ['a public entry', 'packages/cli/src/main.ts', "import { a } from '@cerca/core/node'"],
    ['every room by the entry', 'packages/core/src/index.ts', "export { a } from './query/parse.js'"],
    ['a word in a text', 'packages/core/src/text/lines.ts', 'const a = "import { b } from \'node:fs\'"'],
  ])('allows %s', (_what, path, text) => {
    expect(importProblems([{ path, text }])).toEqual([])
  })
})

describe('the picture', () => {
  const rooms = listFolders('packages/core/src')
  // The start of a row in a table.
  const drawn = (room: string): string => `\n| \`${room}/\` `

  it('has a place for every room and package that exists', () => {
    expect(rooms.filter((room) => !ROOM_ORDER.flat().includes(room))).toEqual([])
    const packages = listFolders('packages').map((name) => `packages/${name}`)
    expect(packages.filter((folder) => PACKAGE_IMPORTS[folder] === undefined)).toEqual([])
  })

  it('is drawn in ARCHITECTURE.md, with the rooms that do not exist yet under "Planned"', () => {
    const [present = '', planned = ''] = readText('ARCHITECTURE.md').split(/^## Planned$/m)
    const absent = ROOM_ORDER.flat().filter((room) => !rooms.includes(room))
    expect(rooms.filter((room) => !present.includes(drawn(room)))).toEqual([])
    expect(absent.filter((room) => !planned.includes(drawn(room)) || present.includes(drawn(room)))).toEqual(
      [],
    )
    expect(rooms.filter((room) => planned.includes(drawn(room)))).toEqual([])
  })
})
