/** The repository that is opened: a part of this one, and beside it a small shop in three languages. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'
import { SHOP } from './shop.js'

/** Folders of this repository that are copied: code and docs of some size, and none of it about retrying. */
const COPIED: readonly string[] = [
  'packages/core/src/text',
  'packages/core/src/chunk',
  'packages/core/src/query',
  'packages/extension/src',
  'ARCHITECTURE.md',
  'README.md',
]

/** Writes the repository into `~/NAME/shop` of the user whose editor it is, and gives its path. */
export function makeRepository(name: string): string {
  const vscode = inject('vscode')
  if (vscode.kind !== 'ready') throw new Error(vscode.why)
  const folder = join(vscode.folder, 'home', name, 'shop')
  for (const path of COPIED) {
    const from = fileURLToPath(new URL(`../../../${path}`, import.meta.url))
    cpSync(from, join(folder, path), { recursive: true })
  }
  for (const [path, text] of Object.entries(SHOP)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  mkdirSync(join(folder, '.git'), { recursive: true })
  return folder
}
