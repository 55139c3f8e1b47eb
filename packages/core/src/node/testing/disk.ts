/** Real folders and disks for tests. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cerca-test-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A file system of one MiB in memory that is gone after the test; `undefined` where mounting is not permitted. */
export function temporaryDisk(): { folder: string; remountReadOnly(): void } | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cerca-test-disk-')))
  const options = { stdio: 'ignore' } as const
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], options)
  } catch {
    rmSync(folder, { recursive: true, force: true })
    return undefined
  }
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', folder], options)
    rmSync(folder, { recursive: true, force: true })
  })
  return { folder, remountReadOnly: () => execFileSync('mount', ['-o', 'remount,ro', folder], options) }
}
