import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeRepository } from './support/repository.js'
import { describeInVsCode, takeScreenshot, useWindow } from './support/session.js'
import { readList, readRows, readStatus, rowsOf } from './support/views.js'
import { activeTab, runCommand, typeInList, until } from './support/window.js'

/** It does what `run_with_retry` of the shop does. */
const CELL = `def fetch_patiently(page):
    delay = 0.1
    for attempt in range(1, MAX_ATTEMPTS + 1):
        try:
            return page.fetch()
        except PageIsBusy as error:
            if attempt == MAX_ATTEMPTS:
                raise error
            pause(delay)
            delay *= 2`

/** Cells above it, more than fit on the screen. */
const FILLERS = Array.from({ length: 12 }, (_, number) => ({
  cell_type: 'code',
  execution_count: null,
  metadata: {},
  outputs: [],
  source: Array.from({ length: 6 }, (_, row) => `pages_${number}_${row} = ${number * row}\n`),
}))

const NOTEBOOK = {
  cells: [
    ...FILLERS,
    {
      cell_type: 'code',
      execution_count: null,
      metadata: {},
      outputs: [],
      source: CELL.split(/(?<=\n)/),
    },
  ],
  metadata: { language_info: { name: 'python' } },
  nbformat: 4,
  nbformat_minor: 5,
}

const VIEW = 'Similar Code'

describeInVsCode('a cell of a notebook', () => {
  const { page } = useWindow(() => {
    const folder = makeRepository('notebook')
    writeFileSync(join(folder, 'pages.ipynb'), JSON.stringify(NOTEBOOK, null, 1))
    return folder
  })

  const line = () => page().locator('.notebookOverlay .cell .view-line', { hasText: 'def fetch_patiently' })

  it('is opened from the answers, wherever it is in its notebook', async () => {
    await expect.poll(() => readStatus(page())).toBe('Cerca: ready')
    await runCommand(page(), 'Cerca: Search in Words')
    await typeInList(page(), 'fetch_patiently')
    await expect.poll(async () => (await readList(page()))[0]).toContain('pages.ipynb')
    await page().keyboard.press('Enter')
    await expect.poll(() => activeTab(page())).toBe('pages.ipynb')
    await expect.poll(() => line().isVisible()).toBe(true)
    await takeScreenshot(page(), 'a cell that was found')
  })

  it('is compared with the files, and not with itself', async () => {
    await until(async () => {
      await line().click({ timeout: 5000 })
      await page().keyboard.press('Shift+Alt+L')
      await rowsOf(page(), VIEW).filter({ hasText: 'run_with_retry' }).waitFor({ timeout: 5000 })
    })
    const labels = (await readRows(page(), VIEW)).join('\n')
    expect(labels).not.toContain('fetch_patiently')
    await takeScreenshot(page(), 'notebook')
  })
})
