import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { acquireLock, type LockOptions } from './lock.js'
import { startChild } from './testing/child.js'
import { codeOf } from './testing/code-of.js'
import { temporaryDisk, temporaryFolder } from './testing/disk.js'

const IMPORTS = `
  import { existsSync, readFileSync, writeFileSync } from 'node:fs'
  import { setTimeout as sleep } from 'node:timers/promises'
  import { acquireLock } from './lock.js'
  const [, path, counter] = process.argv
  const lockOrWait = () => acquireLock(path, { onLocked: 'wait', onWait: () => {}, signal: undefined })
`

/** Not atomic on purpose: an update is lost as soon as two processes are in it at once. */
const INCREMENT = `
  const count = Number(readFileSync(counter, 'utf8'))
  await sleep(Math.random() < 0.2 ? 1 : 0)
  writeFileSync(counter, String(count + 1))
`

const HOLD = `${IMPORTS}
  await lockOrWait()
  console.log('held')
`

describe('acquireLock', () => {
  it('holds the lock until it is released', async () => {
    const path = lockPath()
    const lock = await acquireLock(path, failing())
    expect(lock.isHeld()).toBe(true)
    expect(readdirSync(path)).toHaveLength(1)
    lock.release()
    lock.release()
    expect(lock.isHeld()).toBe(false)
    expect(readdirSync(dirname(path))).toEqual([])
    const next = await acquireLock(path, failing())
    lock.release()
    expect(next.isHeld()).toBe(true)
    next.release()
  })

  it('fails, saying who holds it', async () => {
    const path = lockPath()
    const lock = await acquireLock(path, failing())
    const second = acquireLock(path, failing())
    await expect(second).rejects.toThrow(`(process ${process.pid} on ${hostname()})`)
    expect(await codeOf(() => second)).toBe('index-locked')
    expect(readdirSync(dirname(path))).toEqual([basename(path)])
    lock.release()
  })

  it('waits, saying so once', async () => {
    const path = lockPath()
    const first = await acquireLock(path, failing())
    const notices: string[] = []
    const order: string[] = []
    const waiting = acquireLock(path, { ...failing(), onLocked: 'wait', onWait: (h) => notices.push(h) })
    const taken = waiting.then(() => order.push('taken'))
    await new Promise((resolve) => setTimeout(resolve, 100))
    order.push('released')
    first.release()
    await taken
    expect(order).toEqual(['released', 'taken'])
    expect(notices).toEqual([`process ${process.pid} on ${hostname()}`])
    const second = await waiting
    second.release()
  })

  it('stops waiting when told to, and leaves nothing behind', async () => {
    const path = lockPath()
    const lock = await acquireLock(path, failing())
    const abort = new AbortController()
    const options = { onLocked: 'wait', onWait: () => abort.abort(new Error('enough')) } as const
    await expect(acquireLock(path, { ...options, signal: abort.signal })).rejects.toThrow('enough')
    expect(readdirSync(dirname(path))).toEqual([basename(path)])
    lock.release()
  })
})

describe('processes', () => {
  it('never hold it together', async () => {
    const path = lockPath()
    const counter = counterFile()
    const source = `${IMPORTS}
      for (let i = 0; i < 50; i++) {
        const lock = await lockOrWait()
        ${INCREMENT}
        lock.release()
      }`
    const children = Array.from({ length: 8 }, () => startChild(source, [path, counter]))
    expect(await Promise.all(children.map((child) => child.ended()))).toEqual(Array(8).fill(0))
    expect(readFileSync(counter, 'utf8')).toBe('400')
    expect(readdirSync(dirname(path))).toEqual([])
  })

  it('take over from those that were killed, one at a time', async () => {
    const path = lockPath()
    const counter = counterFile()
    // Each child dies holding the lock; the others race for what it left.
    const source = `${IMPORTS}
      for (let i = 0; i < 10; i++) {
        const lock = await lockOrWait()
        ${INCREMENT}
        if (i === 9) process.kill(process.pid, 'SIGKILL')
        lock.release()
      }`
    const children = Array.from({ length: 8 }, () => startChild(source, [path, counter]))
    expect(await Promise.all(children.map((child) => child.ended()))).toEqual(Array(8).fill('SIGKILL'))
    expect(readFileSync(counter, 'utf8')).toBe('80')
    const lock = await acquireLock(path, failing())
    expect(readdirSync(path)).toHaveLength(1)
    lock.release()
    expect(readdirSync(dirname(path))).toEqual([])
  })

  it('that were killed while they waited leave nothing that stays', async () => {
    const path = lockPath()
    const lock = await acquireLock(path, failing())
    const child = startChild(
      `import { acquireLock } from './lock.js'
       const onWait = () => console.log('waits')
       await acquireLock(process.argv[1], { onLocked: 'wait', onWait, signal: undefined })`,
      [path],
    )
    await child.printed('waits')
    child.process.kill('SIGKILL')
    await child.ended()
    lock.release()
    expect(readdirSync(dirname(path))).toHaveLength(1)
    const next = await acquireLock(path, failing())
    next.release()
    expect(readdirSync(dirname(path))).toEqual([])
  })

  it.each([
    ['by itself', '', 0, undefined],
    ['by process.exit', 'process.exit(3)', 3, undefined],
    ['by an error', 'throw new Error("test")', 1, undefined],
    ['by SIGINT', 'setInterval(() => {}, 1000)', 'SIGINT', 'SIGINT'],
    ['by SIGTERM', 'setInterval(() => {}, 1000)', 'SIGTERM', 'SIGTERM'],
  ] as const)('that end %s release it', async (_, ending, expected, signal) => {
    const path = lockPath()
    const child = startChild(`${HOLD} ${ending}`, [path])
    await child.printed('held')
    if (signal !== undefined) child.process.kill(signal)
    expect(await child.ended()).toBe(expected)
    expect(readdirSync(dirname(path))).toEqual([])
  })

  it('that answer a signal themselves keep it until they end', async () => {
    const path = lockPath()
    const answer = `
      process.once('SIGINT', () => setTimeout(() => { console.log('still held:', existsSync(path)); process.exit(7) }, 50))
      setInterval(() => {}, 1000)`
    const child = startChild(HOLD.replace('await', `${answer}\nawait`), [path])
    await child.printed('held')
    child.process.kill('SIGINT')
    expect(await child.ended()).toBe(7)
    expect(child.output()).toContain('still held: true')
    expect(readdirSync(dirname(path))).toEqual([])
  })
})

