import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { describeInVsCode, takeScreenshot, useWindow } from './support/session.js'
import { readStatus } from './support/views.js'
import { editor, openFile, reloadWindow, runCommand } from './support/window.js'

describeInVsCode('a window of VS Code', () => {
  const { page } = useWindow(makeFolder)

  it('shows a file in colours, also after it is loaded again', async () => {
    await openFile(page(), join(makeFolder(), 'hello.ts'), 2)
    const keyword = editor(page()).locator('.view-line span', { hasText: /^return$/ })
    const word = editor(page()).locator('.view-line span', { hasText: /^ ?greeting$/ })
    // Its class says a token's colour.
    await expect.poll(() => keyword.getAttribute('class')).toMatch(/^mtk\d+$/)
    expect(await keyword.getAttribute('class')).not.toBe(await word.first().getAttribute('class'))
    await reloadWindow(page())
    await keyword.waitFor()
    await takeScreenshot(page(), 'a file')
  })

  it('has the extension, which says so in the status bar', async () => {
    await expect.poll(() => readStatus(page())).toContain('Cerca')
  })

  it('runs commands of the palette', async () => {
    await runCommand(page(), 'View: Show Search')
    const box = page().getByRole('textbox', { name: /^Search/ })
    await expect.poll(() => box.first().isVisible()).toBe(true)
  })
})

function makeFolder(): string {
  const vscode = inject('vscode')
  if (vscode.kind !== 'ready') throw new Error(vscode.why)
  const folder = join(vscode.folder, 'hello')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'hello.ts'),
    'export function hello(greeting: string): string {\n  return greeting\n}\n',
  )
  return folder
}
