import { expect, it } from 'vitest'
import { makeRepository } from './support/repository.js'
import { describeInVsCode, takeScreenshot, useWindow } from './support/session.js'
import { readList, readStatus } from './support/views.js'
import { activeTab, runCommand, typeInList } from './support/window.js'

describeInVsCode('the menu of the status bar', () => {
  const { page } = useWindow(() => makeRepository('menu'))

  it('says how the index is, and pauses it', async () => {
    await expect.poll(() => readStatus(page())).toBe('Cerca: ready')
    await page().locator('[id="cerca.cerca.cerca.status"]').click()
    await expect
      .poll(() => page().locator('.quick-input-widget input').getAttribute('placeholder'))
      .toMatch(/^shop: ready · \d+ files, [\d,]+ chunks/)
    await takeScreenshot(page(), 'menu')
    await pick('Pause indexing')
    await expect.poll(() => readStatus(page())).toBe('Cerca: paused')
    await page().locator('[id="cerca.cerca.cerca.status"]').click()
    await pick('Go on indexing')
    await expect.poll(() => readStatus(page())).toBe('Cerca: ready')
  })

  it('leads to the log, the settings and the walkthrough', async () => {
    await runCommand(page(), 'Cerca: Open Settings')
    await expect.poll(() => activeTab(page())).toBe('Settings')
    await expect.poll(() => page().getByText('Cerca › Code Lens:').count()).toBeGreaterThan(0)
    await takeScreenshot(page(), 'settings')
    await runCommand(page(), 'Cerca: Open Walkthrough')
    await expect.poll(() => page().getByText('Get started with Cerca').count()).toBeGreaterThan(0)
    await takeScreenshot(page(), 'walkthrough')
    await runCommand(page(), 'Cerca: Open Log')
    const output = page().getByRole('tab', { name: /^Output/, selected: true })
    await expect.poll(() => output.count()).toBe(1)
    const log = page().locator('.output-view-container, .pane-body .output-view, .part.panel').first()
    await expect
      .poll(async () => (await log.textContent())?.replaceAll('\u00a0', ' '))
      .toMatch(/shop: Brought the index up to date in [\d.]+ m?s: \d+ new\./)
    await takeScreenshot(page(), 'log')
  })

  async function pick(entry: string): Promise<void> {
    await typeInList(page(), entry)
    await expect.poll(async () => (await readList(page()))[0]).toContain(entry)
    await page().keyboard.press('Enter')
  }
})
