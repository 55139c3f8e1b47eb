import { expect, it } from 'vitest'
import { makeRepository } from './support/repository.js'
import { describeInVsCode, takeScreenshot, useWindow } from './support/session.js'
import { readRows, readStatus, rowsOf } from './support/views.js'
import { activeTab, runCommand } from './support/window.js'

describeInVsCode('duplicates', () => {
  const { page } = useWindow(() => makeRepository('duplicates'))

  it('are listed with what they would save', async () => {
    await expect.poll(() => readStatus(page())).toBe('Cerca: ready')
    await runCommand(page(), 'Cerca: Find Duplicates')
    await expect
      .poll(async () => (await readRows(page(), 'Duplicates')).join('\n'))
      .toMatch(/2 copies, saves \d+ lines/)
    await takeScreenshot(page(), 'duplicates')
  })

  it('are compared side by side', async () => {
    const row = rowsOf(page(), 'Duplicates').filter({ hasText: 'deliverPatiently' }).first()
    await row.hover()
    await row.getByRole('button', { name: 'Compare Side by Side' }).click()
    await expect.poll(() => activeTab(page())).toContain('↔')
    await expect.poll(() => page().locator('.monaco-diff-editor').textContent()).toContain('post.deliver')
    await takeScreenshot(page(), 'duplicates compared')
  })
})
