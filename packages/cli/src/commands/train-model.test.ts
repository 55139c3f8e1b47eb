import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Embedder } from '@cerca/core'
import { distilModel } from '@cerca/core/train'
import { describe, expect, it } from 'vitest'
import type { CoreApi } from '../core-api.js'
import { modelTools } from '../model-tools.js'
import { run } from '../run.js'
import { createFakeCore } from '../testing/fake-core.js'
import { createFakeTerminal, type FakeTerminalOptions } from '../testing/fake-terminal.js'
import { temporaryFolder } from '../testing/temporary-folder.js'

// Two words for each thing: one in questions, the other one in code.
const THINGS = [
  ['kraken', 'queue'],
  ['yeti', 'socket'],
  ['gnome', 'parser'],
  ['troll', 'cache'],
] as const

const pairsOf = (n: number) =>
  Array.from({ length: n }, (_, idx) => {
    const [query, thing] = THINGS[idx % THINGS.length] ?? THINGS[0]
    return JSON.stringify({ query: `what does the ${query} do`, document: `run ${thing}.start()` })
  }).join('\n')

const FILES = {
  'mine.jsonl': pairsOf(64),
  'many.jsonl': pairsOf(1200),
  'odd.jsonl': `${pairsOf(8)}\n{"query":"alone"}\nnot JSON\n`,
  'empty.jsonl': '',
  'one.jsonl': pairsOf(1),
  'shop/cart.py': ['refund', 'discount', 'delivery', 'invoice']
    .map(
      (thing) =>
        `def ${thing}_of_customer(items, amount):\n    """Work out the ${thing} that a customer gets."""\n    return [item * amount for item in items if item.is_${thing}]\n`,
    )
    .join('\n\n'),
}

async function train(
  argv: readonly string[],
  options: FakeTerminalOptions = {},
  core: CoreApi = createFakeCore(),
) {
  const terminal = createFakeTerminal({ cwd: temporaryFolder(FILES), ...options })
  const code = await run(['train', 'model', ...argv], terminal, core)
  return { code, out: terminal.out(), err: terminal.err() }
}

/** A core whose transformer, in every folder, knows words by their letters. */
const LETTERS_CORE: CoreApi = {
  ...createFakeCore(),
  loadModelTools: async () => ({
    ...modelTools,
    distilFolder: (_, shape, run) => {
      const words = THINGS.flat().map((word) => ({
        term: word,
        texts: [{ text: word, share: 1 }],
        frequency: 1 / 8,
      }))
      return distilModel(lettersTeacher, words, shape, run)
    },
  }),
}

const lettersTeacher: Embedder = {
  fingerprint: 'letters',
  dimensions: 26,
  embed: async (texts) =>
    Float32Array.from(
      texts.flatMap((text) => {
        const counts = new Array<number>(26).fill(0)
        for (const letter of text) counts[letter.charCodeAt(0) - 97]++
        return counts
      }),
    ),
}

const NEW = ['--dimensions', '16', '--vocabulary', '50']

