/** Files read whole and written so that a crash leaves the old or the new one. */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  read,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { systemCodeOf, unreadable } from './system-errors.js'

/** System calls transfer less than 2 GiB at once. */
const MAX_TRANSFER_BYTES = 2 ** 30

/** Windows refuses to replace a file while another program, such as a virus scanner, has it open. */
const RENAME_WAITS_MS = [5, 10, 20, 40, 80, 160, 320]

/** The bytes of a file in memory of their own, `undefined` when there is none; throws `index-unreadable`. */
export function readWholeFile(path: string): Uint8Array | undefined {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCodeOf(error))) return undefined
    throw unreadable(path, error)
  }
  try {
    // Not from Node's pool: views need aligned memory, and workers take it over.
    const bytes = new Uint8Array(Buffer.allocUnsafeSlow(fstatSync(file).size).buffer)
    let position = 0
    while (position < bytes.length) {
      const nWanted = Math.min(bytes.length - position, MAX_TRANSFER_BYTES)
      const nRead = readSync(file, bytes, position, nWanted, position)
      if (nRead === 0) break
      position += nRead
    }
    return bytes.subarray(0, position)
  } catch (error) {
    throw unreadable(path, error)
  } finally {
    closeSync(file)
  }
}

/**
 * The same, read by the system while this thread does something else; `undefined` wherever that did not work, and
 * `readWholeFile` says why.
 */
export async function readWholeFileBehind(path: string): Promise<Uint8Array | undefined> {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    const bytes = new Uint8Array(Buffer.allocUnsafeSlow(fstatSync(file).size).buffer)
    // In one call: what comes after a first one would wait for this thread.
    return (await readOnce(file, bytes)) === bytes.length ? bytes : undefined
  } catch {
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

function readOnce(file: number, bytes: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    read(file, bytes, 0, bytes.length, 0, (error, nRead) => (error ? reject(error) : resolve(nRead)))
  })
}

/**
 * Puts `bytes` in the place of the file `path`, whole or not at all, through a file beside it. They survive a
 * power cut, their name once `syncFolder` was called. Throws system errors, and then leaves the temporary file.
 */
export function replaceFile(path: string, temporaryPath: string, bytes: Uint8Array): void {
  writeDurably(temporaryPath, bytes)
  renameOver(temporaryPath, path)
}

function writeDurably(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'w', 0o600)
  try {
    for (let position = 0; position < bytes.length; ) {
      const nWanted = Math.min(bytes.length - position, MAX_TRANSFER_BYTES)
      position += writeSync(file, bytes, position, nWanted)
    }
    syncFile(file)
  } finally {
    closeSync(file)
  }
}

function syncFile(file: number): void {
  try {
    fsyncSync(file)
  } catch (error) {
    // Some network and user-space file systems have no such call.
    if (!['EINVAL', 'ENOSYS', 'ENOTSUP'].includes(systemCodeOf(error))) throw error
  }
}

function renameOver(from: string, to: string): void {
  for (const waitMs of RENAME_WAITS_MS) {
    try {
      renameSync(from, to)
      return
    } catch (error) {
      const isBusy =
        process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(systemCodeOf(error))
      if (!isBusy) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, waitMs)
    }
  }
  renameSync(from, to)
}

/** Creates a folder, for this user only, and those above it where they are missing. Throws system errors. */
export function makeFolder(path: string): void {
  // Not by Node's recursive way, which tries forever where a folder takes no new ones and says ENOENT, as /proc does.
  try {
    mkdirSync(path, 0o700)
  } catch (error) {
    if (isFolder(path)) return
    const above = dirname(path)
    if (systemCodeOf(error) !== 'ENOENT' || above === path || isFolder(above)) throw error
    makeFolder(above)
    makeFolder(path)
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

/** Makes renames in `folder` durable where the system can; Windows and some file systems cannot. */
export function syncFolder(folder: string): void {
  let file: number | undefined
  try {
    file = openSync(folder, 'r')
    fsyncSync(file)
  } catch {
    // Then a power cut may bring the previous manifest back, which is whole, or lose a blob, which is noticed.
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** What cannot be removed, as a file that a reader on Windows has open, is left to the next writer. */
export function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Nothing depends on it.
  }
}
