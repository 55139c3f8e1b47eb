/** Word vectors from the text of a repository, as people train and ask them. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { jsonOf, workspace } from './cerca.js'

/** Milliseconds; far longer than the first batch of a small text takes. */
const TRAINING_MS = 1500

const TEXT = {
  'src/animals.ts': 'catHorse dogCow horseDog cowCat dogCat cowHorse\n\n'.repeat(60),
  'src/cars.ts': 'busTram tramVan vanFerry ferryBus busVan tramFerry\n\n'.repeat(60),
}

describe('cerca train words and cerca vectors', () => {
  it.each(['1', '2'])('learn and answer, on %s threads', (threads) => {
    const { cerca } = workspace(TEXT)
    const trained = cerca([
      'train',
      'words',
      '--out',
      'v.bin',
      '--threads',
      threads,
      '--epochs',
      '60',
      '--json',
    ])
    expect(trained).toMatchObject({ code: 0, err: '' })
    expect(jsonOf(trained)).toMatchObject({ words: 8, files: 2, isComplete: true, threads: Number(threads) })
    const { code, out } = cerca(['vectors', 'v.bin', '--similar', 'cat', '-k', '3'])
    expect({ code, words: out.match(/\b[a-z]+\b/g)?.sort() }).toEqual({
      code: 0,
      words: ['cow', 'dog', 'horse'],
    })
    expect(cerca(['vectors', 'v.bin', '--odd', 'cat', 'cow', 'tram', 'dog'])).toEqual({
      code: 0,
      out: 'tram\n',
      err: '',
    })
  })

  it.skipIf(process.platform === 'win32')('keep what is learnt when Ctrl-C is pressed', async () => {
    const { cerca, start } = workspace(TEXT)
    const running = start(['train', 'words', '--out', 'v.bin', '--epochs', '1000000'])
    await running.said('Training skip-gram')
    await sleep(TRAINING_MS)
    running.process.kill('SIGINT')
    const { code, out, err } = await running.ended
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/Stopped in epoch \d+ of 1000000; what was/),
    })
    expect(err).toContain('Stopping; what is learnt so far is kept.')
    expect(cerca(['vectors', 'v.bin', '--similar', 'cat'])).toMatchObject({ code: 0 })
  })

  it('refuse what is no text, and vectors that are damaged', () => {
    const { cerca, root } = workspace(TEXT)
    cerca(['train', 'words', '--out', 'v.bin'])
    expect(cerca(['train', 'words', 'v.bin', '--out', 'w.bin'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('v.bin is not text'),
    })
    writeFileSync(join(root, 'half.bin'), readFileSync(join(root, 'v.bin')).subarray(0, 2000))
    expect(cerca(['vectors', 'half.bin'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('These word vectors cannot be read: it ends after 4 of 8 words'),
    })
  })
})