describe('cerca train model', () => {
  it('learns from nothing, says so and writes a model that another training goes on from', async () => {
    const cwd = temporaryFolder(FILES)
    const { code, out, err } = await train(['--pairs', 'mine.jsonl', '--out', 'm', ...NEW], { cwd })
    expect({ code, err }).toEqual({
      code: 0,
      err: 'Training on 64 pairs from nothing; Ctrl-C keeps what is learnt so far.\n',
    })
    expect(out).toMatch(
      /^Trained on 64 pairs in 1\.0 s: 64 pairs\/s\.\n {2}1 epoch from nothing, loss \d\.\d+ to \d\.\d+\n/,
    )
    expect(out).toContain(
      '  10 words in 16 dimensions, written to m\n  Use it: cerca search QUERY --model m\n',
    )
    const again = await train(['--pairs', 'mine.jsonl', '--model', 'm', '--out', 'm2', '--json'], { cwd })
    expect(again).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(again.out)).toMatchObject({
      out: 'm2',
      start: 'm',
      words: 10,
      dimensions: 16,
      pairs: 64,
      pairsDone: 512,
      epochs: 8,
      batchSize: 16,
      seed: 1,
      isComplete: true,
    })
    expect(readFileSync(join(cwd, 'm2/model.safetensors'))).not.toEqual(
      readFileSync(join(cwd, 'm/model.safetensors')),
    )
  })

  it('asks pairs that it held out, and draws how it went', async () => {
    const cwd = temporaryFolder(FILES)
    const argv = ['--pairs', 'many.jsonl', '--out', 'm', '--report', 'r.html', '--epochs', '2', ...NEW]
    const { out } = await train(argv, { cwd })
    expect(out).toMatch(/\n {2}Of pairs held out, the right text comes first for \d+ %; before, for \d+ %\n/)
    expect(out).toContain('\n  How it went is drawn in r.html\n')
    const page = readFileSync(join(cwd, 'r.html'), 'utf8')
    expect(page).toContain('<h1>A model of meaning</h1>')
    expect(page).toContain('what does the kraken do')
    const { heldOut } = JSON.parse((await train([...argv, '--json'], { cwd })).out)
    expect(heldOut).toMatchObject({
      before: { accuracy: expect.any(Number) },
      after: { loss: expect.any(Number) },
    })
  })

  it('names the lines that are no pairs and learns from the others', async () => {
    const { code, err } = await train(['--pairs', 'odd.jsonl', '--out', 'm', ...NEW])
    expect(code).toBe(0)
    expect(err).toContain('odd.jsonl: 2 of its lines are no pairs; line 9: "document" is no text.\n')
    expect(err).toContain('Training on 8 pairs')
  })

  it('learns from a repository', async () => {
    const { code, out } = await train(['--on', 'shop', '--out', 'm', '--json', ...NEW])
    expect(code).toBe(0)
    expect(JSON.parse(out).pairs).toBeGreaterThanOrEqual(2)
  })

  it('writes nothing when it was stopped before anything was learnt', async () => {
    const cwd = temporaryFolder(FILES)
    const { code, out, err } = await train(['--pairs', 'mine.jsonl', '--out', 'm', ...NEW], {
      cwd,
      isInterrupted: true,
    })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/Stopping; .*\nStopped before anything was learnt: nothing was written\.\n$/)
    expect(existsSync(join(cwd, 'm'))).toBe(false)
  })

  it('distils a transformer, and goes on with pairs where there are any', async () => {
    const cwd = temporaryFolder(FILES)
    const argv = ['--distil', 'large', '--out', 'm', ...NEW]
    expect(await train(argv, { cwd }, LETTERS_CORE)).toEqual({
      code: 0,
      err: 'Asking large about the words of its tokenizer.\n',
      out: `Distilled 8 words of large in 16 dimensions, written to m
  Use it: cerca search QUERY --model m
  Teach it more: cerca train model --pairs FILE --model m --out FOLDER
`,
    })
    const json = await train([...argv, '--json'], { cwd }, LETTERS_CORE)
    expect(JSON.parse(json.out)).toMatchObject({ out: 'm', start: 'large', words: 8, pairs: 0 })
    const more = await train([...argv, '--pairs', 'mine.jsonl', '--json'], { cwd }, LETTERS_CORE)
    expect(JSON.parse(more.out)).toMatchObject({
      start: 'large',
      words: 8,
      dimensions: 16,
      epochs: 8,
      pairs: 64,
    })
  })

  it('has nothing to do without pairs', async () => {
    expect(await train(['--pairs', 'empty.jsonl', '--out', 'm', ...NEW])).toEqual({
      code: 1,
      out: '',
      err: 'There is no pair to learn from.\n',
    })
  })

  it.each<[string, string[], RegExp]>([
    ['a missing file', ['--pairs', 'none.jsonl'], /There is no file none\.jsonl/],
    ['a folder of pairs', ['--pairs', 'shop'], /shop cannot be read \(EISDIR\)/],
    [
      'one pair',
      ['--pairs', 'one.jsonl'],
      /Only 1 of the pairs have words on both sides.*\n {2}Give more pairs/,
    ],
    ['a folder without a transformer', ['--distil', 'shop'], /there is no config\.json in /],
    ['a model that is none', ['--pairs', 'mine.jsonl', '--model', 'shop'], /The model cannot be read/],
    [
      'another shape for a model that is there',
      ['--pairs', 'mine.jsonl', '--model', 'shop', '--dimensions', '16'],
      /has its own vocabulary and dimensions/,
    ],
    [
      'a file in the place of the folder',
      ['--pairs', 'mine.jsonl', '--out', 'one.jsonl'],
      /one\.jsonl cannot be written/,
    ],
  ])('refuses %s', async (_, argv, message) => {
    const { code, out, err } = await train(['--out', 'm', ...argv])
    expect({ out, isRefused: code === 2 || code === 3 }).toEqual({ out: '', isRefused: true })
    expect(err).toMatch(message)
  })
})
