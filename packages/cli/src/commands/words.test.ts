/** `cerca train words` and `cerca vectors`, on texts so regular that little training finds what belongs together. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../run.js'
import { createFakeCore } from '../testing/fake-core.js'
import { createFakeTerminal, type FakeTerminalOptions } from '../testing/fake-terminal.js'
import { temporaryFolder } from '../testing/temporary-folder.js'

const ANIMALS = 'catHorse dogCow horseDog cowCat dogCat cowHorse\n'
const CARS = 'busTram tramVan vanFerry ferryBus busVan tramFerry\n'

const FILES = {
  '.git/': '',
  'src/animals.ts': `${ANIMALS}\n`.repeat(40),
  'src/cars.ts': `${CARS}\n`.repeat(40),
  'story.txt': 'Once upon a time. Once upon a time.\n'.repeat(10),
  'lines.txt': 'one\ntwo\n',
  'data.bin': '\0\u0001\u0002',
}

/** Vectors made by hand: what is asked of them can be checked by eye. */
const VECTORS = '4 2\nking 3 1\nqueen 3 -1\nman 1 1\nwoman 1 -1\n'

const cwdOf = (files: Readonly<Record<string, string>> = FILES) => temporaryFolder(files)

async function cerca(argv: readonly string[], options: FakeTerminalOptions = {}) {
  const terminal = createFakeTerminal({ cwd: cwdOf(), ...options })
  const code = await run(argv, terminal, createFakeCore())
  return { code, out: terminal.out(), err: terminal.err() }
}

const train = (argv: readonly string[], options: FakeTerminalOptions = {}) =>
  cerca(['train', 'words', '--dimensions', '16', ...argv], options)

describe('cerca train words', () => {
  it.each(['skip-gram', 'cbow', 'glove', 'fasttext'])(
    'learns the words of a repository: %s',
    async (algorithm) => {
      const cwd = cwdOf()
      const { code, out, err } = await train(
        ['src', '--out', 'v.bin', '--algorithm', algorithm, '--epochs', '30'],
        {
          cwd,
        },
      )
      expect({ code, err }).toEqual({
        code: 0,
        err: `Training ${algorithm} on 960 words of text, 8 different ones, 30 epochs; Ctrl-C keeps what is learnt so far.\n`,
      })
      expect(out).toMatch(/^Learnt 8 words in 16 dimensions from 2 files, \d\.\d kB in 1\.0 s/)
      expect(out).toContain(`\n  ${algorithm}, loss `)
      expect(out).toMatch(/\n {2}Written to v\.bin; ask it: cerca vectors v\.bin --similar \w+\n$/)
      const nearest = await cerca(['vectors', 'v.bin', '--similar', 'cat', '-k3', '--json'], { cwd })
      const [{ results }] = JSON.parse(nearest.out).answers
      expect(results.map(({ word }: { word: string }) => word).sort()).toEqual(['cow', 'dog', 'horse'])
    },
  )

  it('tells programs what it did', async () => {
    const { out, err } = await train(['src/cars.ts', '--out', 'v.txt', '--json', '--seed', '7'])
    expect(err).toBe('')
    expect(JSON.parse(out)).toEqual({
      out: 'v.txt',
      format: 'text',
      algorithm: 'skip-gram',
      split: 'parts',
      words: 4,
      dimensions: 16,
      files: 1,
      bytes: 2080,
      textWords: 480,
      epochs: 20,
      isComplete: true,
      losses: Array.from({ length: 20 }, () => expect.any(Number)),
      seed: 7,
      threads: 1,
      milliseconds: 1000,
    })
  })

  it('keeps words as they are when asked to', async () => {
    const cwd = cwdOf()
    await train(['src', '--out', 'v.vec', '--split', 'spaces'], { cwd })
    const words = readFileSync(join(cwd, 'v.vec'), 'utf8').split('\n').slice(1, -1)
    expect(words.map((line) => line.split(' ')[0])).toContain('ferryBus')
  })

  it('takes the repository around the current folder, and gives the same bytes again', async () => {
    const cwd = cwdOf()
    const out = (await train(['--out', 'first.bin'], { cwd: join(cwd, 'src') })).out
    expect(out).toContain('from 4 files')
    await train(['--out', 'second.bin'], { cwd: join(cwd, 'src') })
    expect(readFileSync(join(cwd, 'src/second.bin'))).toEqual(readFileSync(join(cwd, 'src/first.bin')))
  })

  it('draws how it went', async () => {
    const cwd = cwdOf()
    const { out } = await train(['src', '--out', 'v.bin', '--report', 'r.html'], { cwd })
    expect(out).toContain('\n  How it went is drawn in r.html\n')
    const page = readFileSync(join(cwd, 'r.html'), 'utf8')
    expect(page).toContain('<h1>Word vectors, skip-gram</h1>')
    expect(page).toContain('<dt>Words of text</dt><dd>960</dd>')
    for (const word of ['horse', 'ferry']) expect(page).toContain(word)
  })

  it('says that it was stopped, and writes nothing when nothing was learnt', async () => {
    const cwd = cwdOf()
    const { code, out, err } = await train(['src', '--out', 'v.bin'], { cwd, isInterrupted: true })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(
      /^Stopping; .*\nTraining .*\nStopped before anything was learnt: nothing was written\.\n$/,
    )
    expect(existsSync(join(cwd, 'v.bin'))).toBe(false)
  })

  it.each<[string, string[], RegExp]>([
    [
      'too few words',
      ['story.txt', '--min-count', '100'],
      /fewer than two occur often enough.*lower --min-count/,
    ],
    ['no text', ['nothing'], /There is no text to learn from/],
  ])('has nothing to learn from: %s', async (_, argv, message) => {
    const cwd = cwdOf({ ...FILES, 'nothing/': '' })
    const { code, out, err } = await train([...argv, '--out', 'v.bin'], { cwd })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(message)
  })

  it.each<[string, string[], RegExp]>([
    ['a missing file', ['nowhere'], /There is no file or folder nowhere/],
    [
      'a text that the algorithm can learn nothing from',
      ['lines.txt', '--split', 'spaces', '--min-count', '1', '--algorithm', 'glove'],
      /No two words of the text stand near each other\.\n {2}Change the options/,
    ],
    ['a place that cannot be written', ['src', '--out', 'no/v.bin'], /no\/v\.bin cannot be written/],
  ])('refuses %s', async (_, argv, message) => {
    const { code, err } = await train(['--out', 'v.bin', ...argv])
    expect(code).toBe(2)
    expect(err).toMatch(message)
  })
})

