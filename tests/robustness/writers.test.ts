/** One writer, many readers, across processes. */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { jsonOf, type Outcome, type Running, type Workspace, workspace } from '../cli/cerca.js'
import { askCommand, expectNoCrash, freshFromCommand, INDEX } from './answers.js'
import { generateFiles } from './generate.js'

const N_READERS = 6
const N_GENERATIONS = 8

/** How a process of another machine would hold the lock; see core's lock.ts. */
const OTHER_HOLDER = '4711.1.0123456789ab.0123456789ab.elsewhere'

/** Sections of the one file that the readers ask about; each is a hit of its own or shares one with others. */
const N_SECTIONS = 30

// Windows cannot stop a process for a while.
describe.skipIf(process.platform === 'win32')('a second writer', () => {
  it('waits, says for whom, and then goes on', async () => {
    const { space, first } = await stoppedWriter(1)
    const second = space.start([...INDEX, '--json'])
    const searcher = space.start(['search', 'session'])
    const waiting = `Waiting for process ${first.process.pid} on `
    await searcher.said(waiting)
    first.process.kill('SIGCONT')
    expect(await first.ended).toMatchObject({ code: 0 })
    // The first did the work already.
    expect(jsonOf(await second.ended)).toMatchObject({ files: 100, added: 0, unchanged: 100 })
    expect(await searcher.ended).toMatchObject({ code: 0, err: expect.stringContaining(waiting) })
    expect(askCommand(space)).toBe(freshFromCommand(space))
  })

  it.each([[...INDEX, '--no-wait'], ['search', 'session', '--no-wait'], ['clean']])(
    'fails clearly when it is not to wait: %s %s',
    async (...argv) => {
      const { space, first } = await stoppedWriter(2)
      expectLocked(space.cerca(argv), first)
      first.process.kill('SIGCONT')
      expect(await first.ended).toMatchObject({ code: 0 })
      expect(space.cerca(argv)).toMatchObject({ code: 0 })
    },
  )

  it('takes over when the first is killed', async () => {
    const { space, first } = await stoppedWriter(3)
    const second = space.start(INDEX)
    await second.said('Waiting for')
    first.process.kill('SIGKILL')
    expect(await second.ended).toMatchObject({ code: 0 })
    expect(askCommand(space)).toBe(freshFromCommand(space))
  })

  it('is noticed by a first that was taken for dead, which writes nothing', async () => {
    const { space, first } = await stoppedWriter(8, ['--no-wait'])
    const [holder = ''] = lockHolders(space)
    renameSync(holder, join(dirname(holder), OTHER_HOLDER))
    first.process.kill('SIGCONT')
    const outcome = await first.ended
    expectNoCrash(outcome)
    expect(outcome).toMatchObject({
      code: 3,
      err: expect.stringContaining('Another process is writing this index (process 4711 on elsewhere)'),
    })
    expect(jsonOf(space.cerca(['status', '--json']))).toMatchObject({ state: 'missing' })
  })

  it('may find the whole index folder removed', async () => {
    const { space, first } = await stoppedWriter(9)
    rmSync(space.indexDir, { recursive: true })
    first.process.kill('SIGCONT')
    expect(await first.ended).toMatchObject({ code: 0, err: '' })
    expect(jsonOf(space.cerca(['status', '--json']))).toMatchObject({ state: 'current', files: 100 })
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'does not wait for one that %s has ended, which it does at once',
    async (signal) => {
      const { space, first } = await stoppedWriter(4)
      first.process.kill(signal)
      first.process.kill('SIGCONT')
      expect(await first.ended).toMatchObject({ code: null, out: '' })
      expect(space.cerca([...INDEX, '--no-wait'])).toMatchObject({ code: 0 })
    },
  )

  it('may be started while many others wait', async () => {
    const space = workspace(generateFiles(100, 5))
    const outcomes = await Promise.all(
      Array.from({ length: N_READERS }, () => space.start(['search', 'session', '--json']).ended),
    )
    const { out } = space.cerca(['search', 'session', '--json'])
    for (const outcome of outcomes) expect(outcome).toEqual({ code: 0, out, err: '' })
  })
})

describe('readers', () => {
  it('see the old or the new state and nothing between, while a writer is busy', async () => {
    const space = workspace({ ...generateFiles(60, 6), 'docs/beacon.md': generation(0) })
    space.cerca(INDEX)
    let newest = 0
    let isOver = false
    const read = async () => {
      let nAnswers = 0
      while (!isOver) {
        const oldest = newest
        const outcome = await space.start(['search', 'beacon path:beacon.md', '--json', '-k', '100']).ended
        expectNoCrash(outcome)
        expect(outcome).toMatchObject({ code: 0 })
        // The next generation may already be on the disk, but not yet be counted here.
        expectOneGeneration(outcome, oldest, newest + 1)
        nAnswers++
      }
      return nAnswers
    }
    const write = async () => {
      for (let next = 1; next <= N_GENERATIONS; next++) {
        space.write('../beacon.md', generation(next))
        renameSync(join(space.root, '../beacon.md'), join(space.root, 'docs/beacon.md'))
        newest = next
        const outcome = await space.start(INDEX).ended
        expectNoCrash(outcome)
        expect(outcome).toMatchObject({ code: 0 })
      }
      isOver = true
    }
    const [, ...counts] = await Promise.all([write(), ...Array.from({ length: N_READERS }, read)])
    expect(Math.min(...counts)).toBeGreaterThan(1)
    expect(askCommand(space)).toBe(freshFromCommand(space))
  })

  it('that stay open go on with what they opened', async () => {
    const space = workspace({ ...generateFiles(20, 7), 'docs/beacon.md': generation(1) })
    const batch = space.batch(['search', '--batch', '-', '--json', '-k', '100'])
    const before = await batch.ask('beacon')
    space.write('docs/beacon.md', generation(2))
    expect(space.cerca([...INDEX, '--rebuild'])).toMatchObject({ code: 0 })
    expect(space.cerca(['clean'])).toMatchObject({ code: 0 })
    expect(await batch.ask('beacon')).toEqual(before)
    expect(await batch.end()).toBe(0)
  })
})

/** A writer of a first build that holds the lock and does nothing. */
async function stoppedWriter(
  seed: number,
  argv: readonly string[] = [],
): Promise<{ space: Workspace; first: Running }> {
  const space = workspace(generateFiles(100, seed, 12))
  const first = space.start([...INDEX, '--workers', '0', ...argv])
  while (lockHolders(space).length === 0) await sleep(1)
  first.process.kill('SIGSTOP')
  return { space, first }
}

function lockHolders({ indexDir }: Workspace): string[] {
  if (!existsSync(indexDir)) return []
  return readdirSync(indexDir)
    .map((name) => join(indexDir, name, 'writer'))
    .filter((path) => existsSync(path))
    .flatMap((path) => readdirSync(path).map((name) => join(path, name)))
}

function expectLocked(outcome: Outcome, { process: { pid } }: Running): void {
  expectNoCrash(outcome)
  expect(outcome).toMatchObject({ code: 3, out: '' })
  expect(outcome.err).toContain(`cerca: Another process is writing this index (process ${pid} on `)
  expect(outcome.err).toContain('Wait for it to finish')
}

/** A file whose every section says which generation it belongs to. */
function generation(number: number): string {
  const sections = Array.from(
    { length: N_SECTIONS },
    (_, idx) => `## Part ${idx} of generation ${number}\n\nThe beacon ${'shines '.repeat(60)}on.\n`,
  )
  return `# Beacon\n\n${sections.join('\n')}`
}

function expectOneGeneration(outcome: Outcome, oldest: number, newest: number): void {
  const { results } = JSON.parse(outcome.out) as { results: { symbols: { name: string }[] }[] }
  const parts = results.flatMap(({ symbols }) => symbols.flatMap(({ name }) => /^Part.*/.exec(name) ?? []))
  expect(parts).toHaveLength(N_SECTIONS)
  const generations = [...new Set(parts.map((part) => Number(/\d+$/.exec(part)?.[0])))]
  expect(generations).toHaveLength(1)
  expect(generations[0]).toBeGreaterThanOrEqual(oldest)
  expect(generations[0]).toBeLessThanOrEqual(newest)
}