describe('a lock whose holder cannot be asked', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it.each([
    ['on another machine, alive a moment ago', '77.5.0123456789ab.00.far', 50_000, 'index-locked'],
    ['on another machine, silent for a minute', '77.5.0123456789ab.00.far', 70_000, 'ok'],
    ['unknown, recent', 'notes.txt', 50_000, 'index-locked'],
    ['unknown, old', 'notes.txt', 70_000, 'ok'],
  ])('%s', async (_, name, silentMs, expected) => {
    const path = lockPath()
    mkdirSync(path)
    writeFileSync(join(path, name), '')
    const lastBeat = new Date(Date.now() - silentMs)
    utimesSync(join(path, name), lastBeat, lastBeat)
    expect(await codeOf(async () => (await acquireLock(path, failing())).release())).toBe(expected)
    expect(readdirSync(dirname(path))).toEqual(expected === 'ok' ? [] : [basename(path)])
  })

  it('is shown to be alive from time to time', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const path = lockPath()
    const lock = await acquireLock(path, failing())
    const file = join(path, readdirSync(path)[0]!)
    const ageMs = () => Date.now() - statSync(file).mtimeMs
    utimesSync(file, 1, 1)
    vi.advanceTimersByTime(30_000)
    expect(ageMs()).toBeLessThan(60_000)
    utimesSync(file, 1, 1)
    lock.beat()
    expect(ageMs()).toBeLessThan(60_000)
    lock.release()
    vi.advanceTimersByTime(30_000)
    lock.beat()
    expect(readdirSync(dirname(path))).toEqual([])
  })

  it('is known to be lost by the one who looked dead', async () => {
    const path = lockPath()
    const lock = await acquireLock(path, failing())
    const file = join(path, readdirSync(path)[0]!)
    const { pid, startTicks } = partsOf(basename(file))
    // What another machine does after a minute without heartbeats.
    unlinkSync(file)
    const other = await acquireLock(path, failing())
    expect([lock.isHeld(), other.isHeld()]).toEqual([false, true])
    lock.release()
    expect(other.isHeld()).toBe(true)
    other.release()
    expect(Number(pid)).toBe(process.pid)
    expect(process.platform === 'linux' ? Number(startTicks) > 0 : startTicks === '').toBe(true)
  })

  it.skipIf(process.platform !== 'linux')(
    'is taken over when its pid is another process by now',
    async () => {
      const path = lockPath()
      const lock = await acquireLock(path, failing())
      const name = readdirSync(path)[0]!
      lock.release()
      mkdirSync(path)
      const { pid, startTicks, rest } = partsOf(name)
      writeFileSync(join(path, `${pid}.${startTicks}.${rest}`), '')
      expect(await codeOf(() => acquireLock(path, failing()))).toBe('index-locked')
      const reused = join(path, `${pid}.${Number(startTicks) - 1}.${rest}`)
      renameSync(join(path, `${pid}.${startTicks}.${rest}`), reused)
      const taken = await acquireLock(path, failing())
      expect(taken.isHeld()).toBe(true)
      taken.release()
    },
  )
})

describe('a folder that cannot be written', () => {
  it('on a read-only disk', async (context) => {
    const disk = temporaryDisk()
    if (disk === undefined) return context.skip('mounting a small disk needs root on Linux')
    disk.remountReadOnly()
    expect(await codeOf(() => acquireLock(join(disk.folder, 'lock'), failing()))).toBe('index-dir-unwritable')
  })

  it.skipIf(process.platform === 'win32')('of someone else', async () => {
    const path = lockPath()
    const source = `
      import { acquireLock } from './lock.js'
      const options = { onLocked: 'wait', onWait: () => {}, signal: undefined }
      await acquireLock(process.argv[1], options).catch(error => console.log(error.code, error.message))`
    chmodSync(dirname(path), 0o555)
    const child = startChild(source, [path], { isUnprivileged: true })
    expect(await child.ended()).toBe(0)
    expect(child.output()).toBe(
      `index-dir-unwritable The index folder cannot be written: ${path}: permission denied.\n`,
    )
    chmodSync(dirname(path), 0o755)
  })
})

function lockPath(): string {
  return join(temporaryFolder(), 'lock')
}

function counterFile(): string {
  const path = join(temporaryFolder(), 'counter')
  writeFileSync(path, '0')
  return path
}

function failing(): LockOptions {
  return { onLocked: 'fail', onWait: () => {}, signal: undefined }
}

function partsOf(name: string): { pid: string; startTicks: string; rest: string } {
  const [pid, startTicks, ...rest] = name.split('.')
  return { pid: pid!, startTicks: startTicks!, rest: rest.join('.') }
}
