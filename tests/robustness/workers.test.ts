/** Worker threads change how fast an index is built, never what is in it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { jsonOf, type Workspace, workspace } from '../cli/cerca.js'
import { askCommand, expectNoCrash, freshFromCommand } from './answers.js'
import { generateFiles } from './generate.js'
import { sabotaged } from './sabotaged.js'

/** Longer than files look as if they were still being written. */
const SETTLED_MS = 40

describe('an index built from nothing', () => {
  it('is the same, byte for byte, whatever the number of workers', async () => {
    // Above a megabyte: several batches for each worker.
    const space = workspace(generateFiles(300, 1, 16))
    await sleep(SETTLED_MS)
    const builds = ['0', '1', '3'].map((workers, idx) => {
      const indexDir = `${space.indexDir}-${idx}`
      expect(space.cerca(['index', '--workers', workers, '--index-dir', indexDir])).toMatchObject({ code: 0 })
      return contentOf(indexDir)
    })
    expect([...builds[0]!.keys()]).toEqual([
      expect.stringMatching(/\.blob$/),
      expect.stringMatching(/manifest$/),
    ])
    for (const build of builds) expect(build).toEqual(builds[0])
  })
})

describe('a worker that ends', () => {
  it('is replaced, and its work is done again', () => {
    const space = workspace(generateFiles(60, 2))
    const { outcome, isHit } = sabotaged(space, ['index', '--workers', '2', '--json'], 'worker-exit')
    expectNoCrash(outcome)
    expect({ ...outcome, isHit }).toMatchObject({ code: 0, err: '', isHit: true })
    expect(jsonOf(outcome)).toMatchObject({ files: 60 })
    expect(askCommand(space)).toBe(freshFromCommand(space))
  })

  it('is reported when it happens again, and the old index stays', () => {
    const space = workspace(generateFiles(60, 3))
    const before = askCommand(space)
    const { outcome } = sabotaged(space, ['index', '--workers', '2', '--rebuild'], 'worker-exit-always')
    expectNoCrash(outcome)
    expect(outcome).toMatchObject({ code: 3, out: '' })
    expect(outcome.err).toMatch(
      /^cerca: A background worker stopped working: it ended with code 7\.\n {2}Run the command again with --workers 0/,
    )
    expect(jsonOf(space.cerca(['status', '--json']))).toMatchObject({ state: 'current', files: 60 })
    expect(askCommand(space)).toBe(before)
  })
})

/** Every file below a folder, by its path there. */
function contentOf(folder: Workspace['indexDir']): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length)).sort()
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'latin1')]))
}
