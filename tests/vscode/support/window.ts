/** A window of VS Code in a browser, used as a person uses it: keys, clicks and what can be read on the screen. */
import { setTimeout } from 'node:timers/promises'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'

/** Pixels; wide enough for a side bar beside an editor. */
const WINDOW_SIZE = { width: 1360, height: 840 }

/** Milliseconds that anything on the screen may take. Machines of CI are slow; what comes at all comes before. */
const PATIENCE_MS = 30_000

/** Milliseconds between two looks. */
const PAUSE_MS = 100

/** A place of the title bar without anything on it, in pixels. */
const NOWHERE = { x: 200, y: 16 }

/** Milliseconds after which something that is done again until it works is done again. */
export const LOOK_MS = 2000

export interface WindowOptions {
  readonly browser: Browser
  /** Of the server of VS Code. */
  readonly url: string
  /** The folder to open, on the disk. */
  readonly folder: string
}

/** Opens a folder in a window with a storage of its own, and resolves when the workbench stands. */
export async function openWindow({ browser, url, folder }: WindowOptions): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: WINDOW_SIZE, locale: 'en-US' })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`)
  await waitForWorkbench(page)
  return page
}

/** Loads the window again and resolves when the workbench stands. */
export async function reloadWindow(page: Page): Promise<void> {
  const loaded = page.waitForEvent('load')
  await runCommand(page, 'Developer: Reload Window')
  await loaded
  await waitForWorkbench(page)
}

/** Runs a command of the palette by its whole title, such as `View: Toggle Panel Visibility`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const label = page.locator('.label-name', { hasText: new RegExp(`^${escapePattern(title)}$`) })
  const row = page.locator('.quick-input-list .monaco-list-row', { has: label }).first()
  // The palette does not learn of a command that is registered while it is open: look again.
  await until(async () => {
    await page.keyboard.press('Escape')
    const input = await showQuickInput(page, 'F1')
    await input.fill(`>${title}`, { timeout: LOOK_MS })
    await row.click({ timeout: LOOK_MS })
  })
  await movePointerAway(page)
}

/** Puts the pointer where no hint comes up. */
export async function movePointerAway(page: Page): Promise<void> {
  await page.mouse.move(NOWHERE.x, NOWHERE.y)
}

/** Types into the list that a command opened, in place of what stands there. */
export async function typeInList(page: Page, text: string): Promise<void> {
  const input = page.locator('.quick-input-widget:visible input:focus')
  await until(async () => {
    await input.fill(text, { timeout: LOOK_MS })
    if ((await input.inputValue()) !== text) throw new Error(`The list did not take ${text}.`)
  })
}

/** Opens a file by its whole path, with the cursor at the start of a 1-based line. */
export async function openFile(page: Page, path: string, line = 1): Promise<void> {
  const fileName = path.split('/').at(-1) ?? path
  const first = page.locator('.quick-input-list .monaco-list-row').first().filter({ hasText: fileName })
  const isThere = async () => {
    if ((await activeTab(page)) === fileName && (await cursorLine(page)) === line) return
    throw new Error(`The cursor did not go to line ${line} of ${path}.`)
  }
  // The list begins with files that were open before: what is picked too early is one of them.
  await until(async () => {
    await page.keyboard.press('Escape')
    const input = await showQuickInput(page, 'Control+P')
    await input.fill(`${path}:${line}`, { timeout: LOOK_MS })
    await first.waitFor({ timeout: LOOK_MS })
    await input.press('Enter', { timeout: LOOK_MS })
    await until(isThere, LOOK_MS)
  })
}

/** The line of the cursor as the status bar tells it, from 1; 0 when it tells none. */
export async function cursorLine(page: Page): Promise<number> {
  const text = await page.locator('[id="status.editor.selection"]').textContent()
  return Number(/\d+/.exec(text ?? '')?.[0] ?? 0)
}

/** The file name of the tab that is active; `''` when there is none. */
export async function activeTab(page: Page): Promise<string> {
  const tab = page.locator('.editor-group-container.active .tab.active .label-name')
  return (await tab.count()) === 0 ? '' : ((await tab.textContent()) ?? '')
}

/** The editor that was used last. */
export function editor(page: Page): Locator {
  return page.locator('.editor-group-container.active .editor-instance .monaco-editor').first()
}

/** Presses `key` until the quick input has the focus: the workbench ignores keys while it starts. */
async function showQuickInput(page: Page, key: string): Promise<Locator> {
  const input = page.locator('.quick-input-widget:visible input:focus')
  await until(async () => {
    await page.keyboard.press(key)
    await input.waitFor({ timeout: LOOK_MS })
  })
  return input
}

/** Does something again until it does not throw. Throws what it threw last when patience ends. */
export async function until(action: () => Promise<void>, patienceMs = PATIENCE_MS): Promise<void> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    try {
      return await action()
    } catch (error) {
      if (Date.now() > deadline) throw error
      await setTimeout(PAUSE_MS)
    }
  }
}

/** Resolves when a window that loads can be used. */
export async function waitForWorkbench(page: Page): Promise<void> {
  await page.locator('.monaco-workbench').waitFor()
  await page.locator('.statusbar-item').first().waitFor()
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
