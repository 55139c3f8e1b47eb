import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeRepository } from './support/repository.js'
import { describeInVsCode, useWindow } from './support/session.js'
import { readList, readStatus } from './support/views.js'
import { cursorLine, openFile, runCommand, typeInList } from './support/window.js'

const QUESTION = 'where do penguins moult'

const PENGUINS = `
/** Penguins moult on the ice, where they wait for their new feathers. */
export function placeWherePenguinsMoult(): string {
  return 'ice'
}
`

describeInVsCode('what changes while the editor is open', () => {
  const { page, folder } = useWindow(() => makeRepository('unsaved'))
  const path = () => join(folder(), 'mail/deliver.ts')

  it('is found before it is saved', async () => {
    await expect.poll(() => readStatus(page())).toBe('Cerca: ready')
    await expect.poll(() => answers(QUESTION)).not.toContain('Penguins')
    const nLines = readFileSync(path(), 'utf8').split('\n').length
    await openFile(page(), path(), nLines)
    // Pasted, for VS Code would add brackets and indents to what is typed.
    await page().evaluate(`navigator.clipboard.writeText(${JSON.stringify(PENGUINS)})`)
    await page().keyboard.press('Control+V')
    await expect.poll(() => cursorLine(page())).toBe(nLines + PENGUINS.split('\n').length - 1)
    await expect.poll(() => answers(QUESTION)).toContain('Penguins')
    expect(readFileSync(path(), 'utf8')).not.toContain('Penguins')
  })

  it('is not found any more when it is taken back', async () => {
    await page().keyboard.press('Control+Z')
    await expect.poll(() => answers(QUESTION)).not.toContain('Penguins')
  })

  it('is found when another program writes it', async () => {
    writeFileSync(join(folder(), 'mail/penguins.ts'), PENGUINS)
    await expect.poll(() => answers(QUESTION)).toContain('Penguins')
  })

  async function answers(question: string): Promise<string> {
    await runCommand(page(), 'Cerca: Search in Words')
    await typeInList(page(), question)
    await expect.poll(() => readList(page())).not.toEqual([])
    const texts = await readList(page())
    await page().keyboard.press('Escape')
    return texts.join('\n')
  }
})
