/** Source trees for tests, written as an object. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { temporaryFolder } from './disk.js'

/** Path → content; a path that ends in `/` is an empty folder. */
export type Tree = Readonly<Record<string, string | Uint8Array>>

/** Writes a tree into a folder that is gone after the test, and says where. */
export function temporaryTree(tree: Tree): string {
  const root = temporaryFolder()
  writeTree(root, tree)
  return root
}

export function writeTree(root: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    const absolutePath = join(root, path)
    mkdirSync(path.endsWith('/') ? absolutePath : dirname(absolutePath), { recursive: true })
    if (!path.endsWith('/')) writeFileSync(absolutePath, content)
  }
}

/** An environment in which git knows of no settings but those of the tree under `home`. */
export function gitEnvironment(home: string): Record<string, string> {
  return { HOME: home, XDG_CONFIG_HOME: join(home, '.config'), GIT_CONFIG_SYSTEM: '/dev/null' }
}