describe('cerca vectors', () => {
  const ask = (...argv: string[]) =>
    cerca(['vectors', 'v.txt', ...argv], { cwd: cwdOf({ 'v.txt': VECTORS }) })

  it('says what is in a file', async () => {
    expect(await ask()).toEqual({
      code: 0,
      err: '',
      out: 'v.txt: 4 words in 2 dimensions, text, 43 B\n  first words: king queen man woman\n',
    })
    expect(JSON.parse((await ask('--json')).out)).toEqual({
      file: 'v.txt',
      format: 'text',
      words: 4,
      dimensions: 2,
      bytes: 43,
      firstWords: ['king', 'queen', 'man', 'woman'],
    })
  })

  it('shows the nearest words', async () => {
    expect((await ask('--similar', 'king', '-k2')).out).toBe('man    0.894\nqueen  0.800\n')
    expect((await ask('--similar', 'king', 'woman', '-k1')).out).toBe(
      'king\n  man  0.894\nwoman\n  queen  0.894\n',
    )
    expect(JSON.parse((await ask('--similar', 'king', '-k1', '--json')).out)).toEqual({
      answers: [{ query: 'king', results: [{ word: 'man', score: expect.closeTo(0.894, 3) }] }],
    })
  })

  it('answers an analogy', async () => {
    // Only the queen is left, and she is not far.
    expect((await ask('--analogy', 'king - man + woman')).out).toBe('queen  0.860\n')
    expect(JSON.parse((await ask('--analogy', 'man', 'king', 'woman', '--json')).out)).toMatchObject({
      answers: [{ query: 'king - man + woman', results: [{ word: 'queen' }] }],
    })
  })

  it('finds the odd one out', async () => {
    expect((await ask('--odd', 'king', 'man', 'woman')).out).toBe('woman\n')
    expect(JSON.parse((await ask('--odd', 'king', 'man', 'woman', '--json')).out)).toEqual({
      words: ['king', 'man', 'woman'],
      odd: 'woman',
    })
  })

  it.each<[string, string[], RegExp]>([
    ['a misspelt word', ['--similar', 'quene'], /do not know the word "quene".*\n {2}Did you mean queen\?/],
    ['a word in another case', ['--similar', 'King'], /Did you mean king\?/],
    [
      'a word like none',
      ['--odd', 'king', 'man', 'zebra'],
      /do not know the word "zebra".*\n {2}Check its spelling/,
    ],
    ['a word of an analogy', ['--analogy', 'kin', 'king', 'man'], /"kin".*\n {2}Did you mean king\?/],
  ])('does not guess: %s', async (_, argv, message) => {
    const { code, out, err } = await ask(...argv)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(message)
  })

  it('knows words by their n-grams', async () => {
    const cwd = cwdOf()
    await train(['src', '--out', 'v.bin', '--algorithm', 'fasttext', '--buckets', '500'], { cwd })
    expect((await cerca(['vectors', 'v.bin'], { cwd })).out).toMatch(
      /fastText.*\n {2}n-grams of 3 to 6 characters/,
    )
    const { code, out } = await cerca(['vectors', 'v.bin', '--similar', 'horses', '-k1'], { cwd })
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^horse {2}0\.\d+\n$/) })
  })

  it.each<[string, number, RegExp]>([
    ['none.bin', 2, /There is no file none\.bin/],
    ['src', 2, /src cannot be read \(EISDIR\)/],
    ['data.bin', 2, /cannot be read: its first line/],
  ])('refuses %s', async (file, expected, message) => {
    const { code, err } = await cerca(['vectors', file])
    expect(err).toMatch(message)
    expect(code).toBe(expected)
  })
})
