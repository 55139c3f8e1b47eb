import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeRepository } from './support/repository.js'
import { describeInVsCode, takeScreenshot, useWindow } from './support/session.js'
import { listItems, readList, readRows, readStatus, rowsOf } from './support/views.js'
import { activeTab, editor, openFile, runCommand, typeInList } from './support/window.js'

const COMMAND = 'Cerca: Search in Words'

describeInVsCode('search in words', () => {
  const { page, folder } = useWindow(() => makeRepository('search'))

  it('answers as one types and shows what is highlighted', async () => {
    await expect.poll(() => readStatus(page())).toBe('Cerca: ready')
    await openFile(page(), join(folder(), 'README.md'))
    await runCommand(page(), COMMAND)
    await typeInList(page(), 'is the shop open on public holidays')
    await expect.poll(async () => (await readList(page()))[0]).toContain('opening-hours.md')
    await expect.poll(() => activeTab(page())).toBe('opening-hours.md')
  })

  it('gives back the editor when it is left with Escape', async () => {
    await page().keyboard.press('Escape')
    await expect.poll(() => activeTab(page())).toBe('README.md')
  })

  it('jumps to the answer that is picked', async () => {
    await runCommand(page(), COMMAND)
    await typeInList(page(), 'ask a busy bank again later')
    await expect.poll(async () => (await readList(page())).join('\n')).toContain('chargeWithRetry')
    await expect.poll(() => activeTab(page())).toBe('charge.ts')
    await takeScreenshot(page(), 'search')
    const answer = listItems(page()).filter({ hasText: 'chargeWithRetry' })
    await answer.click()
    await expect.poll(() => activeTab(page())).toBe('charge.ts')
    await expect.poll(() => editor(page()).textContent()).toContain('chargeWithRetry')
  })

  it('remembers what was asked', async () => {
    await runCommand(page(), COMMAND)
    await expect
      .poll(() => readList(page()))
      .toEqual([expect.stringContaining('ask a busy bank again later')])
    await page().keyboard.press('Escape')
  })

  it('keeps answers in a view', async () => {
    await runCommand(page(), COMMAND)
    await typeInList(page(), 'parse an identifier')
    await expect.poll(async () => (await readList(page())).length).toBeGreaterThan(3)
    await page().getByRole('button', { name: 'Keep in the Search view' }).click()
    await expect.poll(async () => (await readRows(page(), 'Search')).join('\n')).toContain('identifiers.ts')
    await takeScreenshot(page(), 'search view')
    await rowsOf(page(), 'Search').nth(1).click()
    await expect.poll(() => activeTab(page())).not.toBe('charge.ts')
  })
})
