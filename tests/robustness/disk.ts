/** Disks of their own, for what a test must not do to the real one. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const OPTIONS = { stdio: 'ignore' } as const

/** Whether this user may mount file systems, as root in most containers of CI may not. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0 && tryMount()

export interface TemporaryDisk {
  readonly folder: string
  remount(options: 'ro' | 'rw' | `size=${number}k`): void
}

/** A file system in memory, gone after the test. */
export function temporaryDisk(kibibytes: number): TemporaryDisk {
  const folder = mountPoint()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', folder], OPTIONS)
  onTestFinished(() => unmount(folder))
  return {
    folder,
    remount: (options) => void execFileSync('mount', ['-o', `remount,${options}`, folder], OPTIONS),
  }
}

/** Lays an empty file system over a folder for the rest of the test: one whose clock ticks every few milliseconds. */
export function mountCoarseClock(folder: string): void {
  execFileSync('mount', ['-t', 'ramfs', 'ramfs', folder], OPTIONS)
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder], OPTIONS))
}

function tryMount(): boolean {
  const folder = mountPoint()
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', folder], OPTIONS)
    unmount(folder)
    return true
  } catch {
    rmdirSync(folder)
    return false
  }
}

function mountPoint(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'cerca-e2e-disk-')))
}

function unmount(folder: string): void {
  execFileSync('umount', ['--lazy', folder], OPTIONS)
  rmdirSync(folder)
}
