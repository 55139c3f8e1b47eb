import { describe, expect, it } from 'vitest'
import { type DuplicateOptions, findDuplicates } from './find-duplicates.js'
import type { FunctionFile } from './function-bags.js'

const OPTIONS: DuplicateOptions = { minLines: 6, minSimilarity: 0.7, onProgress: () => {}, signal: undefined }

const TOTAL = `function total(items, rate) {
  let sum = 0
  for (const item of items) {
    if (item.price > 0) sum += item.price * item.count
  }
  return sum + sum * rate
}
`
const OPEN = `function open(path, options) {
  try {
    const handle = system.open(path, options.mode)
    handle.seek(options.offset)
    return { handle, close: () => system.close(handle) }
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}
`
const RENAMED = TOTAL.replace('total', 'sumUp').replaceAll('item', 'row').replaceAll('sum ', 'result ')

/** Files whose functions are what begins a line with `function` or, nested, two spaces and it. */
function filesOf(texts: Readonly<Record<string, string>>): FunctionFile[] {
  return Object.entries(texts).map(([path, text]) => {
    const lines = text.split('\n')
    const functions = lines.flatMap((line, start) => {
      const match = /^( *)function (\w+)/.exec(line)
      if (!match) return []
      const end = lines.findIndex((other, at) => at > start && other === `${match[1]}}`) + 1
      return [{ name: match[2], lines: { start, end } }]
    })
    return { path, language: 'javascript', functions, read: () => text }
  })
}

/** `0.85 saves 7: a.js:1 total, b.js:1 sumUp` */
async function clustersOf(
  texts: Readonly<Record<string, string>>,
  options: Partial<DuplicateOptions> = {},
): Promise<string[]> {
  const { clusters } = await findDuplicates(filesOf(texts), { ...OPTIONS, ...options })
  return clusters.map(({ similarity, savedLines, members }) => {
    const places = members.map(({ path, name, lines }) => `${path}:${lines.start + 1} ${name}`)
    return `${similarity.toFixed(2)} saves ${savedLines}: ${places.join(', ')}`
  })
}

const inside = (text: string) =>
  `function outer(input) {\n${text.replace(/^(?=.)/gm, '  ')}  return total(input, 1)\n}\n`

