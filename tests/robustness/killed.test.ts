/** The indexer dies at any moment: the next search answers as if nothing had happened. */
import { readdirSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { jsonOf, type Workspace, workspace } from '../cli/cerca.js'
import {
  askCommand,
  askLibrary,
  expectNoCrash,
  freshFromCommand,
  freshFromLibrary,
  INDEX,
} from './answers.js'
import { generateFiles, randomOf } from './generate.js'
import { sabotaged } from './sabotaged.js'

/** Far more than an update of one file makes; the loops end where no change is left to go wrong. */
const MAX_CHANGES = 100

/** What an index folder holds when nobody writes. */
const INDEX_FILE = /^(?:manifest|[0-9a-f]{32}\.blob)$/

describe('kill -9', () => {
  it('after each change that a first build makes on the disk', async () => {
    const space = workspace(generateFiles(20, 1))
    const expected = await freshFromLibrary(space)
    const nKilled = await eachChange(async (at) => {
      rmSync(space.indexDir, { recursive: true, force: true })
      const { outcome, isHit } = sabotaged(space, INDEX, 'kill', at)
      expect(outcome.code).toBe(isHit ? null : 0)
      expect((await askLibrary(space)).lines).toBe(expected)
      return isHit
    })
    expect(nKilled).toBeGreaterThan(10)
    expectNoLeftovers(space)
  })

  it('after each change that an update makes on the disk', async () => {
    const space = workspace(generateFiles(20, 2))
    space.cerca(INDEX)
    const nKilled = await eachChange(async (at) => {
      change(space, at)
      const { outcome, isHit } = sabotaged(space, INDEX, 'kill', at)
      expect(outcome.code).toBe(isHit ? null : 0)
      const { lines, notices } = await askLibrary(space)
      expect(notices).not.toMatch(/damaged|No index/)
      expect(lines).toBe(await freshFromLibrary(space))
      return isHit
    })
    expect(nKilled).toBeGreaterThan(10)
    expectNoLeftovers(space)
  })

  it('at any time, with workers', async () => {
    const space = workspace(generateFiles(100, 3, 12))
    const expected = freshFromCommand(space)
    const startedMs = performance.now()
    space.cerca([...INDEX, '--workers', '2'])
    const wholeMs = performance.now() - startedMs
    const random = randomOf(4)
    for (let round = 0; round < 6; round++) {
      if (round % 2 === 0) rmSync(space.indexDir, { recursive: true })
      const running = space.start([...INDEX, '--rebuild', '--workers', '2'])
      await sleep(random() * wholeMs)
      running.process.kill('SIGKILL')
      await running.ended
      expect(jsonOf(space.cerca(['status', '--json'])).state).not.toBe('damaged')
      expect(askCommand(space)).toBe(expected)
    }
  })
})

describe('a disk that fails from one change on', () => {
  it('keeps the old index, at each change that an update makes', async () => {
    const space = workspace(generateFiles(20, 5))
    space.cerca(INDEX)
    const nFailed = await eachChange(async (at) => {
      change(space, at)
      const { outcome, isHit } = sabotaged(space, INDEX, 'ENOSPC', at)
      expectNoCrash(outcome)
      // A folder that cannot be flushed is not worth failing for.
      if (outcome.code !== 0) {
        expect(outcome).toMatchObject({
          code: 3,
          out: '',
          err: expect.stringMatching(/^cerca: The index folder cannot be written: .+\n {2}Free some space/),
        })
      }
      const { lines, notices } = await askLibrary(space)
      expect(notices).not.toMatch(/damaged|No index/)
      expect(lines).toBe(await freshFromLibrary(space))
      return isHit
    })
    expect(nFailed).toBeGreaterThan(8)
    expectNoLeftovers(space)
  })

  it('lets a search answer from memory, and say so', async () => {
    const space = workspace(generateFiles(20, 6))
    const { outcome } = sabotaged(space, ['search', 'balance of the account'], 'ENOSPC')
    expectNoCrash(outcome)
    expect(outcome).toMatchObject({ code: 0, err: expect.stringContaining('Answering from memory') })
    expect(outcome.out).toBe(space.cerca(['search', 'balance of the account']).out)
  })
})

/** Counts from 1 to the last change that was hit; gives how many there were. */
async function eachChange(tryAt: (at: number) => Promise<boolean>): Promise<number> {
  let at = 1
  while (await tryAt(at)) expect(++at).toBeLessThan(MAX_CHANGES)
  return at - 1
}

/** Changes one file in a way that depends on `round` only. */
function change(space: Workspace, round: number): void {
  space.write('docs/changing.md', `# Refund ${round}\n\nHow to refund an invoice, version ${round}.\n`)
}

/** The last writer, which nothing happened to, has removed what others had left. */
function expectNoLeftovers({ indexDir }: Workspace): void {
  for (const folder of readdirSync(indexDir)) {
    const odd = readdirSync(`${indexDir}/${folder}`).filter((name) => !INDEX_FILE.test(name))
    expect(odd).toEqual([])
  }
}
