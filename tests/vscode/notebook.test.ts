import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeRepository } from './support/repository.js'
import { describeInVsCode, takeScreenshot, useWindow } from './support/session.js'
import { readRows, readStatus, rowsOf } from './support/views.js'
import { activeTab, until } from './support/window.js'

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

const NOTEBOOK = {
  cells: [
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

  it('is compared with the files, and not with itself', async () => {
    await expect.poll(() => readStatus(page())).toBe('Cerca: ready')
    await page().getByRole('treeitem', { name: 'pages.ipynb' }).dblclick()
    await expect.poll(() => activeTab(page())).toBe('pages.ipynb')
    const line = page().locator('.notebookOverlay .cell .view-line', { hasText: 'def fetch_patiently' })
    await until(async () => {
      await line.click({ timeout: 5000 })
      await page().keyboard.press('Shift+Alt+L')
      await rowsOf(page(), VIEW).first().waitFor({ timeout: 5000 })
    })
    const labels = (await readRows(page(), VIEW)).join('\n')
    expect(labels).toContain('run_with_retry')
    expect(labels).not.toContain('fetch_patiently')
    await takeScreenshot(page(), 'notebook')
  })
})
