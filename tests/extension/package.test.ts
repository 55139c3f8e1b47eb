/** The extension as it is packed: what is in it, how large it is, and whether what is generated is up to date. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'

/** Bytes of a package with the default model and all grammars: people install it over slow lines too. */
const MAX_PACKAGE_BYTES = 15_000_000

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'cerca-vsix-'))
const vsix = join(folder, 'cerca.vsix')

const node = (...args: string[]): string =>
  execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

beforeAll(() => {
  node('packages/extension/build/package.mjs', '--out', vsix)
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('is small', () => {
  expect(statSync(vsix).size).toBeLessThan(MAX_PACKAGE_BYTES)
})

it('has what it starts and nothing that is only for those who write it', () => {
  const names = zipNames(readFileSync(vsix)).map((name) => name.replace(/^extension\//, ''))
  expect(names).toEqual(
    expect.arrayContaining([
      'package.json',
      'package.nls.json',
      'package.nls.es.json',
      'l10n/bundle.l10n.es.json',
      'readme.md',
      'changelog.md',
      'LICENSE.txt',
      'media/icon.png',
      'dist/extension.cjs',
      'dist/THIRD-PARTY-LICENSES.txt',
      'dist/server/main.js',
      'dist/server/worker.js',
      'dist/server/model/model.safetensors',
      'dist/server/dictionaries/es.txt',
      'dist/server/grammars/web-tree-sitter.wasm',
      'dist/server/grammars/tree-sitter-typescript.wasm',
    ]),
  )
  // Native modules would tie it to one system.
  expect(names.filter((name) => /\.(map|ts|node|vsix)$|(^|\/)(src|node_modules|build)\//.test(name))).toEqual(
    [],
  )
})

it('has the settings, their texts and the languages as the server has them', () => {
  expect(node('packages/extension/build/contributes.mjs', '--check')).toBe('')
})

/** Names of the files in a zip archive, from its central directory (APPNOTE.TXT 4.3.12). */
function zipNames(zip: Buffer): string[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  const names: string[] = []
  let offset = zip.readUInt32LE(end + 16)
  while (zip.readUInt32LE(offset) === 0x02014b50) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((at) => zip.readUInt16LE(offset + at))
    names.push(zip.toString('utf8', offset + 46, offset + 46 + nameLength!))
    offset += 46 + nameLength! + extraLength! + commentLength!
  }
  return names
}