describe('findDuplicates', () => {
  it.each<[name: string, texts: Record<string, string>, expected: string[]]>([
    ['nothing in different functions', { 'a.js': TOTAL, 'b.js': OPEN }, []],
    ['copies', { 'b.js': TOTAL, 'a.js': `\n${TOTAL}` }, ['1.00 saves 7: a.js:2 total, b.js:1 total']],
    [
      'renamed ones',
      { 'a.js': TOTAL, 'b.js': OPEN + RENAMED },
      ['1.00 saves 7: a.js:1 total, b.js:11 sumUp'],
    ],
    [
      'the longest first, and the largest saving',
      { 'a.js': TOTAL + OPEN, 'b.js': TOTAL.replace('  return', '  log(sum)\n\n  return'), 'c.js': OPEN },
      ['1.00 saves 10: a.js:8 open, c.js:1 open', '0.89 saves 7: b.js:1 total, a.js:1 total'],
    ],
    ['no parent in its child', { 'a.js': inside(TOTAL) }, []],
    [
      'only the parents where their children are alike too',
      { 'a.js': inside(TOTAL), 'b.js': inside(TOTAL) },
      ['1.00 saves 10: a.js:1 outer, b.js:1 outer'],
    ],
    [
      'a child beside a function of its own, once',
      { 'a.js': inside(TOTAL + OPEN), 'b.js': inside(TOTAL + OPEN), 'c.js': TOTAL },
      ['1.00 saves 20: a.js:1 outer, b.js:1 outer', '1.00 saves 7: a.js:2 total, c.js:1 total'],
    ],
    [
      'not what is to be ignored',
      { 'a.js': TOTAL, 'b.js': `// cerca: ignore duplicates (kept on purpose)\n${TOTAL}` },
      [],
    ],
    [
      'nor with the mark inside',
      { 'a.js': TOTAL, 'b.js': TOTAL.replace('  let', '  // cerca:ignore-duplicates\n  let') },
      [],
    ],
    [
      'nor inside what is to be ignored',
      { 'a.js': TOTAL, 'b.js': `// cerca:ignore-duplicates\n${inside(TOTAL)}` },
      [],
    ],
    [
      'what only says the mark, or stands below another mark',
      {
        'a.js': TOTAL.replace('let', 'f("cerca:ignore-duplicates")\n  let'),
        'b.js': `// cerca:ignore-duplicates\n${OPEN}${TOTAL}`,
      },
      ['0.89 saves 7: a.js:1 total, b.js:12 total'],
    ],
  ])('finds %s', async (_, texts, expected) => {
    expect(await clustersOf(texts)).toEqual(expected)
  })

  it('compares functions of enough lines of code only', async () => {
    const commented = TOTAL.replace('  let', '  // one\n\n  // two\n  let')
    const texts = { 'a.js': commented, 'b.js': commented }
    expect(await clustersOf(texts, { minLines: 7 })).toHaveLength(1)
    expect(await clustersOf(texts, { minLines: 8 })).toEqual([])
  })

  it('takes what shares few names for the same only when it is long and its shape the same', async () => {
    const names = (text: string) =>
      text.replace(/\b(?!function|try|const|return|catch|if|throw|undefined)[a-z]\w+/gi, 'its$&')
    expect(await clustersOf({ 'a.js': OPEN, 'b.js': names(OPEN) })).toEqual([
      '1.00 saves 10: a.js:1 open, b.js:1 itsopen',
    ])
    const changed = names(OPEN).replace('  try', '  its.trace(itspath)\n  its.check(itsoptions, 7)\n  try')
    expect(await clustersOf({ 'a.js': OPEN, 'b.js': changed })).toEqual([])
    expect(await clustersOf({ 'a.js': OPEN, 'b.js': changed.replaceAll('its', '') })).toHaveLength(1)
    const short = TOTAL.replace('item.price > 0', 'ok')
    expect(
      await clustersOf({
        'a.js': short,
        'b.js': names(short).replace(/itslet|itsfor|itsof/g, (word) => word.slice(3)),
      }),
    ).toEqual([])
  })

  it('gives the same answer whatever the order of the files', async () => {
    const texts = {
      'a.js': TOTAL + OPEN,
      'b.js': RENAMED,
      'c.js': OPEN,
      'd.js': TOTAL.replace('0', '1').replace('  return', '  f(sum)\n  return'),
    }
    const reversed = Object.fromEntries(Object.entries(texts).reverse())
    expect(await clustersOf(reversed)).toEqual(await clustersOf(texts))
  })

  it('leaves out files that are gone, and says how many functions it compared', async () => {
    const files = filesOf({ 'a.js': TOTAL, 'b.js': TOTAL })
    const found = await findDuplicates([files[0], { ...files[1], read: () => undefined }], OPTIONS)
    expect(found).toEqual({ clusters: [], nFunctions: 1 })
  })

  it('stays quick with thousands of equals and one enormous function', async () => {
    const body = (nLines: number) =>
      Array.from({ length: nLines }, (_, at) => `  x[${at}] = f(a${at % 7}, y - ${at})`).join('\n')
    const texts = Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`f${at}.js`, TOTAL]))
    const enormous = `function enormous(x) {\n${body(30_000)}\n}\n`
    const { clusters } = await findDuplicates(filesOf({ ...texts, 'e.js': enormous }), OPTIONS)
    expect(clusters.map(({ members }) => members.length)).toEqual([2000])
  })

  it('keeps to the inner ones of hundreds of functions inside each other', async () => {
    const depth = 300
    const texts = ['a.js', 'b.js'].map((path) => {
      const heads = Array.from({ length: depth }, (_, at) => `function n${at}(a) { use(a, ${at})`)
      const text = [...heads, ...heads.map(() => '}')].join('\n')
      const functions = heads.map((_, at) => ({ name: `n${at}`, lines: { start: at, end: 2 * depth - at } }))
      return { path, language: 'javascript', functions, read: () => text }
    })
    const { clusters, nFunctions } = await findDuplicates(texts, OPTIONS)
    expect(nFunctions).toBeLessThan(depth)
    expect(clusters.map(({ members }) => members.map(({ path }) => path))).toEqual([['a.js', 'b.js']])
  })

  it('tells how far it is, waits for whoever listens, and stops when it is told to', async () => {
    const phases: string[] = []
    const controller = new AbortController()
    const onProgress = async ({ phase }: { phase: string }) => {
      await Promise.resolve()
      phases.push(phase)
      if (phase === 'compare') controller.abort(new Error('enough'))
    }
    const work = clustersOf({ 'a.js': TOTAL, 'b.js': TOTAL }, { onProgress, signal: controller.signal })
    await expect(work).resolves.toHaveLength(1)
    expect(phases).toEqual(['read', 'compare'])
    await expect(clustersOf({ 'a.js': TOTAL }, { signal: controller.signal })).rejects.toThrow('enough')
  })
})
