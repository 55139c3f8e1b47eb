/** Worker threads change how fast an index is built, never what is in it. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { jsonOf, type Workspace, workspace } from '../cli/cerca.js'
import { askCommand, expectNoCrash, freshFromCommand, INDEX } from './answers.js'
import { generateFiles } from './generate.js'
import { sabotaged } from './sabotaged.js'

/** Longer than files look as if they were still being written. */
const SETTLED_MS = 40

const UNPARSED = 'could not be parsed: cut by lines'

/** Texts on which scanners write past their buffers or crash, the parser runs out of stack or of work, and what is said. */
const HOSTILE: readonly (readonly [extension: string, text: string, message: string | undefined])[] = [
  ['sh', `${'('.repeat(500)}${'<<EOF\n'.repeat(146)}`, undefined],
  ['go', `${'{-'.repeat(1000)}\n`.repeat(3), UNPARSED],
  ['c', `${'%w('.repeat(600)}\n`.repeat(5), UNPARSED],
  ['rs', `${'%w('.repeat(600)}\n`.repeat(25), UNPARSED],
  ['kt', `${'"${'.repeat(600)}\n`.repeat(5), UNPARSED],
  ['ts', `const a = ${'('.repeat(3000)}1${')'.repeat(3000)}\n`, undefined],
  ['java', `class A { int f() { return ${'f('.repeat(2000)}1${')'.repeat(2000)}; } }\n`, undefined],
  // Each error looks at all errors before it.
  ['hs', '<div>\n'.repeat(4000), UNPARSED],
  ['hs', `f = ${'('.repeat(500)}1${')'.repeat(500)}\n`, undefined],
]

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
    // The segment, its vectors, and what the model has learnt from it.
    expect([...builds[0]!.keys()]).toEqual([
      expect.stringMatching(/\.blob$/),
      expect.stringMatching(/\.blob$/),
      expect.stringMatching(/\.blob$/),
      expect.stringMatching(/manifest$/),
    ])
    for (const build of builds) expect(build).toEqual(builds[0])
  })

  it('is the same where files damage the parser, and each of them is listed', async () => {
    const files = generateFiles(240, 4, 16)
    // Spread over the batches, so that workers meet them in different company.
    const paths = Object.keys(files).sort()
    const hostile = HOSTILE.map(
      ([extension, text], idx) => [`${paths[idx * 25]}-hostile.${extension}`, text] as const,
    )
    const space = workspace({ ...files, ...Object.fromEntries(hostile) })
    await sleep(SETTLED_MS)
    const builds = ['0', '1', '2', '2', '3'].map((workers, idx) => {
      const indexDir = `${space.indexDir}-${idx}`
      const outcome = space.cerca([...INDEX, '--workers', workers, '--index-dir', indexDir, '--json'])
      expect({ ...outcome, out: '' }).toEqual({ code: 0, out: '', err: '' })
      return { content: contentOf(indexDir), problems: jsonOf(outcome).problems }
    })
    for (const build of builds) expect(build).toEqual(builds[0])
    // None but these: whatever was parsed after them was understood.
    const expected = hostile.flatMap(([path], idx) => {
      const message = HOSTILE[idx]![2]
      return message === undefined ? [] : [{ path, message }]
    })
    expect(builds[0]!.problems).toEqual(expected)
  })
})

describe('a worker that ends', () => {
  it('is replaced, and its work is done again', () => {
    const space = workspace(generateFiles(60, 2))
    const { outcome, isHit } = sabotaged(space, [...INDEX, '--workers', '2', '--json'], 'worker-exit')
    expectNoCrash(outcome)
    expect({ ...outcome, isHit }).toMatchObject({ code: 0, err: '', isHit: true })
    expect(jsonOf(outcome)).toMatchObject({ files: 60 })
    expect(askCommand(space)).toBe(freshFromCommand(space))
  })

  it('is reported when it happens again, and the old index stays', () => {
    const space = workspace(generateFiles(60, 3))
    const before = askCommand(space)
    const { outcome } = sabotaged(space, [...INDEX, '--workers', '2', '--rebuild'], 'worker-exit-always')
    expectNoCrash(outcome)
    expect(outcome).toMatchObject({ code: 3, out: '' })
    expect(outcome.err).toMatch(
      /^cerca: A background worker stopped working: it ended with code 7\.\n {2}Run the command again with --workers 0/,
    )
    expect(jsonOf(space.cerca(['status', '--json']))).toMatchObject({ state: 'current', files: 60 })
    expect(askCommand(space)).toBe(before)
  })
})

/** A hash of every file below a folder, by its path there: contents would make a difference unreadable. */
function contentOf(folder: Workspace['indexDir']): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length)).sort()
  const hashOf = (path: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex')
  return new Map(paths.map((path) => [path, hashOf(path)]))
}
