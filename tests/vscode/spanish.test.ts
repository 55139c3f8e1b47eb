import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, inject, it } from 'vitest'
import { makeRepository } from './support/repository.js'
import { describeInVsCode, takeScreenshot, useWindow } from './support/session.js'
import { CHARGE_LINE } from './support/shop.js'
import { pane, pickInEditorMenu, readList, readRows, readStatus, rowsOf } from './support/views.js'
import { openFile, runCommand, waitForWorkbench } from './support/window.js'

describeInVsCode('in Spanish', () => {
  const { page, folder } = useWindow(() => makeRepository('spanish'))

  // The language is one for all windows of the server.
  afterAll(() => {
    const vscode = inject('vscode')
    if (vscode.kind === 'ready') rmSync(join(vscode.folder, 'data', 'User', 'argv.json'), { force: true })
  })

  it('says everything of its own', async () => {
    await expect.poll(() => readStatus(page())).toBe('Cerca: ready')
    await runCommand(page(), 'Configure Display Language')
    await page().locator('.quick-input-list .monaco-list-row', { hasText: 'español' }).click()
    const loaded = page().waitForEvent('load')
    await page().getByRole('button', { name: 'Restart' }).click()
    await loaded
    await waitForWorkbench(page())
    await expect.poll(() => readStatus(page())).toBe('Cerca: listo')
    await openFile(page(), join(folder(), 'payments/charge.ts'), CHARGE_LINE)
    await pickInEditorMenu(
      page(),
      'chargeWithRetry',
      'Buscar código similar',
      rowsOf(page(), 'Código similar'),
    )
    await expect
      .poll(async () => (await readRows(page(), 'Código similar')).join('\n'))
      .toMatch(/deliverPatiently.*, líneas \d+ a \d+.* de similitud/)
    await expect.poll(() => pane(page(), 'Duplicados').count()).toBe(1)
    await takeScreenshot(page(), 'spanish')
  })

  it('says why files are left out', async () => {
    await runCommand(page(), 'Cerca: Mostrar qué se omite y por qué')
    await expect
      .poll(async () => (await readList(page())).join('\n'))
      .toContain('Es de los registros del control de versiones.')
    await takeScreenshot(page(), 'left out in Spanish')
  })
})
