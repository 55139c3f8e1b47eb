import { describe, expect, it } from 'vitest'
import { openLiveIndex } from './open-live-index.js'
import { temporaryFolder } from './testing/disk.js'
import { indexOptions } from './testing/index-options.js'
import { SORT } from './testing/sort.js'
import { temporaryTree, writeTree } from './testing/tree.js'
import { createTurns } from './turns.js'
import { updateIndex } from './update-index.js'

const TWIN = SORT.replace('bubble_sort', 'slow_sort')
// Half of its words are others, its shape is the same.
const COPY = SORT.replaceAll('values', 'rows').replaceAll('end', 'last').replace('bubble_sort', 'arrange')
const OTHER = `def read_lines(path):
    with open(path) as file:
        text = file.read()
    return [line.strip() for line in text.splitlines()]
`
/** Beside them everything in a function is rare. */
const REST = Object.fromEntries(
  Array.from({ length: 12 }, (_, idx) => [
    `rest/${idx}.py`,
    `def step_${'abcdefghijkl'[idx]}(self):\n    self.count += ${idx}\n    return self.count\n`,
  ]),
)
const LINES = SORT.split('\n').length - 1
const SIGNAL = new AbortController().signal

describe('similar places are counted', () => {
  it.each([
    ['none', {}, 0],
    ['its twin', { 'b.py': TWIN }, 1],
    [
      'a twin among others in one chunk',
      { 'b.py': `${OTHER}\n\n${TWIN}\n\n${OTHER.replace('lines', 'all')}` },
      1,
    ],
    ['twins in one chunk', { 'b.py': `${SORT}\n\n${TWIN}`, 'c.py': OTHER }, 2],
    ['a copy with other names', { 'b.py': COPY }, 1],
    ['nothing that is unlike', { 'b.py': OTHER, 'c.md': '# Sort\n\nbubble sort\n' }, 0],
  ])('%s', async (_, files, count) => {
    const live = await liveIndex({ 'a.py': SORT, ...files })
    expect(await countOf(live)).toBe(count)
    // What is known of them by now changes nothing.
    expect(await countOf(live)).toBe(count)
  })

  it('one that goes on in further chunks', async () => {
    // Each line has words of its own, so that no part of it tells much of the rest.
    const words = Array.from({ length: 80 }, (_, idx) => (7919 * (idx + 26)).toString(26).replace(/\d/g, 'q'))
    const first = words.map((word) => `    self.${word}(${word}er, ${word}ing)\n`).join('')
    const second = words.map((word) => `    ${word}ing = ${word}er + self.${word}\n`).join('')
    const live = await liveIndex({
      'a.py': `def first(self):\n${first}`,
      'b.py': `def second(self):\n${second}`,
    })
    const options = { minSimilarity: 0.7, most: 100, signal: SIGNAL }
    expect(await live.countSimilar('a.py', [{ start: 0, end: 81 }], options)).toEqual([1])
  })

  it('the others in its file, saved or not', async () => {
    const live = await liveIndex({ 'a.py': SORT })
    live.setDocument('a.py', `${SORT}\n\n${TWIN}`)
    await live.settle('open')
    expect(await countOf(live)).toBe(1)
  })

  it('as they are after a file has changed, and after it has changed back', async () => {
    const { live, root } = await place({ 'a.py': SORT, 'b.py': TWIN })
    const counts = [await countOf(live)]
    for (const text of [OTHER, TWIN]) {
      writeTree(root, { 'b.py': text })
      live.filesChanged(['b.py'])
      await live.settle('all')
      counts.push(await countOf(live))
    }
    expect(counts).toEqual([1, 0, 1])
  })

  it('as they were indexed, whatever a file held for a moment', async () => {
    const { live, root } = await place({ 'a.py': SORT, 'b.py': TWIN })
    writeTree(root, { 'b.py': OTHER })
    await countOf(live)
    writeTree(root, { 'b.py': TWIN })
    expect(await countOf(live)).toBe(1)
  })

  it('at most as many as are asked for', async () => {
    const copies = Object.fromEntries(Array.from({ length: 5 }, (_, idx) => [`${idx}.py`, TWIN]))
    const live = await liveIndex({ 'a.py': SORT, ...copies })
    const options = { minSimilarity: 0.7, most: 3, signal: SIGNAL }
    expect(await live.countSimilar('a.py', [{ start: 0, end: LINES }], options)).toEqual([3])
  })
})

describe('turns', () => {
  it('end when nobody waits for the work any more', async () => {
    const controller = new AbortController()
    const turns = createTurns(controller.signal)
    await turns.next()
    controller.abort(new Error('enough'))
    await expect(turns.next()).rejects.toThrow('enough')
  })

  it('let others in', async () => {
    let isIn = false
    setImmediate(() => {
      isIn = true
    })
    await createTurns(SIGNAL).next()
    expect(isIn).toBe(true)
  })
})

async function countOf(live: Awaited<ReturnType<typeof liveIndex>>): Promise<number> {
  const options = { minSimilarity: 0.7, most: 100, signal: SIGNAL }
  const [count] = await live.countSimilar('a.py', [{ start: 0, end: LINES }], options)
  return count
}

async function liveIndex(files: Readonly<Record<string, string>>) {
  return (await place(files)).live
}

async function place(files: Readonly<Record<string, string>>) {
  const options = indexOptions(temporaryTree({ ...REST, ...files }), temporaryFolder())
  await updateIndex(options)
  return { live: openLiveIndex(options).live, root: options.root }
}
