import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder with these files (a path that ends in `/` is an empty folder), removed when the test is over. */
export function temporaryFolder(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cerca-cli-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    const absolutePath = join(folder, path)
    mkdirSync(path.endsWith('/') ? absolutePath : dirname(absolutePath), { recursive: true })
    if (!path.endsWith('/')) writeFileSync(absolutePath, text)
  }
  return folder
}
