import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeRepository } from './support/repository.js'
import { describeInVsCode, takeScreenshot, useWindow } from './support/session.js'
import { CHARGE_LINE } from './support/shop.js'
import {
  lenses,
  peekRows,
  pickInEditorMenu,
  readList,
  readRows,
  readStatus,
  rowsOf,
} from './support/views.js'
import { activeTab, cursorLine, openFile, runCommand, typeInList } from './support/window.js'

const VIEW = 'Similar Code'

describeInVsCode('similar code', () => {
  const { page, folder } = useWindow(() => makeRepository('similar'))

  it('says in the status bar when the index is ready', async () => {
    await expect.poll(() => readStatus(page())).toBe('Cerca: ready')
  })

  it('is found from the context menu, in three languages', async () => {
    await openFile(page(), join(folder(), 'payments/charge.ts'), CHARGE_LINE)
    await pickInEditorMenu(page(), 'chargeWithRetry', 'Find Similar Code', rowsOf(page(), VIEW))
    const expected = ['deliverPatiently', 'PullWithRetry', 'run_with_retry']
    await expect
      .poll(async () => hitsIn(await readRows(page(), VIEW)).map(nameOf))
      .toEqual(expect.arrayContaining(expected))
    await takeScreenshot(page(), 'similar code')
  })

  it('is opened by a click, and the results stay', async () => {
    const before = await readRows(page(), VIEW)
    await rowsOf(page(), VIEW).filter({ hasText: 'run_with_retry' }).click()
    await expect.poll(() => activeTab(page())).toBe('retry.py')
    expect(await cursorLine(page())).toBe(7)
    expect(await readRows(page(), VIEW)).toEqual(before)
  })

  it('is gone through with F4', async () => {
    const [first = '', second = '', third = ''] = hitsIn(await readRows(page(), VIEW)).map(fileOf)
    await rowsOf(page(), VIEW).nth(1).click()
    await expect.poll(() => activeTab(page())).toBe(first)
    await page().keyboard.press('F4')
    await expect.poll(() => activeTab(page())).toBe(second)
    await page().keyboard.press('F4')
    await expect.poll(() => activeTab(page())).toBe(third)
    await page().keyboard.press('Shift+F4')
    await expect.poll(() => activeTab(page())).toBe(second)
  })

  it('is shown in the peek widget', async () => {
    await openFile(page(), join(folder(), 'payments/charge.ts'), CHARGE_LINE)
    await pickInEditorMenu(page(), 'chargeWithRetry', 'Peek Similar Code', peekRows(page()))
    await expect.poll(async () => (await peekRows(page()).allInnerTexts()).join('\n')).toContain('deliver.ts')
    await takeScreenshot(page(), 'peek')
    await page().keyboard.press('Escape')
    await expect.poll(() => peekRows(page()).count()).toBe(0)
  })

  it('is counted above functions', async () => {
    await openFile(page(), join(folder(), 'payments/charge.ts'), 1)
    await expect.poll(async () => (await lenses(page()).allInnerTexts()).join()).toMatch(/\d+ similar/)
    await takeScreenshot(page(), 'code lens')
  })

  it.for([
    { theme: 'Dark Modern', kind: 'vs-dark' },
    { theme: 'Dark High Contrast', kind: 'hc-black' },
    { theme: 'Light High Contrast', kind: 'hc-light' },
    { theme: 'Light Modern', kind: 'vs' },
  ])('has its colours in $theme', async ({ theme, kind }) => {
    await runCommand(page(), 'Preferences: Color Theme')
    await typeInList(page(), theme)
    await expect.poll(async () => (await readList(page()))[0]).toContain(theme)
    await page().keyboard.press('Enter')
    await expect.poll(() => page().locator('.monaco-workbench').getAttribute('class')).toContain(` ${kind} `)
    // What can be seen of it is for the eyes.
    await takeScreenshot(page(), `similar code in ${theme}`)
  })
})

/** The rows of hits, such as `sum, function, shop/cart.ts, lines 3 to 9, 70% similar`; the others are of files. */
function hitsIn(labels: readonly string[]): string[] {
  return labels.filter((label) => label.includes(' similar'))
}

function nameOf(label: string): string {
  return label.split(',')[0] ?? ''
}

function fileOf(label: string): string {
  return /([^/]+), lines /.exec(label)?.[1] ?? ''
}
