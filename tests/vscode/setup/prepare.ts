/**
 * Before the tests in VS Code: installs VS Code and a browser, packs the extension and starts one server for all of
 * them. `CERCA_VSCODE_TESTS=required` makes it a failure when that is impossible; without it the tests are then
 * skipped, with a sentence that says why; `off` skips them.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { type Browser, findBrowser } from './browser.js'
import { runTool } from './run-tool.js'
import { type Server, startServer } from './server.js'
import { addSpanish } from './spanish.js'
import { installWorkbench } from './workbench.js'

/** What the tests get to know. */
export type Prepared =
  | { readonly kind: 'ready'; readonly url: string; readonly folder: string; readonly browser: Browser }
  | { readonly kind: 'skipped' | 'failed'; readonly why: string }

declare module 'vitest' {
  interface ProvidedContext {
    vscode: Prepared
  }
}

const ADVICE =
  'VS Code and Chromium come from the npm registry: see that npm reaches it, or set CERCA_VSCODE_TESTS=off.'

/** Called by vitest; what it gives back is called when the tests are over. */
export async function setup(project: TestProject): Promise<() => void> {
  const { CERCA_VSCODE_TESTS: wish } = process.env
  const reason = wish === 'required' ? '' : reasonToSkip(wish)
  if (reason !== '') {
    console.log(`The tests in VS Code are skipped: ${reason}`)
    project.provide('vscode', { kind: 'skipped', why: reason })
    return () => {}
  }
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cerca-vscode-')))
  const removeFolder = () => rmSync(folder, { recursive: true, force: true })
  try {
    const program = installWorkbench()
    const browser = findBrowser()
    const extension = packExtension(folder)
    addSpanish(folder)
    const server: Server = await startServer({ program, extensions: [extension], folder })
    project.provide('vscode', { kind: 'ready', url: server.url, folder, browser })
    return () => {
      server.stop()
      removeFolder()
    }
  } catch (error) {
    removeFolder()
    const why = [ADVICE, error instanceof Error ? error.message : String(error)].join('\n')
    const kind = wish === 'required' ? 'failed' : 'skipped'
    console.log(`The tests in VS Code are ${kind}, for it could not be installed or started. ${why}`)
    project.provide('vscode', { kind, why })
    return () => {}
  }
}

/** Packs what was built, as for the Marketplace, and gives the path of the file. */
function packExtension(folder: string): string {
  const path = join(folder, 'cerca.vsix')
  const pack = fileURLToPath(new URL('../../../packages/extension/build/package.mjs', import.meta.url))
  runTool(process.execPath, [pack, '--out', path])
  return path
}

function reasonToSkip(wish: string | undefined): string {
  if (wish === 'off') return 'CERCA_VSCODE_TESTS is off.'
  if (process.platform !== 'linux') return 'they run on Linux; CERCA_VSCODE_TESTS=required tries here too.'
  return ''
}
