import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { UsageError } from './errors.js'
import type { Terminal } from './terminal.js'

/** Writes a file that --out names, so that nobody ever sees half of it. Throws `UsageError` where it cannot be written. */
export function writeWhole(name: string, content: string | Uint8Array, { cwd }: Pick<Terminal, 'cwd'>): void {
  const path = resolve(cwd, name)
  const temporaryPath = `${path}.${process.pid}.tmp`
  try {
    writeFileSync(temporaryPath, content)
    renameSync(temporaryPath, path)
  } catch (error) {
    rmSync(temporaryPath, { force: true })
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${name} cannot be written: ${reason}`, 'Name another file with --out.')
  }
}
