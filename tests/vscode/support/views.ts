/** What can be read and used in a window beside its editors: trees, the peek widget, CodeLens, the status bar. */
import type { Locator, Page } from 'playwright-core'
import { editor, LOOK_MS, until } from './window.js'

/** Milliseconds after which what was picked is taken for not heard. */
const EFFECT_MS = 8000

/** The rows of a view of the side bar, by its title. */
export function rowsOf(page: Page, viewTitle: string): Locator {
  return pane(page, viewTitle).getByRole('treeitem')
}

/** What the rows of a view say to a screen reader, top down. Only rows that fit on the screen are there. */
export function readRows(page: Page, viewTitle: string): Promise<string[]> {
  return readLabels(rowsOf(page, viewTitle))
}

/** A view of the side bar: its header and what is in it. */
export function pane(page: Page, viewTitle: string): Locator {
  const header = page.locator('.pane-header', { has: page.locator('h3', { hasText: exactly(viewTitle) }) })
  return page.locator('.pane', { has: header })
}

/** What Cerca says in the status bar, such as `Cerca: ready`. */
export async function readStatus(page: Page): Promise<string> {
  const item = page.locator('.statusbar-item[id="cerca.cerca.cerca.status"] a')
  return (await item.getAttribute('aria-label')) ?? ''
}

/**
 * Opens the context menu of the editor on the first line that holds `text`, and picks an entry, until `effect` is to
 * be seen: a menu does not hear a click that comes too soon after the one that opened it.
 */
export async function pickInEditorMenu(
  page: Page,
  text: string,
  entry: string,
  effect: Locator,
): Promise<void> {
  // Its name goes on with the key binding.
  const item = page.getByRole('menuitem', { name: new RegExp(`^${entry}`) })
  await until(async () => {
    // Closes what an attempt before left open.
    await page.keyboard.press('Escape')
    await lineOf(page, text).click({ button: 'right', position: { x: 40, y: 8 }, timeout: LOOK_MS })
    await item.hover({ timeout: LOOK_MS })
    await page.keyboard.press('Enter')
    await effect.first().waitFor({ timeout: EFFECT_MS })
  })
}

/** The first line of the editor that holds `text`. */
function lineOf(page: Page, text: string): Locator {
  return editor(page).locator('.view-line', { hasText: text }).first()
}

/** What stands above the lines of the editor, top down. */
export function lenses(page: Page): Locator {
  return editor(page).locator('.codelens-decoration a')
}

/** The list in the peek widget. */
export function peekRows(page: Page): Locator {
  return page.locator('.peekview-widget .ref-tree').getByRole('treeitem')
}

/** What the quick input lists. */
export function listItems(page: Page): Locator {
  return page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row')
}

/** What the rows of the quick input say to a screen reader, top down. */
export function readList(page: Page): Promise<string[]> {
  return readLabels(listItems(page))
}

// Rows are used again for other entries, and their text may hold what is hidden now; their labels do not.
async function readLabels(rows: Locator): Promise<string[]> {
  return rows.evaluateAll<string[], Row>((found) => found.map((row) => row.getAttribute('aria-label') ?? ''))
}

interface Row {
  getAttribute(name: string): string | null
}

function exactly(text: string): RegExp {
  return new RegExp(`^${text}$`, 'i')
}
