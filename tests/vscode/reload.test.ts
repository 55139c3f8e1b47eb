import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { makeRepository } from './support/repository.js'
import { describeInVsCode, useWindow } from './support/session.js'
import { CHARGE_LINE } from './support/shop.js'
import { pickInEditorMenu, readRows, readStatus, rowsOf } from './support/views.js'
import { openFile, reloadWindow } from './support/window.js'

describeInVsCode('a window that is loaded again', () => {
  const { page, folder } = useWindow(() => makeRepository('reload'))

  it('has its index still, and writes nothing of it again', async () => {
    await expect.poll(() => readStatus(page())).toBe('Cerca: ready')
    const before = segmentsOnDisk()
    expect(before.length).toBeGreaterThan(0)
    await reloadWindow(page())
    await expect.poll(() => readStatus(page())).toBe('Cerca: ready')
    await openFile(page(), join(folder(), 'payments/charge.ts'), CHARGE_LINE)
    await pickInEditorMenu(page(), 'chargeWithRetry', 'Find Similar Code', rowsOf(page(), 'Similar Code'))
    await expect
      .poll(async () => (await readRows(page(), 'Similar Code')).join('\n'))
      .toContain('deliverPatiently')
    expect(segmentsOnDisk()).toEqual(before)
  })
})

/** Every file of the indexes, with when it was written. */
function segmentsOnDisk(): string[] {
  const vscode = inject('vscode')
  if (vscode.kind !== 'ready') throw new Error(vscode.why)
  const folder = join(vscode.folder, 'indexes')
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => ({ path, stat: statSync(join(folder, path)) }))
    .filter(({ stat }) => stat.isFile())
    .map(({ path, stat }) => `${path} ${stat.mtimeMs}`)
    .sort()
}
