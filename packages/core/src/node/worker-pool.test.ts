import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Batch, BatchResult } from './analyse.js'
import { codeOf } from './testing/code-of.js'
import { temporaryFolder } from './testing/disk.js'
import { analyseInWorkers } from './worker-pool.js'

/** Long enough for a worker to start that should not. Milliseconds. */
const WORKER_START_MS = 300

describe('analyseInWorkers', () => {
  it.each([
    ['one worker', 1, 5],
    ['as many workers as batches', 3, 3],
    ['more workers than batches', 8, 2],
    ['no batches', 2, 0],
  ])('brings back every batch, with %s', async (_, nWorkers, nBatches) => {
    const { run, starts } = pool()
    const results = await run(
      nWorkers,
      Array.from({ length: nBatches }, (_, idx) => `answer ${idx}`),
    )
    expect(results).toEqual(new Map(Array.from({ length: nBatches }, (_, idx) => [idx, [`answer ${idx}`]])))
    expect(starts()).toBeLessThanOrEqual(Math.min(nWorkers, nBatches))
  })

  it.each(['exit', 'throw', 'report'])('tries a batch again in a new worker after: %s', async (failure) => {
    const { run, starts } = pool()
    const results = await run(1, ['answer 0', `${failure} once`, 'answer 2'])
    expect([...results.keys()].sort()).toEqual([0, 1, 2])
    expect(starts()).toBe(2)
  })

  it.each([
    ['exit', 'ended with code 3'],
    ['throw', 'thrown in the worker'],
    ['report', 'said by the worker'],
  ])('fails when a batch fails twice: %s', async (failure, message) => {
    const { run, starts } = pool()
    await expect(run(1, ['answer 0', `${failure} always`, 'answer 2'])).rejects.toThrow(message)
    expect(await codeOf(() => run(1, [`${failure} always`]))).toBe('worker-failed')
    expect(starts()).toBe(4)
  })

  it('leaves no worker running and starts none after a failure', async () => {
    const { run, starts } = pool()
    const failed = run(2, ['hang', 'exit always', 'answer 2', 'answer 3'])
    await expect(failed).rejects.toThrow('worker')
    const nStarts = starts()
    await sleep(WORKER_START_MS)
    expect(starts()).toBe(nStarts)
  })
})

/** Real workers that do what the path of a batch's only file says. */
function pool() {
  const folder = temporaryFolder()
  const log = join(folder, 'starts')
  writeFileSync(log, '')
  const source = `
    import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
    import { parentPort } from 'node:worker_threads'
    appendFileSync(${JSON.stringify(log)}, '.')
    const isFirst = (marker) => !existsSync(marker) && (writeFileSync(marker, ''), true)
    parentPort.on('message', ({ id, batch }) => {
      const path = batch.files[0].path
      const [verb, how] = path.split(' ')
      const isFailing = how === 'always' || (how === 'once' && isFirst(batch.root + '/' + verb))
      if (verb === 'hang') return
      if (isFailing && verb === 'exit') process.exit(3)
      if (isFailing && verb === 'throw') throw new Error('thrown in the worker')
      if (isFailing) return parentPort.postMessage({ kind: 'failed', id, message: 'said by the worker' })
      const result = { segment: new Uint8Array(), analysed: [path], same: [], leftOut: [], problems: [] }
      parentPort.postMessage({ kind: 'analysed', id, result })
    })
  `
  const url = new URL(`data:text/javascript,${encodeURIComponent(source)}`)
  const run = async (nWorkers: number, paths: readonly string[]) => {
    const batches = paths.map(
      (path): Batch => ({
        root: folder,
        maxFileBytes: 1,
        files: [{ path, knownHash: undefined }],
      }),
    )
    const results = new Map<number, readonly string[]>()
    const onResult = (idx: number, { analysed }: BatchResult) => results.set(idx, analysed)
    await analyseInWorkers(batches, nWorkers, url, onResult)
    return new Map([...results].sort(([a], [b]) => a - b))
  }
  return { run, starts: () => readFileSync(log, 'utf8').length }
}
