/**
 * One writer per index folder, across processes.
 *
 * The lock is a folder that holds one file, whose name says who holds it:
 *
 *     lock/4711.302854.9f86d081884c.5c1de0b45f71.laptop       pid.start.machine.random.host
 *
 * Taking it renames a prepared folder into place, which the system refuses while one with content is there:
 * the lock never exists without its holder's name. Releasing it removes the file by that name, and so does
 * whoever finds its holder dead: this can never hit a lock that someone took in the meantime. What is left is
 * an empty folder, which the next rename replaces.
 */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CercaError } from '../errors.js'
import { makeFolder, removeQuietly } from './durable-files.js'
import { onProcessEnd } from './process-end.js'
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.js'
import { systemCodeOf, unwritable } from './system-errors.js'

/** Between a waiter's looks: nobody notices so little, and it costs next to nothing. */
const POLL_MS = 20

/** How often a holder shows those who cannot ask its system that it is alive. */
const HEARTBEAT_MS = 10_000

/** A holder on another machine that missed heartbeats for so long is taken for dead. */
const STALE_MS = 60_000

export interface LockOptions {
  readonly onLocked: 'wait' | 'fail'
  /** Called with the holder, as `process 4711 on laptop`, whenever the wait for another one begins. */
  readonly onWait: (holder: string) => void
  /** Ends the wait: the promise is rejected with its reason. */
  readonly signal: AbortSignal | undefined
}

export interface Lock {
  /**
   * False after a release, and when another machine took the lock because this process looked dead from there:
   * to be asked before a commit.
   */
  isHeld(): boolean
  /** Shows other machines that this process is alive, needed only by work that blocks the event loop for long. */
  beat(): void
  /** Does nothing the second time. */
  release(): void
}

/**
 * Takes the lock at `path`, whose folder is created where missing. Throws `index-locked` when another process
 * holds it and `onLocked` is `fail`, and `index-dir-unwritable`. The lock of a dead process is taken over; the
 * process releases its own when it ends by itself or by SIGINT, SIGTERM or SIGHUP.
 */
export async function acquireLock(path: string, options: LockOptions): Promise<Lock> {
  const own = ownIdentity()
  const name = fileNameOf(own)
  const preparedPath = `${path}.${name}`
  let announced = ''
  try {
    for (;;) {
      options.signal?.throwIfAborted()
      prepare(preparedPath, name)
      if (tryRename(preparedPath, path)) return hold(path, name, own)
      const holder = findHolder(path, own, join(preparedPath, name))
      if (holder !== undefined) {
        if (options.onLocked === 'fail') throw new CercaError('index-locked', describe(holder))
        if (announced !== holder) options.onWait(describe(holder))
        announced = holder
      }
      await pause(holder === undefined ? 1 : POLL_MS, options.signal)
    }
  } catch (error) {
    throw unwritable(path, error)
  } finally {
    removePrepared(preparedPath)
  }
}

function removePrepared(preparedPath: string): void {
  try {
    rmSync(preparedPath, { recursive: true, force: true })
  } catch {
    // Where this fails so did taking the lock, and that error says why.
  }
}

function hold(path: string, name: string, own: ProcessIdentity): Lock {
  const filePath = join(path, name)
  removeLeftovers(path, own)
  const heartbeat = setInterval(beat, HEARTBEAT_MS)
  heartbeat.unref()
  const forget = onProcessEnd(release)

  function isHeld(): boolean {
    return existsSync(filePath)
  }

  function beat(): void {
    try {
      touch(filePath)
    } catch {
      // Somebody removed the file: isHeld tells.
    }
  }

  function release(): void {
    clearInterval(heartbeat)
    forget()
    removeQuietly(filePath)
    removeEmptyFolder(path)
  }

  return { isHeld, beat, release }
}

/** Another holder's file name. Removes those that are dead, and then there may be none. */
function findHolder(path: string, own: ProcessIdentity, ownFilePath: string): string | undefined {
  for (const name of listFolder(path)) {
    if (isAlive(join(path, name), identityOf(name), own, ownFilePath)) return name
    rmSync(join(path, name), { force: true })
  }
  // The rename replaces an empty folder by itself, but not on every system.
  removeEmptyFolder(path)
  return undefined
}

function isAlive(
  filePath: string,
  holder: ProcessIdentity,
  own: ProcessIdentity,
  ownFilePath: string,
): boolean {
  const answer = isRunning(holder, own)
  if (answer !== undefined) return answer
  // Both times come from the clock of the file system, whatever those of the two machines say.
  touch(ownFilePath)
  const lastBeat = statSync(filePath, { throwIfNoEntry: false })?.mtimeMs
  return lastBeat !== undefined && statSync(ownFilePath).mtimeMs - lastBeat < STALE_MS
}

/** What processes that were killed while they waited had prepared. */
function removeLeftovers(path: string, own: ProcessIdentity): void {
  const prefix = `${basename(path)}.`
  for (const name of listFolder(dirname(path))) {
    if (!name.startsWith(prefix) || isRunning(identityOf(name.slice(prefix.length)), own) !== false) continue
    rmSync(join(dirname(path), name), { recursive: true, force: true })
  }
}

function prepare(preparedPath: string, name: string): void {
  makeFolder(preparedPath)
  closeSync(openSync(join(preparedPath, name), 'a', 0o600))
}

/** False when the lock is held; Windows says so with EPERM. */
function tryRename(from: string, to: string): boolean {
  try {
    renameSync(from, to)
    return true
  } catch (error) {
    const code = systemCodeOf(error)
    const isHeld = code === 'ENOTEMPTY' || code === 'EEXIST'
    const isHeldOnWindows = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(code)
    if (isHeld || (isHeldOnWindows && existsSync(to))) return false
    throw error
  }
}

function removeEmptyFolder(path: string): void {
  try {
    rmdirSync(path)
  } catch {
    // It is gone, or somebody took the lock.
  }
}

/** Writes a byte, so that the file system stamps the file with its own clock. */
function touch(filePath: string): void {
  const file = openSync(filePath, 'r+')
  try {
    writeSync(file, '.', 0)
  } finally {
    closeSync(file)
  }
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  // Spread by chance, so that waiters do not march in step.
  const spread = milliseconds * (0.5 + Math.random())
  try {
    await sleep(spread, undefined, signal === undefined ? {} : { signal })
  } catch {
    signal?.throwIfAborted()
  }
}

function fileNameOf({ pid, startTicks, machine, host }: ProcessIdentity): string {
  const random = randomBytes(6).toString('hex')
  return [pid, startTicks, machine, random, host.replace(/[^\w-]/g, '-').slice(0, 60)].join('.')
}

/** A name that is not ours is a process of a machine unlike any, judged by its file's time. */
function identityOf(name: string): ProcessIdentity {
  const [, pid = '0', startTicks = '', machine = '', host = 'another machine'] =
    /^(\d+)\.(\d*)\.([0-9a-f]+)\.[0-9a-f]+\.(.*)$/.exec(name) ?? []
  return { pid: Number(pid), startTicks, machine, host }
}

function describe(name: string): string {
  const { pid, host } = identityOf(name)
  return `process ${pid} on ${host}`
}

function listFolder(path: string): string[] {
  try {
    return readdirSync(path)
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return []
    throw error
  }
}
