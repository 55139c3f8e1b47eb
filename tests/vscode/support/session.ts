/** One browser and one window for the tests of a file, and a screenshot of what failed. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, inject } from 'vitest'
import { movePointerAway, openWindow } from './window.js'

/** Without a screen, a sandbox of its own, or anything that it would like to tell or fetch. */
const BROWSER_OPTIONS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Where screenshots go: the folder that `CERCA_SCREENSHOTS` names, else one that git ignores. */
const SCREENSHOTS =
  process.env.CERCA_SCREENSHOTS ??
  fileURLToPath(new URL('../../../.cache/vscode-screenshots', import.meta.url))

/** Like `describe`, skipped where VS Code cannot be had. */
export const describeInVsCode = describe.skipIf(inject('vscode').kind === 'skipped')

/**
 * Opens the folder that `makeFolder` gives in a window before the tests of a `describe`, and closes it behind them.
 * Tests share the window and run in order.
 */
export function useWindow(makeFolder: () => string): {
  readonly page: () => Page
  /** The path of the folder that is open. */
  readonly folder: () => string
} {
  let browser: Browser | undefined
  let page: Page | undefined
  let folder = ''
  let settings = ''
  beforeAll(async () => {
    const vscode = inject('vscode')
    if (vscode.kind !== 'ready') throw new Error(vscode.why)
    const { executablePath, env } = vscode.browser
    browser = await chromium.launch({
      executablePath,
      env: { ...process.env, ...env },
      args: [...BROWSER_OPTIONS],
    })
    settings = readFileSync(settingsPath(vscode.folder), 'utf8')
    folder = makeFolder()
    page = await openWindow({ browser, url: vscode.url, folder })
  })
  afterEach(async ({ task }) => {
    const vscode = inject('vscode')
    if (task.result?.state !== 'fail' || page === undefined || vscode.kind !== 'ready') return
    await takeScreenshot(page, `failed ${task.name}`)
    cpSync(join(vscode.folder, 'data', 'logs'), join(SCREENSHOTS, 'logs'), { recursive: true })
  })
  afterAll(async () => {
    // A window that says goodbye takes its extension host and language server with it; else they wait for hours.
    await page?.goto('about:blank')
    await browser?.close()
    const vscode = inject('vscode')
    // The user's settings are those of all windows.
    if (vscode.kind === 'ready' && settings !== '') writeFileSync(settingsPath(vscode.folder), settings)
  })
  return {
    page: () => {
      if (page === undefined) throw new Error('There is no window yet.')
      return page
    },
    folder: () => folder,
  }
}

function settingsPath(folder: string): string {
  return join(folder, 'data', 'User', 'settings.json')
}

/** Keeps what the window shows, as a PNG named after `title`. */
export async function takeScreenshot(page: Page, title: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true })
  await movePointerAway(page)
  const name = title.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) })
}
