import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeRepository } from './support/repository.js'
import { describeInVsCode, takeScreenshot, useWindow } from './support/session.js'
import { pane, readList, readRows, readStatus } from './support/views.js'
import { runCommand, typeInList } from './support/window.js'

/** More files than are read at once when they change: they wait for the next update of the index. */
const N_FILES = 80

/** Milliseconds in which a question is answered; one that takes longer is asked again. */
const ANSWER_MS = 1500

const INCOMPLETE = 'The index is not complete; this is asked again when it is.'

describeInVsCode('an answer that came too early', () => {
  const { page, folder } = useWindow(() => makeRepository('early'))
  const view = () => pane(page(), 'Search')

  it('says that it is not complete', async () => {
    await expect.poll(() => readStatus(page())).toBe('Cerca: ready')
    await runCommand(page(), 'Cerca: Pause Indexing')
    await expect.poll(() => readStatus(page())).toBe('Cerca: paused')
    for (let number = 1; number <= N_FILES; number++) {
      writeFileSync(
        join(folder(), `walrus${number}.ts`),
        `export const walrus${number} = 'tusks ${number}'\n`,
      )
    }
    await runCommand(page(), 'Cerca: Search in Words')
    // The server is told of new files when the editor likes: a question before that has a complete answer.
    const askAgain = async () => {
      await typeInList(page(), 'walrus')
      await typeInList(page(), 'walrus tusks lang:typescript path:walrus')
      await page().waitForTimeout(ANSWER_MS)
      return readList(page())
    }
    await expect.poll(askAgain).toEqual(['Nothing found.', INCOMPLETE])
    await page().getByRole('button', { name: 'Keep in the Search view' }).click()
    await expect.poll(() => view().textContent()).toContain(`Nothing found. ${INCOMPLETE}`)
    await takeScreenshot(page(), 'an incomplete answer')
  })

  it('is completed when the index is, without being asked for', async () => {
    await runCommand(page(), 'Cerca: Go on Indexing')
    await expect.poll(async () => (await readRows(page(), 'Search')).join('\n')).toContain('walrus')
    expect(await view().textContent()).not.toContain(INCOMPLETE)
  })
})
